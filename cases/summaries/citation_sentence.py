"""A figure or an event as one sentence to copy: what, when, who says so, where we read it.

What follows the first words is a list of clauses, each whole in itself, so that no language has to
bend a name. A name in another language says so: the sentence is HTML.
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


def figure_cited(figure: Figure, *, address: str) -> SafeString:
    """“Believers imprisoned, 2018: five people imprisoned; counted by Forum 18; source: …”."""
    what = _with_period(translated(figure, "title"), figure.when)
    number = format_html("{} {}", translated(figure, "wording"), translated(figure, "unit"))
    who = figure.counted_by
    clauses = [
        _said(gettext("%(what)s: %(number)s"), what=what, number=number),
        _said(gettext("counted by %(who)s"), who=translated(who, "name")) if who else "",
        _asserted(figure) if figure.asserted_by != who else "",
    ]
    return _sentence(clauses, figure, address)


def event_cited(event: Event, *, address: str) -> SafeString:
    """“Road map with the ILO (May 2018); reported by …; source: …”."""
    place = translated(event, "place")
    what = _with_period(translated(event, "title"), event.when)
    return _sentence([what, place, _asserted(event)], event, address)


def _with_period(title: str, when: str) -> str:
    """A title that says when already is left as it is."""
    return title if when in title else format_html("{} ({})", title, when)


def asserted(row: Sourced) -> str:
    """How it is put, and by whom where that is not the source itself; it begins with a capital."""
    if row.asserted_by is None:
        return str(row.get_assertion_display())
    return _said(str(_ASSERTED_BY[Assertion(row.assertion)]), who=translated(row.asserted_by, "name"))


def _asserted(row: Sourced) -> str:
    """The same as a clause, where it is more than that our source reports it."""
    if not row.is_asserted:
        return ""
    how = asserted(row)
    first = how[:1].lower()
    return mark_safe(first + how[1:]) if isinstance(how, SafeString) else first + how[1:]  # noqa: S308


def _sentence(clauses: list[str], row: Sourced, address: str) -> SafeString:
    where = places(row.sources.all(), [translated(row, "passage")])
    for seen in where.seen:
        if seen.cites:
            clauses.append(
                _said(
                    gettext("source: %(source)s, which cites %(cited)s"),
                    source=_with_passage(seen.source, where.beside),
                    cited=_joined(", ", [_named(source) for source in seen.cites]),
                )
            )
    others = [_with_passage(seen.source, where.beside) for seen in where.seen if not seen.cites]
    others += [_named(source) for source in where.unseen]
    if others:
        clauses.append(_said(gettext("source: %(source)s"), source=_joined(", ", others)))
    if where.in_them:
        clauses.append(_said(gettext("where in them: %(passage)s"), passage=where.in_them))
    clauses.append(f"UPR Tracker, {address}")
    return _joined("; ", [clause for clause in clauses if clause])


def _with_passage(source: Source, passage: str) -> str:
    return format_html("{}, {}", _named(source), passage) if passage else _named(source)


def _named(source: Source) -> str:
    """A symbol is the same in every language; a title stays in its own."""
    return str(source) if source.symbol else in_its_language(str(source), source.language)


def _joined(separator: str, texts: list[str]) -> SafeString:
    return format_html_join(separator, "{}", ((text,) for text in texts))


def _said(sentence: str, **names: str) -> SafeString:
    """A translated sentence with its names, as HTML."""
    escaped = {name: conditional_escape(text) for name, text in names.items()}
    return SafeString(escape(sentence) % escaped)
