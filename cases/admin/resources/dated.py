"""Spreadsheets of what is dated: case events, changes in laws, events and figures."""

from typing import TypeVar

from django.db.models import Model, QuerySet
from django.utils.translation import gettext as _
from import_export import fields, widgets
from import_export.results import Result
from tablib import Dataset

from cases.liberty import never_began
from cases.models import Body, Case, CaseEvent, Event, Figure, Law, LawChange, Provision
from foundation.i18n.languages import versions
from foundation.spreadsheets.resources import StrictResource
from foundation.spreadsheets.vocabularies import Cells, KnownRow, KnownRows
from recommendations.models import Source, Theme
from recommendations.numbers import name_with_number_as_printed

_Row = TypeVar("_Row", bound=Model)

_DATE = ("first_day", "last_day", "precision", "order")
_SAID = ("assertion", "asserted_by", "sources", *versions("passage"))


class ProvisionOfLaw(KnownRow[Provision]):
    """A provision as “criminal-code 174”: the key of its law and its number."""

    def __init__(self) -> None:
        super().__init__(Provision)

    def every(self) -> QuerySet[Provision]:
        return super().every().select_related("law")

    def name(self, row: Provision) -> str:
        return f"{row.law.key} {row.number}"

    def named(self, names: list[str]) -> list[Provision]:
        return super().named([name_with_number_as_printed(name) for name in names])


class EarlierRow(KnownRow[_Row]):
    """A row that may stand higher up in the same file."""

    def named(self, names: list[str]) -> list[_Row]:
        self._table = None
        return super().named(names)


def _column(name: str, widget: widgets.Widget) -> fields.Field:
    return fields.Field(attribute=name, column_name=name, widget=widget)


class SourcedResource(StrictResource):
    """The columns that say who asserts it, how, and where we read it."""

    asserted_by = _column("asserted_by", KnownRow(Body, field="slug"))
    sources = _column("sources", KnownRows(Source, "slug"))

    class Meta:
        abstract = True
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True


class CaseEventResource(SourcedResource):
    case = _column("case", KnownRow(Case, field="key"))
    provision = _column("provision", ProvisionOfLaw())
    body = _column("body", KnownRow(Body, field="slug"))

    class Meta(SourcedResource.Meta):
        model = CaseEvent
        import_id_fields = ("case", "kind", "first_day", "order")
        fields = (
            *("case", "kind"),
            *_DATE,
            *("provision", *versions("charge")),
            *versions("penalty", "place"),
            *("body", *versions("summary")),
            *_SAID,
        )
        import_order = export_order = fields

    def after_save_instance(
        self, instance: CaseEvent, row: Cells, *, row_number: int = 0, **kwargs: object
    ) -> None:
        super().after_save_instance(instance, row, row_number=row_number, **kwargs)
        self._saved_events[instance.pk] = (instance.case_id, row_number)

    def before_import(self, dataset: Dataset, **kwargs: object) -> None:
        self._saved_events: dict[int, tuple[int, int]] = {}
        super().before_import(dataset, **kwargs)

    def after_import(self, dataset: Dataset, result: Result, **kwargs: object) -> None:
        """Each case is checked once all its rows are saved, because they may come in any order."""
        super().after_import(dataset, result, **kwargs)
        refused = []
        for case in {case for case, _row in self._saved_events.values()}:
            for event, sentence in never_began(CaseEvent.objects.filter(case=case)):
                if event.pk in self._saved_events:
                    number = self._saved_events[event.pk][1]
                    refused.append(_("Row %(number)s: %(reasons)s") % {"number": number, "reasons": sentence})
        if refused:
            raise ValueError("\n".join(sorted(refused)))


class LawChangeResource(SourcedResource):
    law = _column("law", KnownRow(Law, field="key"))
    provision = _column("provision", ProvisionOfLaw())

    class Meta(SourcedResource.Meta):
        model = LawChange
        import_id_fields = ("law", "kind", "first_day", "order")
        fields = (
            *("law", "kind"),
            *_DATE,
            *("provision", *versions("summary")),
            *_SAID,
        )
        import_order = export_order = fields


class EventResource(SourcedResource):
    body = _column("body", KnownRow(Body, field="slug"))
    themes = _column("themes", KnownRows(Theme, "slug"))

    class Meta(SourcedResource.Meta):
        model = Event
        import_id_fields = ("key",)
        fields = (
            *("key", "kind", *versions("title")),
            *_DATE,
            *(*versions("place"), "body"),
            *(
                *versions("summary"),
                "quotation",
                *versions("quotation_translation"),
                "quoted_person",
                "themes",
            ),
            *_SAID,
        )
        import_order = export_order = fields


class FigureResource(SourcedResource):
    counted_by = _column("counted_by", KnownRow(Body, field="slug"))
    part_of = _column("part_of", EarlierRow(Figure, field="key"))
    themes = _column("themes", KnownRows(Theme, "slug"))

    class Meta(SourcedResource.Meta):
        model = Figure
        import_id_fields = ("key",)
        fields = (
            *("key", *versions("title"), "low", "high"),
            *versions("wording"),
            *versions("unit"),
            "calculation",
            *_DATE,
            *("counted_by", "part_of", "themes"),
            *_SAID,
        )
        import_order = export_order = fields
