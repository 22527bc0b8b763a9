"""What an editor can export and import again: recommendations and findings."""

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export import fields
from tablib import Dataset

from foundation.i18n.languages import versions
from foundation.spreadsheets.as_exported import AS_EXPORTED
from foundation.spreadsheets.cells import in_cell
from foundation.spreadsheets.days import day_in_cell
from foundation.spreadsheets.resources import StrictResource
from foundation.spreadsheets.shortened import is_date_like
from foundation.spreadsheets.vocabularies import SEPARATOR, Cells, KnownRow, KnownRows, RowsField

from ..addresses import fingerprint
from ..models import (
    AffectedGroup,
    Assessment,
    Goal,
    Organisation,
    Recommendation,
    RecommendingState,
    Review,
    Source,
    State,
    Theme,
)
from ..numbers import name_with_number_as_printed, number_as_printed
from .shortened_numbers import ShortenedNumbers


class StatesField(RowsField[Recommendation]):
    """The links to recommending States by code, in the order in which the report prints them."""

    def states(self, recommendation: Recommendation) -> list[State]:
        if not recommendation.pk:
            return []
        links = recommendation.recommending_state_set.select_related("state").order_by("order")
        return [link.state for link in links]

    def export(self, instance: Recommendation, **kwargs: object) -> str:
        return SEPARATOR.join(state.iso3 for state in self.states(instance))

    def as_cell(self, row: Cells) -> str:
        return SEPARATOR.join(state.iso3 for state in self.clean(row))

    def changes(self, instance: Recommendation, row: Cells) -> bool:
        return bool(self.states(instance) != self.clean(row))

    def save(self, instance: Recommendation, row: Cells, is_m2m: bool = False, **kwargs: object) -> None:
        states = self.clean(row, **kwargs)
        if self.states(instance) == states:
            return
        instance.recommending_state_set.all().delete()
        RecommendingState.objects.bulk_create(
            RecommendingState(recommendation=instance, state=state, order=order)
            for order, state in enumerate(states, 1)
        )


class RecommendationByAddress(KnownRow[Recommendation]):
    """A recommendation as “kaz-2014 124.21”: its review and how its page is addressed."""

    def __init__(self) -> None:
        super().__init__(Recommendation)

    def every(self) -> QuerySet[Recommendation]:
        return super().every().select_related("review")

    def name(self, row: Recommendation) -> str:
        return f"{row.review.slug} {row.address}"

    def named(self, names: list[str]) -> list[Recommendation]:
        return super().named([name_with_number_as_printed(name) for name in names])

    def labels(self, row: Recommendation) -> list[str]:
        """As its address has it. Not its title: several may share one."""
        return [f"{row.review.slug}/{row.address}"]


class RecommendationResource(StrictResource):
    review = fields.Field(attribute="review", column_name="review", widget=KnownRow(Review, field="slug"))
    text_source = fields.Field(
        attribute="text_source", column_name="text_source", widget=KnownRow(Source, field="slug")
    )
    recommending_states = StatesField(
        attribute="recommending_states",
        column_name="recommending_states",
        widget=KnownRows(State, "iso3"),
    )
    themes = fields.Field(attribute="themes", column_name="themes", widget=KnownRows(Theme, "slug"))
    affected_groups = fields.Field(
        attribute="affected_groups",
        column_name="affected_groups",
        widget=KnownRows(AffectedGroup, "slug"),
    )
    goals = fields.Field(attribute="goals", column_name="goals", widget=KnownRows(Goal, "number"))
    _shortened: ShortenedNumbers

    class Meta:
        model = Recommendation
        import_id_fields = ("review", "number")
        fields = (
            "review",
            "number",
            *versions("title"),
            "text",
            "text_is_excerpt",
            "text_language",
            "text_source",
            "recommending_states",
            "themes",
            "affected_groups",
            "goals",
            "action_category",
        )
        import_order = export_order = fields
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        super().before_import(dataset, **kwargs)
        numbers = [number_as_printed(in_cell(row.get("number"))) for row in dataset.dict]
        self._shortened = ShortenedNumbers(self.get_import_fields(), numbers)

    def before_import_row(self, row: Cells, **kwargs: object) -> None:
        super().before_import_row(row, **kwargs)
        # A whole number too: where dots stand between thousands, 124.100 becomes 124100.
        if isinstance(row.get("number"), int | float) and not isinstance(row["number"], bool):
            raise ValidationError(
                {
                    "number": _(
                        "This cell holds a number, which loses its last zero or its dot (124.10 becomes "
                        "124.1, 124.100 becomes 124100). Format the column as text and write it again."
                    )
                }
            )
        if isinstance(row.get("number"), str):
            row["number"] = number_as_printed(in_cell(row["number"]))

    def row_key(self, row: Cells) -> tuple[str, ...]:
        """Review and number; without a number, review and the words of the text."""
        review, number = super().row_key(row)
        return review, number_as_printed(number) or fingerprint(in_cell(row.get("text")))

    def identified(self, rows: QuerySet[Model], row: Cells) -> Recommendation | None:
        review, key = self.row_key(row)
        identity = {"number": key} if in_cell(row.get("number")) else {"number": "", "text_fingerprint": key}
        record = rows.filter(review__slug=review, **identity).first()
        return record if isinstance(record, Recommendation) else None

    def import_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        # Asked before the record is filled from the row.
        refusal = "" if row.get(AS_EXPORTED) else self._refusal_of_number(instance, row)
        errors: dict[str, list[ValidationError]] = {}
        try:
            super().import_instance(instance, row, **kwargs)
        except ValidationError as error:
            errors = error.update_error_dict(errors)
        if refusal:
            errors["number"] = [ValidationError(refusal)]
        if errors:
            raise ValidationError(errors)

    def refused_names(self, row: Cells) -> dict[str, list[ValidationError]]:
        """Numbers are asked about with the rest of the row, and within their review."""
        return {}

    def _refusal_of_number(self, instance: Model, row: Cells) -> str:
        """A sentence where a spreadsheet made the number of a row of another; else nothing."""
        review, number = self.row_key(row)
        if not in_cell(row.get("number")):
            return ""
        if is_date_like(number) and not self._shortened.has(review, number):
            return _(
                "“%(number)s” is a date: a spreadsheet made it of a number (5.24 becomes May-24). "
                "Format the column as text and write it again."
            ) % {"number": number}
        record = instance if isinstance(instance, Recommendation) and instance.pk else None
        return self._shortened.refusal(review, row, record)

    def skip_row(
        self,
        instance: Recommendation,
        original: Recommendation,
        row: Cells,
        import_validation_errors: dict[str, object] | None = None,
    ) -> bool:
        """Unchanged means the same States in the same order too."""
        if not super().skip_row(instance, original, row, import_validation_errors):
            return False
        field = self.fields["recommending_states"]
        if not isinstance(field, StatesField) or field.column_name not in row or not original.pk:
            return True
        return not field.changes(original, row)


class CorrectedFinding(fields.Field):
    """The finding that a row corrects, by its two days: evidence up to, then assessed on.

    Whose finding it is and on what, the row itself says, so a file can name no other.
    """

    def export(self, instance: Assessment, **kwargs: object) -> str:
        corrected = instance.corrects
        return f"{corrected.evidence_up_to} {corrected.assessed_on}" if corrected else ""

    def save(self, instance: Assessment, row: Cells, is_m2m: bool = False, **kwargs: object) -> None:
        days = str(row.get(self.column_name) or "").split()
        # Of an unknown recommendation or organisation the row says so in its own column.
        if not days or not instance.recommendation_id or not instance.organisation_id:
            instance.corrects = None
        else:
            instance.corrects = _finding_of(instance, days)


def _finding_of(row: Assessment, days: list[str]) -> Assessment:
    """The finding of these days beside a row. Raises `ValueError` where there is not one."""
    text = " ".join(days)
    try:
        evidence_up_to, assessed_on = map(day_in_cell, days)
    except ValueError as error:
        raise ValueError(
            _(
                "“%(text)s” does not name a finding. Write its two days, evidence up to and "
                "assessed on: 2019-03-31 2019-10-01."
            )
            % {"text": text}
        ) from error
    # Asked for each row, because it may stand further up in the same file.
    findings = Assessment.objects.filter(
        recommendation_id=row.recommendation_id,
        organisation_id=row.organisation_id,
        evidence_up_to=evidence_up_to,
        assessed_on=assessed_on,
    )
    match list(findings[:2]):
        case [finding]:
            return finding
        case []:
            sentence = _("This organisation has no finding of these days on this recommendation: %(text)s.")
        case _several:
            sentence = _(
                "This organisation has several findings of these days on this recommendation: "
                "%(text)s. Add the correction by hand."
            )
    raise ValueError(sentence % {"text": text})


class AssessmentResource(StrictResource):
    """Findings are appended: a row that is there already must be the same, word for word."""

    recommendation = fields.Field(
        attribute="recommendation", column_name="recommendation", widget=RecommendationByAddress()
    )
    organisation = fields.Field(
        attribute="organisation",
        column_name="organisation",
        widget=KnownRow(Organisation, field="slug"),
    )
    corrects = CorrectedFinding(attribute="corrects", column_name="corrects")
    sources = fields.Field(attribute="sources", column_name="sources", widget=KnownRows(Source, "slug"))

    class Meta:
        model = Assessment
        import_id_fields = ("recommendation", "organisation", "evidence_up_to", "assessed_on")
        fields = (
            "recommendation",
            "organisation",
            "status",
            "method",
            "coding_rule",
            *versions("summary"),
            "evidence_up_to",
            "evidence_up_to_precision",
            "assessed_on",
            "corrects",
            "sources",
        )
        import_order = export_order = fields
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True

    def filter_export(self, queryset: QuerySet[Assessment], **kwargs: object) -> QuerySet[Assessment]:
        """As they were recorded: a file that comes back has each before its correction."""
        rows: QuerySet[Assessment] = super().filter_export(queryset, **kwargs)
        return rows.select_related("corrects").order_by("pk")

    def before_save_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        super().before_save_instance(instance, row, **kwargs)
        if instance.pk:
            recorded = Assessment.objects.get(pk=instance.pk)
            raise ValidationError(
                {
                    difference.column: _(
                        "The sheet says “%(sheet)s”, the finding “%(record)s”. A finding is not rewritten: "
                        "add a new one beside it, or export again."
                    )
                    % {"sheet": difference.sheet, "record": difference.record}
                    for difference in self.differences(recorded, row)
                }
            )
        user = kwargs.get("user")
        if isinstance(instance, Assessment):
            instance.recorded_by = user if isinstance(user, User) else None
