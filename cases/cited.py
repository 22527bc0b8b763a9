"""A figure or an event as one sentence to copy: what, when, who says so, where we read it.

What follows the first words is a list of clauses, each whole in itself, so that no language has to
bend a name.
"""

from typing import Any

from django.utils.translation import gettext

from recommendations.lines import in_language

from .choices import Assertion


def figure_cited(figure: Any, *, address: str) -> str:
    """“Believers imprisoned, 2018: five people imprisoned; counted by Forum 18; source: …”."""
    what = _with_period(in_language(figure, "title"), figure.when)
    number = f"{in_language(figure, 'wording')} {in_language(figure, 'unit')}"
    who = figure.counted_by
    clauses = [
        gettext("%(what)s: %(number)s") % {"what": what, "number": number},
        gettext("counted by %(who)s") % {"who": in_language(who, "name")} if who else "",
        _asserted(figure) if figure.asserted_by != who else "",
    ]
    return _sentence(clauses, figure, address)


def event_cited(event: Any, *, address: str) -> str:
    """“Road map with the ILO (May 2018); reported by …; source: …”."""
    place = in_language(event, "place")
    what = _with_period(in_language(event, "title"), event.when)
    return _sentence([what, place, _asserted(event)], event, address)


def _with_period(title: str, when: str) -> str:
    """A title that says when already is left as it is."""
    return title if when in title else f"{title} ({when})"


def _asserted(row: Any) -> str:
    """How it is put and by whom, where that is more than that our source reports it."""
    if row.asserted_by is None and row.assertion == Assertion.REPORTED:
        return ""
    how = row.get_assertion_display()
    if row.asserted_by is not None:
        who = in_language(row.asserted_by, "name")
        how = gettext("%(how)s by %(who)s") % {"how": how, "who": who}
    return str(how[:1].lower() + how[1:])


def _sentence(clauses: list[str], row: Any, address: str) -> str:
    read = [str(source) for source in row.sources.all() if source.seen_by_us]
    named = [str(source) for source in row.sources.all() if not source.seen_by_us]
    if read and row.passage:
        read[-1] += f", {row.passage}"
    if read and named:
        said = gettext("source: %(source)s, which cites %(cited)s")
    else:
        said = gettext("source: %(source)s")
    names = {"source": ", ".join(read or named), "cited": ", ".join(named)}
    if read or named:
        clauses.append(said % names)
    clauses.append(f"UPR Tracker, {address}")
    return "; ".join(clause for clause in clauses if clause)
