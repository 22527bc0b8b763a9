"""Days in cells: typed by people, or rewritten by a spreadsheet in the custom of its country."""

import datetime as dt
import re

from django.core.exceptions import ValidationError

from ..dates.typed import read_day

# A time that spreadsheets put behind a day; midnight says nothing.
_MIDNIGHT = re.compile(r"[ T]00:00(?::00(?:\.0+)?)?$")


def day_in_cell(text: str) -> dt.date:
    """The day that is meant, by the one rule for dates. Raises `ValueError`, a sentence, where none is."""
    try:
        return read_day(_MIDNIGHT.sub("", text.strip()))
    except ValidationError as error:
        raise ValueError(error.messages[0]) from error
