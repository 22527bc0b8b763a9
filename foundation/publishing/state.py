"""The publication state of root records, which decides what is public.

A root (recommendation, finding, case, law, event, figure, submission) has a state of its own; its
parts inherit it. Every public page and file starts from `.published()`.
"""

import datetime as dt
import itertools
from typing import Self, TypeVar

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils.crypto import get_random_string
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _

from ..choices import PublicationState
from ..db.locks import locked
from ..db.natural_keys import NaturalKeyQuerySet

_Root = TypeVar("_Root", bound=models.Model)


_Published = TypeVar("_Published", bound="Publishable")


class PublishableQuerySet(NaturalKeyQuerySet[_Root]):
    """Rows of a root record."""

    def published(self) -> Self:
        return self.filter(publication_state=PublicationState.PUBLISHED)

    def unpublished(self) -> Self:
        return self.exclude(publication_state=PublicationState.PUBLISHED)


class Publishable(models.Model):
    """A root record with a publication state; a draft by default."""

    publication_state = models.CharField(
        _("publication"), max_length=10, choices=PublicationState, default=PublicationState.DRAFT
    )
    published_at = models.DateTimeField(_("published at"), null=True, blank=True, editable=False)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_publication_state_known",
                condition=Q(publication_state__in=PublicationState.values),
                violation_error_message=_("Choose draft, in review, published or withdrawn."),
            ),
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_date",
                condition=~Q(publication_state=PublicationState.PUBLISHED) | Q(published_at__isnull=False),
                violation_error_message=_("Use the action “Publish”: it notes when a record became public."),
            ),
        ]

    # Fields that are in no form: actions set them, or they follow from other fields.
    DERIVED_FIELDS = frozenset({"publication_state", "published_at", "slug"})

    @property
    def is_published(self) -> bool:
        return self.publication_state == PublicationState.PUBLISHED


def new_key() -> str:
    """A random key, for editors who do not choose one."""
    return get_random_string(10, "abcdefghijkmnpqrstuvwxyz23456789")


class Addressed(Publishable):
    """A root record with an address of its own, made at first publication.

    Until then its key identifies it, in the admin and in the editors' files. An address is public for
    ever, so it is made from public text only.
    """

    key = models.SlugField(
        _("key"),
        max_length=80,
        unique=True,
        default=new_key,
        help_text=_("How the editors’ files name this record. Never shown in public."),
    )
    slug = models.SlugField(_("address"), max_length=80, unique=True, null=True, blank=True, editable=False)

    # The public field whose English text becomes the address.
    ADDRESS_FIELD = "title"

    class Meta:
        abstract = True
        constraints = [
            *Publishable.Meta.constraints,
            models.CheckConstraint(
                name="%(app_label)s_%(class)s_published_has_address",
                condition=~Q(publication_state=PublicationState.PUBLISHED) | Q(slug__isnull=False),
                violation_error_message=_("Use the action “Publish”: it gives a record its public address."),
            ),
        ]

    @property
    def address_words(self) -> str:
        return str(getattr(self, f"{self.ADDRESS_FIELD}_en") or "")


def publish(record: Publishable, *, at: dt.datetime) -> None:
    """Make a record public, and give it an address if it has none yet.

    Raises `ValidationError`, with the sentences of the rules that it breaks, or where somebody else
    published, withdrew or deleted it since it was read, and then writes nothing.
    """
    with transaction.atomic():
        current = _unchanged(record)
        current.publication_state = PublicationState.PUBLISHED
        current.published_at = current.published_at or at
        if isinstance(current, Addressed) and not current.slug:
            current.slug = free_slug(current)
        current.full_clean()
        current.save()
    for name in Publishable.DERIVED_FIELDS:
        if hasattr(current, name):
            setattr(record, name, getattr(current, name))


def withdraw(record: Publishable) -> None:
    """Take a record from the public. Its address stays reserved; nothing is deleted.

    Raises `ValidationError` where somebody else changed its publication since it was read.
    """
    _move(record, PublicationState.WITHDRAWN)


def submit_for_review(record: Publishable) -> None:
    """Let a draft wait for review. Raises `ValidationError` as `withdraw` does."""
    _move(record, PublicationState.IN_REVIEW)


def _move(record: Publishable, state: PublicationState) -> None:
    with transaction.atomic():
        current = _unchanged(record)
        current.publication_state = state
        current.save(update_fields=["publication_state"])
    record.publication_state = state


def _unchanged(record: _Published) -> _Published:
    """The record as it is now, locked; of two who publish or withdraw it at once, one is told so."""
    current = locked(record)
    if current is None:
        raise ValidationError(_("Somebody else deleted it meanwhile."))
    if current.publication_state != record.publication_state:
        raise ValidationError(
            _("Somebody else changed its publication meanwhile: it is “%(state)s” now. Look at it again."),
            params={"state": PublicationState(current.publication_state).label},
        )
    return current


def slug_words(record: Addressed) -> str:
    """The address of a record without the number that may follow."""
    return slugify(record.address_words)[:70].strip("-") or record._meta.model_name or "record"


def free_slug(record: Addressed) -> str:
    """An address that no other record of the model has."""
    words = slug_words(record)
    used_slugs = set(
        type(record)._default_manager.filter(slug__startswith=words).values_list("slug", flat=True)
    )
    return next(
        slug
        for number in itertools.count(1)
        if (slug := words if number == 1 else f"{words}-{number}") not in used_slugs
    )
