"""Spreadsheets of cases and of laws.

Private names and notes on consent and protection are never exported: they stay in the admin.
"""

import datetime as dt

from django.core.exceptions import ValidationError
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _
from import_export import fields, widgets

from cases.models import Case, Law, OtherSpelling, Provision
from foundation.i18n.languages import versions
from foundation.spreadsheets.cells import in_cell
from foundation.spreadsheets.resources import StrictResource
from foundation.spreadsheets.shortened import is_date_like, is_shortened
from foundation.spreadsheets.vocabularies import SEPARATOR, Cells, KnownRow, KnownRows, RowsField
from recommendations.models import AffectedGroup, Source, Theme
from recommendations.numbers import number_as_printed


class TextRowsField(RowsField[Model]):
    """Rows of a related table (other spellings, provisions) as texts in one cell.

    Importing adds and removes rows; a row that the cell still names is not touched.
    """

    def __init__(
        self, *, model: type[Model], owner: str, text: str, column_name: str, numbers: bool = False
    ) -> None:
        """`numbers`: whether the texts are article numbers, which spreadsheets rewrite."""
        super().__init__(attribute=column_name, column_name=column_name, widget=widgets.CharWidget())
        self.model, self.owner, self.text, self.numbers = model, owner, text, numbers

    def texts(self, instance: Model) -> list[str]:
        if instance.pk is None:
            return []
        rows = self.model._default_manager.filter(**{self.owner: instance})
        return sorted(rows.values_list(self.text, flat=True))

    def clean(self, row: Cells, **kwargs: object) -> list[str]:
        cell = row[self.column_name]
        if isinstance(cell, float | dt.date):
            raise ValueError(self._refusal() % {"text": cell})
        texts = [text.strip() for text in in_cell(cell).split(SEPARATOR)]
        if self.numbers:
            texts = list(map(number_as_printed, texts))
        return sorted({text for text in texts if text})

    def as_cell(self, row: Cells) -> str:
        return SEPARATOR.join(self.clean(row))

    def changes(self, instance: Model, row: Cells) -> bool:
        return self.clean(row) != self.texts(instance)

    def _refusal(self) -> str:
        return _(
            "“%(text)s” is a number or a date to the spreadsheet, which loses zeros (174.10 becomes 174.1). "
            "Format the column as text and write it again."
        )

    def refuse_shortened(self, instance: Model, row: Cells) -> None:
        """Raises `ValueError` for a number that a spreadsheet seems to have rewritten."""
        texts, present = self.clean(row), self.texts(instance)
        for text in texts:
            if self.numbers and text not in present and is_date_like(text):
                raise ValueError(self._refusal() % {"text": text})
            for present_text in set(present) - set(texts):
                if text not in present and is_shortened(text, present_text):
                    raise ValueError(
                        _(
                            "“%(text)s” looks like “%(whole)s” shortened by a spreadsheet. Format the "
                            "column as text and write it again."
                        )
                        % {"text": text, "whole": present_text}
                    )

    def get_value(self, instance: Model) -> str:
        return SEPARATOR.join(self.texts(instance))

    def save(self, instance: Model, row: Cells, is_m2m: bool = False, **kwargs: object) -> None:
        """Only checks: `save_rows` writes once the owner is saved."""
        self.refuse_shortened(instance, row)

    def save_rows(self, instance: Model, row: Cells) -> None:
        """Add and remove rows. Raises `ValidationError` for the column if one cannot be added or removed."""
        try:
            self._save_rows(instance, row)
        except ProtectedError as error:
            users = ", ".join(sorted(str(user) for user in error.protected_objects))
            reason = _("In use, so it cannot be removed: %(names)s.") % {"names": users}
            raise ValidationError({self.column_name: reason}) from None
        except ValidationError as error:
            raise ValidationError({self.column_name: error.messages}) from None

    def _save_rows(self, instance: Model, row: Cells) -> None:
        texts, present = set(self.clean(row)), set(self.texts(instance))
        rows = self.model._default_manager.filter(**{self.owner: instance})
        rows.filter(**{f"{self.text}__in": present - texts}).delete()
        for text in sorted(texts - present):
            part = self.model(**{self.owner: instance, self.text: text})
            part.full_clean()
            part.save()


class WithTextRows(StrictResource):
    def text_rows(self, row: Cells) -> list[TextRowsField]:
        text_rows = [field for field in self.get_import_fields() if isinstance(field, TextRowsField)]
        return [field for field in text_rows if field.column_name in row]

    def skip_row(
        self,
        instance: Model,
        original: Model,
        row: Cells,
        import_validation_errors: dict[str, object] | None = None,
    ) -> bool:
        if not super().skip_row(instance, original, row, import_validation_errors):
            return False
        return not any(field.changes(original, row) for field in self.text_rows(row))

    def after_save_instance(self, instance: Model, row: Cells, **kwargs: object) -> None:
        super().after_save_instance(instance, row, **kwargs)
        for field in self.text_rows(row):
            field.save_rows(instance, row)


class CaseResource(WithTextRows):
    affected_groups = fields.Field(
        attribute="affected_groups",
        column_name="affected_groups",
        widget=KnownRows(AffectedGroup, "slug"),
    )
    themes = fields.Field(attribute="themes", column_name="themes", widget=KnownRows(Theme, "slug"))
    sources = fields.Field(attribute="sources", column_name="sources", widget=KnownRows(Source, "slug"))
    basis_source = fields.Field(
        attribute="basis_source", column_name="basis_source", widget=KnownRow(Source, field="slug")
    )
    other_spellings = TextRowsField(
        column_name="other_spellings",
        model=OtherSpelling,
        owner="case",
        text="spelling",
    )

    class Meta:
        model = Case
        import_id_fields = ("key",)
        fields = (
            "key",
            "kind",
            *versions("public_name"),
            "other_spellings",
            "role",
            "affected_groups",
            "themes",
            *versions("summary"),
            "sources",
            *versions("passage"),
            "existence_acknowledged",
            "name_display",
            "basis",
            "basis_source",
        )
        import_order = export_order = fields
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True


class LawResource(WithTextRows):
    themes = fields.Field(attribute="themes", column_name="themes", widget=KnownRows(Theme, "slug"))
    sources = fields.Field(attribute="sources", column_name="sources", widget=KnownRows(Source, "slug"))
    provisions = TextRowsField(
        column_name="provisions",
        model=Provision,
        owner="law",
        text="number",
        numbers=True,
    )

    class Meta:
        model = Law
        import_id_fields = ("key",)
        fields = (
            "key",
            "kind",
            *versions("title"),
            "provisions",
            "themes",
            *versions("summary"),
            "sources",
            *versions("passage"),
        )
        import_order = export_order = fields
        use_transactions = True
        clean_model_instances = True
        skip_unchanged = True
        report_skipped = True
