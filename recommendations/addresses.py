"""The addresses of recommendations. All code builds them here."""

import hashlib
import re
from collections.abc import Iterable, Mapping
from functools import cache
from urllib.parse import quote, urlencode

from django.urls import get_script_prefix, reverse
from django.utils.translation import get_language, override

# The prefix of the name of a recommendation without a number.
TEXT_PREFIX = "text-"
# Digits of a fingerprint in an address.
DIGITS = 12
_PLAIN = re.compile(r"[0-9A-Za-z.-]*")
# The characters that `reverse` leaves unquoted (RFC 3986, and Django’s own choice).
_UNQUOTED = "!$&'()*+,;=/~:@"


def fingerprint(text: str) -> str:
    """A hash of the words of an official text, the same whatever its case and spacing.

    Identifies recommendations that carry no number (UPR Info's exports). 40 hexadecimal digits.
    """
    words = re.findall(r"\w+", text.casefold())
    return hashlib.sha1(" ".join(words).encode(), usedforsecurity=False).hexdigest()


def name_in_review(number: str, text_fingerprint: str) -> str:
    """The last part of the address: the number, or “text-” and twelve digits."""
    return number or f"{TEXT_PREFIX}{text_fingerprint[:DIGITS]}"


def identifier(review: str, number: str, text_fingerprint: str) -> str:
    """What identifies a recommendation in every file: “kaz-2014/124.10”. `review`: its slug.

    No spreadsheet takes it for a number or a day, as it does “124.10” (124.1) and “mar-2014” (March).
    """
    return f"{review}/{name_in_review(number, text_fingerprint)}"


def lookups_in_review(name: str) -> dict[str, str]:
    """The filter arguments for the recommendation with this name."""
    digits = name.removeprefix(TEXT_PREFIX)
    if digits == name:
        return {"number": name}
    if len(digits) != DIGITS:
        # Fewer digits could match several; these arguments match none.
        return {"number": name, "text_fingerprint": name}
    return {"number": "", "text_fingerprint__startswith": digits}


def path(review: str, number: str, text_fingerprint: str, *, language: str = "") -> str:
    """The path of its page in a language (empty: the reader's). `review`: its slug.

    The same as by `reverse`, which takes longer than the rest of a row of the public file.
    """
    return list_path_in(language or get_language() or "en") + below_list(review, number, text_fingerprint)


def below_list(review: str, number: str, text_fingerprint: str) -> str:
    """The end of a recommendation's path, after the path of the list."""
    name = name_in_review(number, text_fingerprint)
    if not _PLAIN.fullmatch(name):
        name = quote(name, safe=_UNQUOTED)
    return f"{review}/{name}/"


def list_path_in(language: str) -> str:
    """The path of the list in a language."""
    return _list(language, get_script_prefix())


@cache
def _list(language: str, _script_prefix: str) -> str:
    with override(language):
        return reverse("recommendations:recommendations")


def list_path(values: Mapping[str, Iterable[str]]) -> str:
    """The path of the list with these filter values, in the reader's language."""
    query = urlencode([(name, value) for name, filter_values in values.items() for value in filter_values])
    return list_path_in(get_language() or "en") + (f"?{query}" if query else "")
