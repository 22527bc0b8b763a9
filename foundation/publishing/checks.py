"""What is looked at before something becomes public, beside the rules of the database.

An app adds its check when it is ready; the floor does not know what it looks for.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from django.contrib.auth.models import User
from django.db.models import Model


@dataclass(frozen=True, slots=True)
class Objection:
    """Why something must not become public, as this person may read it.

    `may_go_on`: whether they may let it become public all the same, with a reason.
    """

    sentence: str
    may_go_on: bool = False


# Asked while the rows are as they would be public. `records`: whole, with their parts; `rows`: alone.
Check: TypeAlias = Callable[[Sequence[Model], Sequence[Model], User], list[Objection]]
_checks: list[Check] = []


def register_check(check: Check) -> None:
    _checks.append(check)


def objections_to(records: Sequence[Model], rows: Sequence[Model], reader: User) -> list[Objection]:
    return [objection for check in _checks for objection in check(records, rows, reader)]
