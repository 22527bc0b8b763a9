"""A figure or an event as one sentence to copy: what, when, who says so, where we read it.

The sentence is a list of independent clauses, so that no language has to inflect a name. It is HTML,
because names in other languages are marked.
"""

from django.utils.html import conditional_escape, escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from foundation.i18n.languages import in_its_language, translated
from recommendations.models import Source

from ..choices import Assertion
from ..models import Event, Figure, Sourced
from .where_read import places

# A sentence for each: no language puts together “how” and “by whom” as English does.
_ASSERTED_BY = {
    Assertion.ALLEGED: _("Alleged by %(who)s"),
    Assertion.CLAIMED: _("Claimed by %(who)s"),
    Assertion.FOUND: _("Found by %(who)s"),
    Assertion.REPORTED: _("Reported by %(who)s"),
}


def cite_figure(figure: Figure, *, address: str) -> SafeString:
    """“Believers imprisoned, 2018: five people imprisoned; counted by Forum 18; source: …”."""
    title = _with_period(translated(figure, "title"), figure.when)
    number = format_html("{} {}", translated(figure, "wording"), translated(figure, "unit"))
    body = figure.counted_by
    clauses = [
        _format(gettext("%(what)s: %(number)s"), what=title, number=number),
        _format(gettext("our calculation: %(sum)s"), sum=figure.calculated) if figure.calculation else "",
        _format(gettext("counted by %(who)s"), who=translated(body, "name")) if body else "",
        _asserted(figure) if figure.asserted_by != body else "",
    ]
    return _sentence(clauses, figure, address)


def cite_event(event: Event, *, address: str) -> SafeString:
    """“Road map with the ILO (May 2018); reported by …; source: …”."""
    place = translated(event, "place")
    title = _with_period(translated(event, "title"), event.when)
    return _sentence([title, place, _asserted(event)], event, address)


def _with_period(title: str, period: str) -> str:
    """The title with the period, unless it contains it already."""
    return title if period in title else format_html("{} ({})", title, period)


def asserted(row: Sourced) -> str:
    """How it is put, and by whom where that is not the source itself; it begins with a capital."""
    if row.asserted_by is None:
        return str(row.get_assertion_display())
    return _format(str(_ASSERTED_BY[Assertion(row.assertion)]), who=translated(row.asserted_by, "name"))


def _asserted(row: Sourced) -> str:
    """The same as a clause, if the fact is not simply what the source reports; otherwise empty."""
    if not row.is_asserted:
        return ""
    clause = asserted(row)
    first = clause[:1].lower()
    return mark_safe(first + clause[1:]) if isinstance(clause, SafeString) else first + clause[1:]  # noqa: S308


def _sentence(clauses: list[str], row: Sourced, address: str) -> SafeString:
    source_places = places(row.sources.all(), [translated(row, "passage")])
    for read_source in source_places.read_sources:
        if read_source.cites:
            clauses.append(
                _format(
                    gettext("source: %(source)s, which cites %(cited)s"),
                    source=_with_passage(read_source.source, source_places.beside),
                    cited=_join(", ", [_source_name(source) for source in read_source.cites]),
                )
            )
    texts = [
        _with_passage(read_source.source, source_places.beside)
        for read_source in source_places.read_sources
        if not read_source.cites
    ]
    texts += [_source_name(source) for source in source_places.unread_sources]
    if texts:
        clauses.append(_format(gettext("source: %(source)s"), source=_join(", ", texts)))
    if source_places.in_them:
        clauses.append(_format(gettext("where in them: %(passage)s"), passage=source_places.in_them))
    clauses.append(f"UPR Tracker, {address}")
    return _join("; ", [clause for clause in clauses if clause])


def _with_passage(source: Source, passage: str) -> str:
    return format_html("{}, {}", _source_name(source), passage) if passage else _source_name(source)


def _source_name(source: Source) -> str:
    """With its day, and the day on which we read it. A title stays in its own language."""
    name = str(source) if source.symbol else in_its_language(str(source), source.language)
    return _join(", ", [name, *source.dates])


def _join(separator: str, texts: list[str]) -> SafeString:
    return format_html_join(separator, "{}", ((text,) for text in texts))


def _format(sentence: str, **names: str) -> SafeString:
    """A translated sentence with escaped values, as HTML."""
    escaped = {name: conditional_escape(text) for name, text in names.items()}
    return SafeString(escape(sentence) % escaped)
