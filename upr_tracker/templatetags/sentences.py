"""Sentences in which the name of a State stands in a form of its own."""

from django import template
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from recommendations.models import Review, State
from recommendations.state_names import sentence_html

from ..publication_log import recommendations_published

register = template.Library()


@register.simple_tag(name="sentence")
def sentence_of(text: str, otherwise: str, **values: object) -> SafeString:
    """`{% sentence _("{sur:possessive} answer") _("Answer of the State: {sur}") sur=sur %}`.

    The second sentence is for a State whose forms nobody knows.
    """
    return sentence_html(text, otherwise, **values)


@register.simple_tag
def claimed_done(state: State, count: int, address: str) -> SafeString:
    """How much a State says it has done, with the link to these recommendations."""
    return sentence_html(
        ngettext(
            '{state:name} says that <a href="{address}">{n} recommendation</a> has been implemented.',
            '{state:name} says that <a href="{address}">{n} recommendations</a> have been implemented.',
            count,
        ),
        ngettext(
            'Implemented, as the State says ({state}): <a href="{address}">{n} recommendation</a>.',
            'Implemented, as the State says ({state}): <a href="{address}">{n} recommendations</a>.',
            count,
        ),
        state=state,
        n=count,
        address=address,
    )


@register.simple_tag
def published_of(review: Review, count: int) -> SafeString:
    """How many recommendations of a review became public."""
    return SafeString(recommendations_published(review, count, write=sentence_html))
