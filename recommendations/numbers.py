"""The numbers of recommendations, as reports print them: 124.21, 93 (a), 5.1 (2)."""

import re
import unicodedata

from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST_NUMBER = 20
NUMBER_FORM = _("A number is Latin letters, digits, dots and brackets, as printed: 124.21, 93 (a).")
_NUMBER = re.compile(rf"(?!text-)[A-Za-z0-9](?:[A-Za-z0-9() -]|\.(?!\.)){{0,{LONGEST_NUMBER - 1}}}")
_ZEROS_IN_FRONT = re.compile(r"(?<![0-9])0+(?=[0-9])")
_DOT = re.compile(r"\s*\.\s*")
# How text processors and keyboards write a hyphen that does not break.
_HYPHENS = str.maketrans("‐‑", "--")


def number_as_printed(text: str) -> str:
    """The number without what is certainly no part of it: “ 124. 10.” and “１２４.１０” are 124.10.

    That is blanks and dots around it, blanks around its dots, and digits and brackets in other forms of the
    same characters. What could be another number stays, for `check_number` to refuse.
    """
    plain = "".join(_plain(character) for character in text).translate(_HYPHENS)
    return _DOT.sub(".", " ".join(plain.split())).strip(" .")


def name_with_number_as_printed(name: str) -> str:
    """What a sheet calls a row of a document or law, “kaz-2014 124.10.”, with its number as printed."""
    document, blank, number = name.strip().partition(" ")
    return f"{document}{blank}{number_as_printed(number)}"


def _plain(character: str) -> str:
    """A digit of any script, or a full-width form, as the character of ASCII."""
    if character.isascii():
        return character
    digit = unicodedata.decimal(character, None)
    if digit is not None:
        return str(digit)
    return unicodedata.normalize("NFKC", character) if "\uff01" <= character <= "\uff5e" else character


def check_number(number: str) -> None:
    """A validator of `number_as_printed`. Raises `ValidationError` for what no report prints."""
    if not _NUMBER.fullmatch(number):
        raise ValidationError(NUMBER_FORM)
    if without_zeros := _ZEROS_IN_FRONT.sub("", number) if _ZEROS_IN_FRONT.search(number) else "":
        raise ValidationError(
            gettext(
                "No report prints zeros in front, so “%(number)s” may be %(other)s or another number. "
                "Write it as printed."
            )
            % {"number": number, "other": without_zeros}
        )


def comparable_number(number: str) -> str:
    """What two ways of writing one number share: “93(A)” and “93 (a)”."""
    return re.sub(r"[ ()]+", " ", number).strip().casefold()
