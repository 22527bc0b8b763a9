"""What a page of the admin showed when it was made: a short digest of each field.

An editor types for half an hour while colleagues work on. A form posts all its fields, also those that
nobody touched, so it needs three things to compare: what is typed, what the record says now, and
whether either is what was shown. As spreadsheets do (`foundation.spreadsheets.as_exported`), a hidden
field carries digests of the values themselves: changes by whatever way count, an import or plain SQL too.

A digest is keyed with the secret of the site, and made for one field of one row: it tells nothing
about a value, and cannot be carried to another place. Who forges one can only overwrite what the form
lets them overwrite.
"""

import contextlib
import datetime as dt
import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import QueryDict
from django.utils import timezone
from django.utils.datastructures import MultiValueDict

from ..choices import Precision
from ..dates.typed import When

AS_SHOWN = "as_shown"
_MOMENT = re.compile(r"at:([0-9]{1,11})")
_DIGEST = re.compile(r"([a-z][a-z0-9_]*):([0-9a-f]{8})")


class AsShownField(forms.CharField):
    """The hidden field with the digests; the form fills it in."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, label="")

    def has_changed(self, initial: object, data: object) -> bool:
        return False


def digest_of(*parts: object) -> str:
    """Eight hexadecimal digits, keyed with the secret of the site."""
    key = hashlib.sha256(b"as shown" + settings.SECRET_KEY.encode()).digest()
    text = "\0".join(str(part) for part in parts)
    return hashlib.blake2s(text.encode(errors="surrogatepass"), key=key, digest_size=4).hexdigest()


@dataclass(frozen=True)
class FormAsShown:
    """A form of one row at the moment when its page was made.

    `shown_at` and the digests by field are missing as far as nobody knows them.
    """

    table: str
    key: object
    shown_at: dt.datetime | None
    digests: Mapping[str, str]

    def knows(self, name: str) -> bool:
        return name in self.digests

    def said(self, name: str, text: str) -> bool:
        """Whether the page showed this text in a field."""
        return self.digests.get(name) == digest_of(self.table, self.key, name, text)


def written_as_shown(row: Model, texts: Mapping[str, str]) -> str:
    """`at:1732812345 title_en:9f3ac201 …`: the hidden field. `texts`: what each field shows."""
    parts = [f"{name}:{digest_of(_table(row), row.pk, name, text)}" for name, text in texts.items()]
    return " ".join([f"at:{int(timezone.now().timestamp())}", *parts])


def read_as_shown(text: str, row: Model) -> FormAsShown:
    """What the hidden field of this row says; what cannot be read is left out."""
    parts = text.split()
    moment = _MOMENT.fullmatch(parts[0]) if parts else None
    matches = [match for part in parts if (match := _DIGEST.fullmatch(part))]
    return FormAsShown(
        _table(row),
        row.pk,
        dt.datetime.fromtimestamp(int(moment[1]), dt.UTC) if moment else None,
        {match[1]: match[2] for match in matches},
    )


def _table(row: Model) -> str:
    return (row._meta.concrete_model or type(row))._meta.label_lower


# What a field shows and what is typed into it, as texts that can be compared


def as_posted(field: forms.Field, value: object) -> list[str]:
    """What a browser posts of a field that shows this value, if nobody touches it."""
    # What Django wraps around a widget adds links, and posts nothing.
    wrapped: object = getattr(field.widget, "widget", None)
    widget = wrapped if isinstance(wrapped, forms.Widget) else field.widget
    value = field.prepare_value(value)
    if isinstance(widget, forms.CheckboxInput):
        return ["on"] if widget.check_test(value) else []
    text = widget.format_value(value)
    if isinstance(text, list | tuple):
        return [str(part) for part in text]
    return ["" if text is None else str(text)]


def shown_text(field: forms.Field, value: object) -> str:
    """What a field says that shows this value."""
    return typed_text(field, MultiValueDict({"": as_posted(field, value)}), "")


def typed_text(field: forms.Field, data: "MultiValueDict[str, str]", html_name: str) -> str:
    """What is posted in a field; equal for what means the same, as 1 May 2018 and 2018-05-01 do."""
    value = field.widget.value_from_datadict(data, MultiValueDict(), html_name)
    if isinstance(value, list | tuple):
        return raw_text(value)
    if isinstance(value, bool):
        return "on" if value else ""
    # What chooses a row is compared by its key, without asking the database for the row.
    if not isinstance(field, forms.ModelChoiceField):
        # What cannot be read is refused later, beside its field.
        with contextlib.suppress(ValidationError):
            value = field.to_python(value)
    if isinstance(value, When):
        value = value.first_day if value.precision == Precision.DAY else "/".join(map(str, value))
    return raw_text([value])


def raw_text(values: Iterable[object]) -> str:
    """Posted values as one text: several in the order of their letters, since they are a set."""
    texts = sorted({"" if value is None else str(value) for value in values})
    return "\n".join("\n".join(texts).splitlines()).strip()


def writable(data: Mapping[str, object]) -> "MultiValueDict[str, str]":
    """Posted data that a form may change: a copy, unless it is one already."""
    if isinstance(data, MultiValueDict) and getattr(data, "_mutable", True):
        return data
    copied = QueryDict(mutable=True)
    for name in data:
        values = data.getlist(name) if isinstance(data, MultiValueDict) else [data[name]]
        copied.setlist(name, [str(value) for value in values])
    return copied
