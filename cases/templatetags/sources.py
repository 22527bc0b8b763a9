"""The sources of facts on a page."""

from collections.abc import Iterable

from django import template

from recommendations.models import Source

from ..models import Sourced, WithSources
from ..summaries.citation_sentence import asserted
from ..summaries.where_read import Places, SourceReading, places, readings

register = template.Library()


@register.simple_tag
def where_read(fact: WithSources, record: WithSources | None = None) -> SourceReading:
    """The sources of one fact on the page of its record; or of the record itself."""
    [reading] = readings([fact], record)
    return reading


@register.simple_tag(name="asserted")
def asserted_by_whom(row: Sourced) -> str:
    """How a fact is put, and by whom where that is not the source itself."""
    return asserted(row)


@register.simple_tag
def places_in(sources: Iterable[Source], passage: str = "") -> Places:
    """Sources in the order of a page: those that we read, each with what it cites, then the others."""
    return places(sources, [passage])
