"""No false alarm: in what the project ships nobody stands who is held back."""

from pathlib import Path

import pytest

from cases.models import Case
from cases.names import Hit, TextPlace, names_in, tables_with_public_text, texts_of
from tests.support.held_back import document, names_held_back
from tests.support.invented_people import full_names, hold_back

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("shipped")]


def texts_of_everything() -> dict[TextPlace, str]:
    """Every text that is or can be public: also of the drafts, which name nobody."""
    texts: dict[TextPlace, str] = {}
    for model in tables_with_public_text():
        for row in model._default_manager.all():
            texts |= texts_of(row)
    return texts


def words_around(texts: dict[TextPlace, str], hits: list[Hit]) -> list[tuple[str, str]]:
    """For a failing test: what was taken for a name, and the text."""
    return [(texts[hit.place][hit.start : hit.end], texts[hit.place][:200]) for hit in hits]


@pytest.mark.slow("reads every public text that is shipped")
def test_nobody_held_back_stands_in_a_public_text(shared: Path) -> None:
    for key, name in names_held_back(shared).items():
        Case.objects.filter(key=key).update(private_name=name)
    texts = texts_of_everything()
    assert len(texts) > 3_000
    assert names_in(texts) == []
    # They would be found: the document has both, one of them twice.
    place = TextPlace("document", 1, "text", "en")
    hits = names_in({place: document(shared)})
    assert len({hit.case for hit in hits}) == 2


@pytest.mark.slow("reads every public text that is shipped")
def test_no_public_text_is_taken_for_people_with_common_names() -> None:
    hold_back(full_names())
    texts = texts_of_everything()
    assert words_around(texts, names_in(texts)) == []
