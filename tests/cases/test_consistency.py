"""Rules between rows, which no constraint can see: refused with a sentence where they are typed."""

import pytest
from django.core.exceptions import ValidationError

from tests.support import factories

pytestmark = pytest.mark.django_db


def test_change_names_a_provision_of_its_own_law() -> None:
    law, other = factories.law("religion", title_en="Religion law"), factories.law("code")
    change = factories.law_change(law)
    change.provision = factories.provision(law)
    change.full_clean()
    change.provision = factories.provision(other)
    with pytest.raises(ValidationError) as refusal:
        change.full_clean()
    assert refusal.value.message_dict == {"provision": ["This provision belongs to another law: Law code."]}


@pytest.mark.parametrize(
    ("whole", "parts", "refused"),
    [
        ((12, 12), [(5, 5), (7, 7)], False),
        ((12, 12), [(5, 5), (8, 8)], True),
        ((None, 12), [(13, None)], True),
        ((12, None), [(50, 60)], False),
        ((None, None), [(50, 60)], False),
        ((10, 12), [(5, 9), (7, 20)], False),
        ((12, 12), [(None, None), (12, 12)], False),
        ((12, 12), [(None, 13)], True),
    ],
)
def test_parts_of_a_figure_do_not_exceed_it(
    whole: tuple[int | None, int | None],
    parts: list[tuple[int | None, int | None]],
    refused: bool,
) -> None:
    total = factories.figure(low=whole[0], high=whole[1])
    *earlier, (low, high) = parts
    for part in earlier:
        factories.figure(low=part[0], high=part[1], part_of=total)
    last = factories.figure(low=low, high=high)
    last.part_of = total
    if not refused:
        last.full_clean()
        return
    with pytest.raises(ValidationError, match="more than the whole") as refusal:
        last.full_clean()
    assert list(refusal.value.message_dict) == ["part_of"]
