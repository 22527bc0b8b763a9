"""Every change of a row is noted, whatever way it was made."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import User
from django.db import connection, transaction

from cases.models import Case, OtherSpelling
from foundation.choices import Way
from foundation.db.triggers import installed_with
from foundation.history.acts import act
from foundation.history.noted import models_with_history, noted_tables
from foundation.history.triggers import PREFIX, history_triggers
from foundation.models import Act, CurrentAct, Revision
from recommendations.models import Import, Theme
from tests.support import factories

pytestmark = pytest.mark.django_db

TABLE = "cases_case"


def noted(table: str = TABLE) -> list[tuple[str, object, object]]:
    """What was noted of a table since the test began: kind, before, after."""
    return [(one.kind, one.before, one.after) for one in Revision.objects.filter(table=table)]


@pytest.fixture
def case() -> Case:
    row = factories.case("case", public_name_en="Old", role="activist")
    Revision.objects.all().delete()
    return row


def by_save(case: Case) -> None:
    case.public_name_en = "New"
    case.save()


def by_update(case: Case) -> None:
    Case.objects.filter(pk=case.pk).update(public_name_en="New")


def by_bulk_update(case: Case) -> None:
    case.public_name_en = "New"
    Case.objects.bulk_update([case], ["public_name_en"])


def by_sql(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("UPDATE cases_case SET public_name_en = 'New'")


@pytest.mark.parametrize("change", [by_save, by_update, by_bulk_update, by_sql])
def test_change_is_noted_with_what_differs_alone(case: Case, change: Callable[[Case], None]) -> None:
    change(case)
    [(kind, before, after)] = noted()
    # modeltranslation writes its own column with `save`.
    assert (kind, {**before, "public_name": 0}, {**after, "public_name": 0}) == (  # type: ignore[dict-item]
        "~",
        {"public_name_en": "Old", "public_name": 0},
        {"public_name_en": "New", "public_name": 0},
    )


def test_write_that_changes_nothing_leaves_nothing(case: Case) -> None:
    Case.objects.update(public_name_en="Old", role="activist")
    assert noted() == []


def test_value_that_was_none_is_noted(case: Case) -> None:
    Case.objects.update(public_name_ru="Ново")
    assert noted() == [("~", {"public_name_ru": None}, {"public_name_ru": "Ново"})]


def test_new_row_is_noted_without_its_values() -> None:
    case = factories.case("case")
    assert [(one.kind, one.row, one.before, one.after) for one in Revision.objects.filter(table=TABLE)][
        :1
    ] == [("+", case.pk, None, None)]


def test_deleted_row_is_noted_with_all_values_and_so_are_its_parts(case: Case) -> None:
    spelling = OtherSpelling.objects.create(case=case, spelling="Alt")
    Revision.objects.all().delete()
    key = case.pk
    case.delete()
    [(kind, before, after)] = noted()
    assert isinstance(before, dict)
    assert (kind, before["public_name_en"], before["key"], bool(before["existence_acknowledged"]), after) == (
        "-", "Old", "case", bool(case.existence_acknowledged), None
    )  # fmt: skip
    assert noted("cases_otherspelling") == [("-", {"case_id": key, "spelling": spelling.spelling}, None)]


def test_rows_written_in_bulk_are_noted_each() -> None:
    Theme.objects.bulk_create(Theme(slug=f"theme-{n}", name_en=f"Theme {n}", order=n) for n in range(3))
    assert [kind for kind, _before, _after in noted("recommendations_theme")] == ["+", "+", "+"]
    Theme.objects.update(order=7)
    assert [before for kind, before, _after in noted("recommendations_theme") if kind == "~"] == [
        {"order": 0}, {"order": 1}, {"order": 2}
    ]  # fmt: skip


def test_links_are_noted(case: Case) -> None:
    theme = factories.theme("torture")
    case.themes.add(theme)
    case.themes.clear()
    assert noted("cases_case_themes") == [
        ("+", None, None), ("-", {"case_id": case.pk, "theme_id": theme.pk}, None)
    ]  # fmt: skip


def test_bytes_of_files_are_not_noted() -> None:
    row = factories.document_import(state="waiting", content=b"secret")
    Import.objects.filter(pk=row.pk).update(file_name="other.pdf", content=b"other")
    assert noted("recommendations_import")[-1] == (
        "~", {"file_name": row.file_name}, {"file_name": "other.pdf"}
    )  # fmt: skip


def test_every_table_of_both_apps_is_noted_but_the_log_of_imports() -> None:
    tables = {table.name for table in noted_tables()}
    labels = {model._meta.label for model in models_with_history()}
    assert {"cases.Case", "cases.Case_themes", "recommendations.Assessment"} <= labels
    assert "recommendations.ImportChange" not in labels
    needed = {(one.table, one.name) for one in history_triggers(connection.vendor, noted_tables())}
    assert installed_with(connection, PREFIX) == needed
    assert {table for table, _name in needed} == tables


# For whom


def test_act_names_who_how_and_why(case: Case) -> None:
    user = User.objects.create_user("aigerim")
    with act(user, Way.FORM, "A new spelling"):
        by_save(case)
        case.themes.add(factories.theme("torture"))
    revisions = Revision.objects.filter(act__user=user, act__way="form", act__reason="A new spelling")
    assert sorted({one.table for one in revisions}) == [
        "cases_case", "cases_case_themes", "recommendations_theme"
    ]  # fmt: skip
    assert not Revision.objects.filter(act=None).exists()


def test_what_is_written_after_an_act_is_nobodys(case: Case) -> None:
    with act(User.objects.create_user("aigerim"), Way.FORM):
        by_save(case)
    Case.objects.update(role="journalist")
    assert [one.act is None for one in Revision.objects.filter(table=TABLE)] == [False, True]
    assert not CurrentAct.objects.exists()


def test_act_inside_an_act_is_part_of_it(case: Case) -> None:
    with act(User.objects.create_user("aigerim"), Way.SHEET) as outer:
        with act(None, Way.PROGRAM) as inner:
            by_save(case)
        Case.objects.update(role="journalist")
    assert inner == outer
    assert [one.act for one in Revision.objects.filter(table=TABLE)] == [outer, outer]


def test_act_that_changes_nothing_leaves_nothing(case: Case) -> None:
    with act(User.objects.create_user("aigerim"), Way.FORM):
        Case.objects.update(role="activist")
    assert not Act.objects.exists()


def test_act_that_fails_leaves_nothing_and_the_next_is_its_own(case: Case) -> None:
    user = User.objects.create_user("aigerim")

    def failing() -> None:
        with act(user, Way.FORM):
            by_save(case)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        failing()
    assert (noted(), list(Act.objects.all())) == ([], [])
    by_update(case)
    assert [one.act for one in Revision.objects.filter(table=TABLE)] == [None]


def test_what_is_rolled_back_inside_an_act_is_not_noted(case: Case) -> None:
    with act(User.objects.create_user("aigerim"), Way.FORM) as this_act:
        with transaction.atomic():
            by_update(case)
            transaction.set_rollback(True)
        Case.objects.update(role="journalist")
    assert [(one.act, one.after) for one in Revision.objects.filter(table=TABLE)] == [
        (this_act, {"role": "journalist"})
    ]
