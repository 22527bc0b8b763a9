"""Reviews, sources and organisations."""

from typing import ClassVar, NamedTuple
from urllib.parse import quote

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Length, Lower, Substr
from django.db.models.lookups import Exact
from django.urls import reverse
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from foundation.choices import Precision
from foundation.dates.dated import describe
from foundation.db.constraints import known_choice, not_empty
from foundation.db.natural_keys import NaturalKey
from foundation.i18n.languages import language_code
from foundation.typing import FieldGroups

from ..choices import SourceKind
from ..querysets import OrganisationQuerySet, PlainQuerySet, ReviewQuerySet
from .reference import Cycle, State, WorkingGroupSession

SLUG_FORM = _("The slug is the code and the year, e.g. kaz-2014.")


class UnDocument(NamedTuple):
    """Where a UN document is read, and in which language."""

    address: str
    language: str


class Organisation(NaturalKey, models.Model):
    """An NGO or coalition that publishes findings or submissions."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(_("slug"), max_length=60, unique=True)
    name = models.CharField(_("name"), max_length=200)
    website = models.URLField(_("website"), blank=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        verbose_name = _("organisation")
        verbose_name_plural = _("organisations")
        ordering = ["slug"]
        constraints = [not_empty("name_en", message=_("An organisation needs its English name."))]

    def __str__(self) -> str:
        return str(self.name)


class Source(NaturalKey, models.Model):
    """A UN document, a paragraph of one, or another publication that a statement cites."""

    NATURAL_KEY = ("slug",)
    # A paragraph is one of that document; what we did not see is cited in what we did.
    TOGETHER: ClassVar[FieldGroups] = (("kind", "symbol", "paragraph"), ("seen_by_us", "cited_in"))

    slug = models.SlugField(_("slug"), max_length=100, unique=True)
    kind = models.CharField(_("kind"), max_length=20, choices=SourceKind)
    symbol = models.CharField(
        _("UN symbol"), max_length=60, blank=True, help_text=_("For example A/HRC/28/10.")
    )
    paragraph = models.CharField(_("paragraph"), max_length=60, blank=True)
    title = models.CharField(
        _("title"),
        max_length=300,
        blank=True,
        help_text=_("In the language of the source. May stay empty where it is only named."),
    )
    publisher = models.CharField(_("publisher"), max_length=200, blank=True)
    url = models.URLField(_("link"), max_length=500, blank=True)
    archived_url = models.URLField(_("archived link"), max_length=500, blank=True)
    published_on = models.DateField(_("published on"), null=True, blank=True)
    accessed_on = models.DateField(_("accessed on"), null=True, blank=True)
    language = models.CharField(
        _("language"), max_length=8, default="en", blank=True, validators=[language_code]
    )
    seen_by_us = models.BooleanField(_("seen by us"), default=True, help_text=_("Did we read it ourselves?"))
    cited_in = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="cites",
        verbose_name=_("cited in"),
        help_text=_("Where we did not see it ourselves: the source that cites it."),
    )

    objects = PlainQuerySet.as_manager()

    class Meta:
        verbose_name = _("source")
        verbose_name_plural = _("sources")
        ordering = ["slug"]
        permissions = [
            (
                "publish_reference",
                _("Can change States, themes, sources and other reference records that are public"),
            )
        ]
        constraints = [
            known_choice("kind", SourceKind, message=_("Unknown kind of source.")),
            models.UniqueConstraint(
                fields=["symbol", "paragraph"],
                condition=~Q(symbol=""),
                name="source_symbol_paragraph_unique",
                violation_error_message=_("This UN document and paragraph is there already."),
            ),
            models.CheckConstraint(
                name="source_un_document_has_symbol",
                condition=~Q(kind=SourceKind.UN_DOCUMENT) | ~Q(symbol=""),
                violation_error_message=_("A UN document needs its symbol, e.g. A/HRC/28/10."),
            ),
            models.CheckConstraint(
                name="source_is_named",
                condition=~Q(Q(symbol="", title="") & (Q(publisher_en="") | Q(publisher_en__isnull=True))),
                violation_error_message=_("Name the source: a symbol, a title or a publisher."),
            ),
            models.CheckConstraint(
                name="source_seen_or_cited",
                condition=Q(seen_by_us=True) | Q(cited_in__isnull=False),
                violation_error_message=_(
                    "A source that we did not see ourselves needs the source that cites it."
                ),
            ),
            models.CheckConstraint(
                name="source_not_cited_in_itself",
                condition=Q(cited_in__isnull=True) | ~Q(cited_in=F("id")),
                violation_error_message=_("A source cannot be cited in itself."),
            ),
        ]

    def __str__(self) -> str:
        if self.symbol:
            if not self.paragraph:
                return self.symbol
            return f"{self.symbol}, {_('para. %(number)s') % {'number': self.paragraph}}"
        return self.title or self.publisher or ""

    @property
    def un_document(self) -> UnDocument | None:
        """The document on docs.un.org in the UN language that the reader reads; of UN documents only."""
        if self.kind != SourceKind.UN_DOCUMENT:
            return None
        language = settings.UN_LANGUAGES.get(get_language() or "", "en")
        return UnDocument(f"https://docs.un.org/{language}/{quote(self.symbol)}", language)

    @property
    def dates(self) -> list[str]:
        """When it was published and when we read it, in words, as far as that is recorded."""
        return [date for date in (self.published, self.read) if date]

    @property
    def published(self) -> str:
        """“1 October 2019”, or nothing."""
        day = self.published_on
        return describe(day, day, Precision.DAY) if day else ""

    @property
    def read(self) -> str:
        """“read on 1 May 2026”, or nothing."""
        day = self.accessed_on
        return gettext("read on %(day)s") % {"day": describe(day, day, Precision.DAY)} if day else ""


class Review(NaturalKey, models.Model):
    """One State's review in one cycle."""

    NATURAL_KEY = ("slug",)

    slug = models.SlugField(
        _("slug"),
        max_length=20,
        unique=True,
        validators=[RegexValidator(r"^[a-z]{3}-[0-9]{4}\Z", SLUG_FORM)],
        help_text=_("Code of the State and year of the review: kaz-2014."),
    )
    state_under_review = models.ForeignKey(
        State, models.PROTECT, related_name="reviews", verbose_name=_("State under review")
    )
    cycle = models.ForeignKey(Cycle, models.PROTECT, verbose_name=_("cycle"))
    session = models.ForeignKey(
        WorkingGroupSession,
        models.PROTECT,
        null=True,
        blank=True,
        verbose_name=_("session of the Working Group"),
    )
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    adopted_on = models.DateField(
        _("adopted on"),
        null=True,
        blank=True,
        help_text=_("When the Human Rights Council adopted the outcome."),
    )
    submission_due_on = models.DateField(_("submissions due on"), null=True, blank=True)
    report = models.ForeignKey(
        Source,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="reported_reviews",
        verbose_name=_("report of the Working Group"),
    )
    summary = models.TextField(_("our summary"), blank=True)
    headline_organisation = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="headline_reviews",
        verbose_name=_("whose finding is the headline"),
        help_text=_(
            "Where several organisations have findings on a recommendation, lists, charts and "
            "files show this one’s; the others stand beside it on the page. Empty: whichever "
            "finding is the newest."
        ),
    )

    objects = ReviewQuerySet.as_manager()

    class Meta:
        verbose_name = _("review")
        verbose_name_plural = _("reviews")
        # Reviews without a day are ordered by the end of their session.
        ordering = [
            Coalesce(F("reviewed_on"), F("session__last_day")).desc(nulls_last=True),
            "slug",
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["state_under_review", "cycle"],
                name="review_once_a_cycle",
                violation_error_message=_("A State is reviewed once in a cycle."),
            ),
            models.CheckConstraint(
                name="review_slug_is_code_and_year",
                condition=Q(slug=Lower(F("slug")))
                & Q(Exact(Length(F("slug")), 8))
                & Q(Exact(Substr(F("slug"), 4, 1), "-")),
                violation_error_message=SLUG_FORM,
            ),
            models.CheckConstraint(
                name="review_adopted_after_reviewed",
                condition=Q(adopted_on__isnull=True)
                | Q(reviewed_on__isnull=True)
                | Q(adopted_on__gte=F("reviewed_on")),
                violation_error_message=_("A review is adopted after it took place."),
            ),
            models.CheckConstraint(
                name="review_due_before_reviewed",
                condition=Q(submission_due_on__isnull=True)
                | Q(reviewed_on__isnull=True)
                | Q(submission_due_on__lte=F("reviewed_on")),
                violation_error_message=_("Submissions are due before the review."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state_under_review} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("recommendations:review", args=[self.slug])

    @property
    def year(self) -> str:
        """The year of the review, which its slug ends with."""
        return self.slug[-4:]
