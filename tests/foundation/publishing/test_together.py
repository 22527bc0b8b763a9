"""Fields that say one thing together are named once, beside the fields, for forms and sheets alike."""

from django.apps import apps

from cases.models import Case, Figure
from foundation.publishing.together import together


def test_groups_of_a_model_and_of_what_it_derives_from_stand_by_their_columns() -> None:
    assert set(together(Figure)) == {
        ("first_day", "last_day", "precision"),
        ("sources", "passage_en", "passage_ru", "passage_kk"),
        ("assertion", "asserted_by"),
        (
            "low", "high", "wording_en", "wording_ru", "wording_kk", "unit_en", "unit_ru", "unit_kk",
        ),
    }  # fmt: skip


def test_every_name_in_a_group_is_a_field_or_rows_of_its_model() -> None:
    unknown = [
        f"{model.__name__}.{name}"
        for model in apps.get_models()
        for group in together(model)
        for name in group
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert unknown == []
    assert "other_spellings" in together(Case)[-1]
