"""Names in texts: where people whose case is not public stand in what becomes public.

docs/names-in-texts.md tells what is compared and what cannot be found.
"""

from .hits import Hit, Level, TextPlace, masked, neutral_words
from .matching import Matcher
from .parts import CaseName
from .protected import NameSet, case_names, cases_without_names, names_in, protected_names
from .public_texts import (
    NamingText,
    names_in_record,
    public_texts_naming,
    tables_with_public_text,
    texts_of,
)

__all__ = [
    "CaseName",
    "Hit",
    "Level",
    "Matcher",
    "NameSet",
    "NamingText",
    "TextPlace",
    "case_names",
    "cases_without_names",
    "masked",
    "names_in",
    "names_in_record",
    "neutral_words",
    "protected_names",
    "public_texts_naming",
    "tables_with_public_text",
    "texts_of",
]
