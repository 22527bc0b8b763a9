"""Whatever writes, the next question to the index sees it; and what is not committed, nobody."""

import datetime as dt
import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.apps import apps
from django.contrib.auth.models import User
from django.core.management import call_command
from django.db import connection, connections, models, transaction
from django.test import Client

from cases.index import CASES, LAWS
from cases.models import Case, CaseEvent, Law, Provision
from foundation.index import triggers
from foundation.index import write_log as changes
from foundation.index.live import Index, noted_dependencies, one_snapshot_each, registered_indexes
from foundation.index.query import Result
from foundation.index.spec import Dependency, IndexDocument, ListSpec
from recommendations.index import NEW_RECOMMENDATIONS, RECOMMENDATIONS, Query
from recommendations.models import (
    Assessment,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Section,
    Source,
    State,
    Submission,
    Theme,
)
from tests.support import factories
from tests.support.admin import approve_all, typed

LISTS = {
    "recommendations": RECOMMENDATIONS,
    "new_recommendations": NEW_RECOMMENDATIONS,
    "cases": CASES,
    "laws": LAWS,
}


def seen(index: Index) -> dict[int, Any]:
    """Everything that an index says, by key: values, words, orders; and what values are called."""
    snapshot = index.snapshot()
    words = list(snapshot.postings.words.numbers)
    rows: dict[int, Any] = {}
    for key, number in snapshot.numbers.items():
        held = {
            (name, value)
            for name, values in snapshot.having.items()
            for value, having in values.items()
            if number in having
        }
        said = {
            words[word]
            for word, having in enumerate(snapshot.postings.documents)
            if having and number in having
        }
        place = {name: list(order).index(number) for name, order in snapshot.orders.items()}
        rows[key] = (held, said, place)
    rows[0] = {
        (name, option.value, option.label)
        for name in snapshot.having
        for option in snapshot.options(name, "en")
    }
    return rows


def anew(index: Index) -> dict[int, Any]:
    """The same of an index that was built from nothing."""
    return seen(Index(index.spec))


def assert_fresh() -> None:
    for name, index in LISTS.items():
        assert seen(index) == anew(index), name


@pytest.fixture
def world(listed_world: None) -> Recommendation:
    """Rows of every list, with indexes that know them; returns one."""
    for index in LISTS.values():
        index.snapshot()
    return first()


def raw(statement: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def replaced_by_raw_sql() -> None:
    """SQLite’s own way to overwrite a row: it deletes one without saying so."""
    if connection.vendor == "sqlite":
        raw("UPDATE OR REPLACE cases_law SET slug = 'lonely' WHERE key = 'draft-law'")


def saved(model: type[models.Model], lookups: dict[str, Any], **values: Any) -> None:
    row = model._default_manager.get(**lookups)
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def bulk_updated() -> None:
    rows = list(Recommendation.objects.all())
    for row in rows:
        row.title_en = f"Title {row.number}"
    Recommendation.objects.bulk_update(rows, ["title_en"])


def bulk_created() -> None:
    draft = Recommendation.objects.get(number="124.22")
    Recommendation.objects.bulk_create(
        Recommendation(
            review=draft.review, number=f"126.{item}", title_en="New",
            publication_state="published", published_at=draft.published_at,
        )
        for item in range(1, 4)
    )  # fmt: skip


def merged() -> None:
    """A row that is there already is updated by the insert (“upsert”)."""
    row = Recommendation.objects.get(number="124.22")
    row.title_en = "Another title"
    Recommendation.objects.bulk_create(
        [row], update_conflicts=True, unique_fields=["id"], update_fields=["title_en"]
    )


def edited_in_the_admin() -> None:
    editor = Client()
    editor.force_login(User.objects.create_superuser("root"))
    theme = Theme.objects.get(slug="religion")
    address = f"/admin/recommendations/theme/{theme.pk}/change/"
    answer = typed(editor, address, name_en="Belief", slug="belief")
    assert answer.status_code == 302
    approver = Client()
    approver.force_login(User.objects.create_superuser("approver"))
    assert approve_all(approver) == ["Approved: the public reads it now."]


def code() -> Any:
    return Law.objects.filter(key="criminal-code")


def first() -> Recommendation:
    return Recommendation.objects.get(number="124.21")


# Each changes what an index says; the name says how it is written.
WRITES: dict[str, Callable[[], Any]] = {
    "save": lambda: saved(Recommendation, {"number": "124.21"}, title_en="Other words"),
    "publish": lambda: Recommendation.objects.filter(number="125.1").update(
        publication_state="published", published_at=first().published_at
    ),
    "withdraw": lambda: saved(Recommendation, {"number": "124.21"}, publication_state="withdrawn"),
    "update": lambda: Recommendation.objects.update(action_category="specific"),
    "bulk_update": bulk_updated,
    "bulk_create": bulk_created,
    "upsert": merged,
    "admin": edited_in_the_admin,
    "raw update": lambda: raw("UPDATE recommendations_recommendation SET title_ru = %s", "Закон"),
    "raw insert": lambda: raw(
        "INSERT INTO recommendations_recommendation_goals (recommendation_id, goal_id) "
        "VALUES (%s, %s)", first().pk, goal().pk,
    ),
    "raw delete": lambda: raw("DELETE FROM recommendations_recommendation_themes"),
    "raw replace": replaced_by_raw_sql,
    "m2m set": lambda: first().themes.set([factories.theme("torture")]),
    "m2m add": lambda: first().affected_groups.add(factories.affected_group("women")),
    "m2m remove": lambda: first().themes.remove(factories.theme("religion")),
    "m2m clear": lambda: first().themes.clear(),
    "through": lambda: RecommendingState.objects.filter(state__iso3="NLD").delete(),
    "delete with cascade": lambda: first().delete(),
    "position": lambda: PositionStatement.objects.filter(recommendation=first()).update(
        position="noted"
    ),
    "position moved to another row": lambda: PositionStatement.objects.filter(
        recommendation=first()
    ).update(recommendation=Recommendation.objects.get(number="124.22"), paragraph="125"),
    "document of a position": lambda: Source.objects.update(kind="secondary_database"),
    "finding": lambda: factories.assessment(
        Recommendation.objects.get(number="124.22"), status="regressed"
    ),
    "correction published": lambda: Assessment.objects.filter(
        corrects__isnull=False, publication_state="draft"
    ).update(publication_state="published"),
    "correction withdrawn": lambda: Assessment.objects.filter(corrects__isnull=False).update(
        publication_state="withdrawn"
    ),
    "correction unsaid": lambda: Assessment.objects.update(corrects=None),
    "organisation of the headline": lambda: Review.objects.update(
        headline_organisation=factories.organisation("forum")
    ),
    "organisation of a finding": lambda: Assessment.objects.filter(corrects__isnull=False).update(
        organisation=factories.organisation("forum")
    ),
    "day of a review": lambda: Review.objects.filter(slug="kaz-2014").update(
        reviewed_on=dt.date(2009, 1, 1), adopted_on=None, submission_due_on=None
    ),
    "name of a review": lambda: Review.objects.filter(slug="kaz-2014").update(slug="kaz-2013"),
    "theme moved": lambda: Theme.objects.filter(slug="torture").update(
        parent=Theme.objects.get(slug="civil")
    ),
    "theme renamed": lambda: Theme.objects.update(name_en="Other"),
    "State in another group": lambda: State.objects.filter(iso3="IRL").update(
        regional_group="western_european_other"
    ),
    "case": lambda: Case.objects.filter(key="maks-bokaev").update(role="journalist"),
    "case published": lambda: Case.objects.filter(key="nobody").update(
        publication_state="published", published_at=first().published_at, slug="nobody"
    ),
    "case event": lambda: CaseEvent.objects.update(kind="imprisoned"),
    "case event moved to another row": lambda: CaseEvent.objects.update(
        case=Case.objects.get(key="nobody")
    ),
    "spelling": lambda: Case.objects.get(key="maks-bokaev").other_spellings.all().delete(),
    "law withdrawn": lambda: code().update(publication_state="withdrawn"),
    "law renamed": lambda: code().update(title_en="Penal Code", slug="penal-code"),
    "article renumbered": lambda: Provision.objects.update(number="175"),
    "former number": lambda: Provision.objects.get().former_numbers.all().delete(),
    "law change": lambda: Law.objects.get(key="criminal-code").changes.update(kind="repealed"),
    "law deleted": lambda: (CaseEvent.objects.all().delete(), Law.objects.all().delete()),
    "section": lambda: Section.objects.update(heading_en="Assembly"),
    "submission withdrawn": lambda: Submission.objects.update(publication_state="draft"),
    "submission for another review": lambda: Submission.objects.update(
        review=Review.objects.get(slug="kaz-2014")
    ),
}  # fmt: skip


def goal() -> Any:
    from recommendations.models import Goal  # noqa: PLC0415

    return Goal.objects.get_or_create(number=16, title_en="Justice")[0]


# One of each kind; emptying the database after each takes a while.
COMMITTED = (
    "save", "update", "bulk_update", "bulk_create", "upsert", "admin", "raw update", "raw delete",
    "m2m set", "m2m add", "delete with cascade", "law renamed", "theme moved",
    "correction withdrawn", "organisation of the headline",
)  # fmt: skip
# What only one engine can do changes nothing on the other.
ONLY_SQLITE = {"raw replace"}


@pytest.mark.parametrize("path", WRITES)
@pytest.mark.django_db
def test_write_is_seen_by_the_connection_that_made_it(world: Recommendation, path: str) -> None:
    goal()
    before = {name: seen(index) for name, index in LISTS.items()}
    WRITES[path]()
    after = {name: seen(index) for name, index in LISTS.items()}
    # The test would prove nothing of a write that changes nothing.
    changes_something = connection.vendor == "sqlite" or path not in ONLY_SQLITE
    assert (after != before) == changes_something
    assert_fresh()


@pytest.mark.parametrize("path", COMMITTED)
@pytest.mark.django_db(transaction=True)
def test_write_is_seen_once_it_is_committed_and_not_before(world: Recommendation, path: str) -> None:
    goal()
    before = {name: elsewhere(index) for name, index in LISTS.items()}
    if connection.vendor == "postgresql":
        with transaction.atomic():
            WRITES[path]()
            # The writer asks, and must not tell others what is not committed.
            assert_fresh()
            assert {name: elsewhere(index) for name, index in LISTS.items()} == before
    else:
        WRITES[path]()
    assert {name: elsewhere(index) for name, index in LISTS.items()} == {
        name: anew(index) for name, index in LISTS.items()
    }


def elsewhere(index: Index) -> dict[int, Any]:
    """What another connection is told: of another thread, as in a server."""
    told: list[Any] = []

    def ask() -> None:
        try:
            told.append(seen(index))
        finally:
            connections["default"].close()

    if connection.vendor == "sqlite":
        # Tests share one database in memory among threads; there is nothing uncommitted here.
        return seen(index)
    thread = threading.Thread(target=ask)
    thread.start()
    thread.join()
    return told[0]  # type: ignore[no-any-return]


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_trace(world: Recommendation) -> None:
    before = seen(RECOMMENDATIONS)
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        Recommendation.objects.update(title_en="Never committed")
        assert seen(RECOMMENDATIONS) != before
        raise RuntimeError
    assert seen(RECOMMENDATIONS) == before
    assert_fresh()


@pytest.mark.django_db
def test_savepoint_that_is_rolled_back_leaves_no_trace(world: Recommendation) -> None:
    before = seen(RECOMMENDATIONS)
    Recommendation.objects.filter(number="124.22").update(title_en="Stays")
    stays = seen(RECOMMENDATIONS)
    assert stays != before
    with pytest.raises(RuntimeError), transaction.atomic():  # noqa: PT012
        first().delete()
        assert seen(RECOMMENDATIONS) != stays
        raise RuntimeError
    assert seen(RECOMMENDATIONS) == stays


@pytest.mark.django_db(transaction=True)
def test_nothing_is_read_again_where_nothing_was_written(
    world: Recommendation, django_assert_num_queries: Any
) -> None:
    snapshot = RECOMMENDATIONS.snapshot()
    with django_assert_num_queries(1):
        assert RECOMMENDATIONS.snapshot() is snapshot
    # Who is not read is not noted.
    User.objects.create_superuser("root")
    with django_assert_num_queries(1):
        assert RECOMMENDATIONS.snapshot() is snapshot


@pytest.mark.django_db(transaction=True)
def test_all_parts_of_a_page_answer_from_one_snapshot(world: Recommendation) -> None:
    with one_snapshot_each():
        before = RECOMMENDATIONS.snapshot()
        factories.recommendation("124.99")
        assert RECOMMENDATIONS.snapshot() is before
    after = RECOMMENDATIONS.snapshot()
    assert len(after.all) == len(before.all) + 1


@pytest.mark.django_db(transaction=True)
def test_a_write_elsewhere_shares_what_did_not_change(world: Recommendation) -> None:
    before = RECOMMENDATIONS.snapshot()
    Case.objects.update(role="journalist")
    assert RECOMMENDATIONS.snapshot() is before
    Recommendation.objects.filter(number="124.22").update(title_en="Other")
    after = RECOMMENDATIONS.snapshot()
    assert after is not before
    [number] = [after.numbers[row.pk] for row in Recommendation.objects.filter(number="124.21")]
    assert after.documents[number] is before.documents[number]


@pytest.mark.django_db(transaction=True)
def test_another_database_or_one_restored_is_not_mistaken_for_this_one(
    world: Recommendation,
) -> None:
    before = changes.token(connection)
    assert before
    Recommendation.objects.filter(number="124.22").update(title_en="Lost with the restore")
    RECOMMENDATIONS.snapshot()
    place = changes.token(connection).place  # type: ignore[union-attr]
    # As after a restore: the data and the notes of before, then another write at the same place.
    raw("DELETE FROM common_change WHERE place > %s", before.place)
    Recommendation.objects.filter(number="124.22").update(title_en="Written after the restore")
    raw("DELETE FROM common_change WHERE place > %s", before.place)
    raw("INSERT INTO common_change (place, source, keys, nonce) VALUES (%s, 'x.y', '1', 5)", place)
    assert changes.written_since(connection, changes.Token(place, 6)) is None
    assert Result(RECOMMENDATIONS.snapshot(), Query(q='"after the restore"'), language="en").total
    assert_fresh()


@pytest.mark.django_db(transaction=True)
def test_who_comes_after_the_notes_were_dropped_builds_anew(world: Recommendation) -> None:
    RECOMMENDATIONS.snapshot()
    Recommendation.objects.filter(number="124.22").update(title_en="First")
    raw("DELETE FROM common_change")
    assert_fresh()
    Recommendation.objects.filter(number="124.22").update(title_en="Second")
    assert_fresh()


@pytest.mark.django_db(transaction=True)
def test_notes_do_not_grow_for_ever(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(triggers, "NOTES_KEPT", {"sqlite": 100, "postgresql": 100})
    monkeypatch.setattr(triggers, "_FUNCTIONS", triggers._FUNCTIONS.replace("2000", "100"))
    triggers.install(connection, noted_dependencies())
    try:
        theme = factories.theme("civil")
        for order in range(1, 1500 if connection.vendor == "sqlite" else 300):
            Theme.objects.filter(pk=theme.pk).update(order=order)
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*), max(place) FROM common_change")
            count, _newest = cursor.fetchone()
        assert count < (1200 if connection.vendor == "sqlite" else 170)
        assert_fresh()
    finally:
        monkeypatch.undo()
        triggers.install(connection, noted_dependencies())


@pytest.mark.django_db(transaction=True)
def test_more_rows_than_are_noted_one_by_one_are_noted_as_all(world: Recommendation) -> None:
    assert changes._keys_by_source([("a.id", "1,2"), ("a.id", "3")]) == {"a.id": {1, 2, 3}}
    written = changes._keys_by_source([("recommendations_recommendation.id", "*")])
    assert changes.owners(RECOMMENDATIONS.spec.dependencies, written) is None
    assert changes.owners(CASES.spec.dependencies, written) == set()


@pytest.mark.django_db(transaction=True)
def test_emptied_tables_are_seen(world: Recommendation) -> None:
    if connection.vendor == "postgresql":
        raw("TRUNCATE recommendations_recommendation_themes")
    else:
        raw("DELETE FROM recommendations_recommendation_themes")
    assert_fresh()
    assert RECOMMENDATIONS.snapshot().having["theme"] == {}
    call_command("flush", interactive=False, verbosity=0)
    assert_fresh()
    assert RECOMMENDATIONS.snapshot().numbers == {}


# What is registered


def test_every_index_that_an_app_declares_is_registered_and_no_other() -> None:
    """No trigger notes the tables of a forgotten one: it would grow stale."""
    modules = [
        module for name, module in sys.modules.items() if name.startswith(("cases.", "recommendations."))
    ]
    declared = {value for module in modules for value in vars(module).values() if isinstance(value, Index)}
    Index(Slow())
    assert Counter(registered_indexes()) == Counter(declared)


# The triggers themselves


@pytest.mark.django_db
def test_database_has_the_triggers_of_every_table_that_an_index_reads() -> None:
    wanted = {(one.table, one.name) for one in triggers.triggers(connection.vendor, noted_dependencies())}
    assert triggers.installed_triggers(connection) == wanted
    read = {one.table for one in noted_dependencies()}
    events = 4
    assert len(wanted) >= events * len(read)


@pytest.mark.django_db
def test_index_declares_every_table_that_it_reads(django_assert_num_queries: Any) -> None:
    """What a query names must be noted; found by looking at the queries themselves."""
    from django.test.utils import CaptureQueriesContext  # noqa: PLC0415

    tables = {model._meta.db_table for model in apps.get_models(include_auto_created=True)}
    for index in LISTS.values():
        with CaptureQueriesContext(connection) as queries:
            list(index.spec.documents(None))
            index.spec.vocabulary()
        named = {table for table in tables for query in queries if f'"{table}"' in query["sql"]}
        assert named - {one.table for one in index.spec.dependencies} == set(), index.spec.name


@pytest.mark.django_db(transaction=True)
def test_triggers_that_a_migration_dropped_are_there_again_after_migrate(
    world: Recommendation,
) -> None:
    before = triggers.installed_triggers(connection)
    for table, name in before:
        raw(f'DROP TRIGGER "{name}"' + (f' ON "{table}"' if connection.vendor == "postgresql" else ""))
    Recommendation.objects.filter(number="124.22").update(title_en="Not noted")
    assert seen(RECOMMENDATIONS) != anew(RECOMMENDATIONS)
    call_command("migrate", verbosity=0)
    assert triggers.installed_triggers(connection) == before
    assert_fresh()


@pytest.mark.django_db(transaction=True)
def test_table_that_is_remade_is_noted_again_after_migrate(world: Recommendation) -> None:
    before = triggers.installed_triggers(connection)
    with connection.schema_editor() as editor:
        if connection.vendor == "sqlite":
            editor._remake_table(Theme)  # type: ignore[attr-defined]
    lost = {table for table, _name in before - triggers.installed_triggers(connection)}
    assert lost == ({Theme._meta.db_table} if connection.vendor == "sqlite" else set())
    call_command("migrate", verbosity=0)
    assert triggers.installed_triggers(connection) == before
    Theme.objects.update(name_en="Renamed")
    assert_fresh()


@pytest.mark.django_db(transaction=True)
@pytest.mark.slow("migrates back and forth")
def test_database_without_the_notes_can_be_written_to() -> None:
    call_command("migrate", "common", "0001", verbosity=0)
    try:
        assert triggers.installed_triggers(connection) == set()
        factories.recommendation("124.1")
    finally:
        call_command("migrate", verbosity=0)
    assert_fresh()
    assert len(RECOMMENDATIONS.snapshot().numbers) == 1


# Threads


class Slow(ListSpec):
    """A list that is built slowly, and counts how often."""

    name = "slow"
    dependencies = (Dependency(Theme),)
    facets = ()
    sorts = ()

    def __init__(self) -> None:
        self.built = 0
        self.go_on = threading.Event()

    def documents(self, keys: Any) -> Iterator[IndexDocument]:
        self.built += 1
        self.go_on.wait(5)
        yield from ()

    def vocabulary(self) -> dict[str, Any]:
        return {}


@pytest.mark.django_db(transaction=True)
def test_index_is_built_once_by_whoever_comes_first_while_others_wait() -> None:
    spec = Slow()
    index = Index(spec)
    found: list[Any] = []

    def ask() -> None:
        try:
            found.append(index.snapshot())
        finally:
            connections["default"].close()

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    spec.go_on.set()
    for thread in threads:
        thread.join()
    assert spec.built == 1
    assert len(found) == 4
    assert len(set(map(id, found))) == 1
