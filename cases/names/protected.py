"""Whose names must not become public, read from the database.

Protected are all names of every case that is not published, and the private name of a published one whose
public name is not the real name. Who may read which case is asked by the caller; here nothing is shown.
"""

import functools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from foundation.choices import PublicationState
from foundation.i18n.languages import versions

from ..choices import CaseKind, NameDisplay
from ..models import Case, Event, OtherSpelling
from .hits import Hit, TextPlace
from .matching import Matcher
from .parts import CaseName, parts_of

_PUBLIC_NAMES = versions("public_name")
# Matchers in memory: the set of now, and the one for publishing a case.
_MATCHERS = 4


@dataclass(frozen=True, repr=False)
class NameSet:
    """Names to look for, and names of which everybody may read; its `repr` shows none of them."""

    protected: tuple[CaseName, ...]
    public: tuple[CaseName, ...] = ()

    def __repr__(self) -> str:
        return f"NameSet({len(self.protected)} protected, {len(self.public)} public)"


def names_in(texts: Mapping[TextPlace, str], names: NameSet | None = None) -> list[Hit]:
    """Where protected names stand in the texts; of `names`, or of the database as it is now (three queries).

    In the order of the texts. Either level of a hit stops a publication.
    """
    return matcher_of(protected_names() if names is None else names).hits(texts)


@functools.lru_cache(maxsize=_MATCHERS)
def matcher_of(names: NameSet) -> Matcher:
    """The matcher of a set, made once."""
    return Matcher(names.protected, names.public)


def protected_names(*, as_published: Case | None = None) -> NameSet:
    """The names that no public text may hold, and those of public cases and quoted people.

    `as_published`: a case that is about to be published; its public name will be no secret.
    """
    cases = list(
        Case.objects.only("kind", "publication_state", "name_display", "private_name", *_PUBLIC_NAMES)
    )
    spellings = _spellings()
    protected: list[CaseName] = []
    public: list[CaseName] = []
    for stored_case in cases:
        is_about_to_be = as_published is not None and stored_case.pk == as_published.pk
        case = as_published if as_published is not None and is_about_to_be else stored_case
        texts = _public_texts_of(case, spellings.get(case.pk, ()))
        if not (stored_case.is_published or is_about_to_be):
            protected += _case_names(case, [*texts, case.private_name])
            continue
        public += [CaseName(case.pk, case.kind, text) for text in texts if not _only_describes(case, text)]
        if case.name_display != NameDisplay.FULL_NAME:
            protected += _case_names(case, [case.private_name], public_names=tuple(texts))
    quoted_people = Event.objects.published().exclude(quoted_person="")
    public += [
        CaseName(None, CaseKind.PERSON, text)
        for text in quoted_people.values_list("quoted_person", flat=True).order_by("quoted_person").distinct()
    ]
    return NameSet(tuple(protected), tuple(public))


def case_names(case: Case) -> NameSet:
    """All names of a case, whatever its state, and whatever somebody else of the same name may be called.

    For withdrawing and anonymising it: also what is public of it now.
    """
    spellings = _spellings(case).get(case.pk, ())
    texts = [*_public_texts_of(case, spellings), case.private_name]
    others = protected_names()
    return NameSet(
        tuple(_case_names(case, texts)),
        tuple(name for name in others.public if name.case != case.pk),
    )


def cases_without_names() -> QuerySet[Case]:
    """Cases whose name is a secret that nobody entered: no text can be checked for these people.

    What only describes somebody, as “Name in the submission, ¶ 2” does, is no name.
    """
    secret = Q(publication_state=PublicationState.PUBLISHED, name_display=NameDisplay.FULL_NAME)
    cases = Case.objects.exclude(secret)
    names = protected_names().protected
    named_cases = {name.case for name in names if name.case is not None and parts_of(name)}
    return cases.exclude(pk__in=named_cases).order_by("key")


def _spellings(case: Case | None = None) -> dict[int, list[str]]:
    rows = OtherSpelling.objects.order_by("pk")
    if case is not None:
        rows = rows.filter(case=case)
    spellings: dict[int, list[str]] = {}
    for key, spelling in rows.values_list("case_id", "spelling"):
        spellings.setdefault(key, []).append(spelling)
    return spellings


def _public_texts_of(case: Case, spellings: Iterable[str]) -> list[str]:
    return [*(getattr(case, field) or "" for field in _PUBLIC_NAMES), *spellings]


def _case_names(case: Case, texts: Iterable[str], public_names: tuple[str, ...] = ()) -> list[CaseName]:
    return [CaseName(case.pk, case.kind, text, public_names) for text in dict.fromkeys(texts) if text.strip()]


def _only_describes(case: Case, text: str) -> bool:
    return case.name_display == NameDisplay.DESCRIPTION or not text.strip()
