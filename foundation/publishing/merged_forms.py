"""Forms that never write back an old value: what others changed since the page was made stays.

Of each field three things are compared, in the transaction that holds the lock of the record: what the
page showed, what is typed, and what the record says now.

- not changed by this editor: the record keeps what it says now;
- changed by this editor only: written;
- changed by both to the same: fine;
- changed by both: nothing is saved, and the page comes back with the typed text and what stands now
  beside it. The page then shows that, so saving again is a decision.

Fields that say one thing together (`foundation.publishing.together`) count as one.
"""

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, ClassVar, Protocol, TypeVar

from django import forms
from django.core.exceptions import FieldDoesNotExist
from django.db.models import Model
from django.utils.functional import cached_property
from django.utils.safestring import SafeString

from ..typing import StrOrPromise
from . import conflicts
from .as_shown import (
    AS_SHOWN,
    AsShownField,
    FormAsShown,
    as_posted,
    raw_text,
    read_as_shown,
    shown_text,
    typed_text,
    writable,
    written_as_shown,
)
from .last_edits import LastEdit, last_edit
from .together import together

_Row = TypeVar("_Row", bound=Model)

if TYPE_CHECKING:
    # Declares a hook that the type stubs of Django leave out.
    class _ModelForm(forms.ModelForm[_Row]):
        def __init__(self, *args: object, **kwargs: object) -> None: ...
        def _post_clean(self) -> None: ...
        def _save_m2m(self) -> None: ...
        def _get_validation_exclusions(self) -> set[str]: ...
else:
    _ModelForm = forms.ModelForm


@dataclass
class Merge:
    """What a posted form changes, and what was changed meanwhile; names of fields.

    `unknown`: whether something differs of which the page does not say what it showed. `closed`: what
    was typed into fields that are none any more, by name.
    """

    edited: set[str] = field(default_factory=set)
    meanwhile: set[str] = field(default_factory=set)
    unknown: bool = False
    closed: dict[str, str] = field(default_factory=dict)
    shown_at: dt.datetime | None = None


class RowsOfPage(Protocol):
    """What a form asks of the rows of another table that stand on its page."""

    @property
    def was_edited(self) -> bool: ...
    @property
    def changed_meanwhile(self) -> bool: ...


class MergedForm(_ModelForm[_Row]):
    """A form of one row. A row that is new has nothing to merge with."""

    as_shown = AsShownField()
    # Whether the editor may change the row at all: else nothing of it is posted.
    may_change: ClassVar[bool] = True

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.merge = Merge()
        # The record on whose page a row stands: the log notes changes of the row there.
        self.owner: Model | None = None
        # Errors that whoever made the form adds to it.
        self.notices: list[StrOrPromise] = []
        self._own_fields = {name: own for name, own in self.fields.items() if name != AS_SHOWN}
        self._is_merged = not self.instance._state.adding and self.may_change
        if not self._is_merged:
            return
        self.initial.update(self.present_values(self.instance))
        if self.is_bound:
            self._merge(read_as_shown(str(self.data.get(self.add_prefix(AS_SHOWN)) or ""), self.instance))
        else:
            self.initial[AS_SHOWN] = self._digests()

    def present_values(self, instance: _Row) -> dict[str, object]:
        """What stands now in each field: what a page shows, and what a post is compared with.

        A form of something that is not in the record itself (a proposal) takes its values from there.
        """
        return {name: self.initial.get(name) for name in self._own_fields if name in self.initial}

    def _present(self, name: str) -> object:
        return self.get_initial_for_field(self._own_fields[name], name)

    def present_texts(self) -> dict[str, str]:
        return {name: self._present_text(name) for name in self._own_fields}

    def typed_texts(self) -> dict[str, str]:
        data = writable(self.data)
        return {name: typed_text(own, data, self.add_prefix(name)) for name, own in self._own_fields.items()}

    def _digests(self) -> str:
        return written_as_shown(self.instance, self.present_texts())

    def _merge(self, display: FormAsShown) -> None:
        """Compare each field, and let those that this editor did not change say what stands now."""
        self.data = data = writable(self.data)
        self.merge.shown_at = display.shown_at
        for name, own in self._own_fields.items():
            self._compare(name, display, typed_text(own, data, self.add_prefix(name)))
        for name in self.merge.meanwhile - self.merge.edited:
            data.setlist(self.add_prefix(name), as_posted(self._own_fields[name], self._present(name)))
        for name in set(display.digests) - set(self._own_fields):
            text = raw_text(data.getlist(self.add_prefix(name)))
            if not display.said(name, text):
                self.merge.closed[name] = text
        # If the page comes back, this is what it shows then.
        data[self.add_prefix(AS_SHOWN)] = self._digests()

    def _compare(self, name: str, display: FormAsShown, typed: str) -> None:
        present = self._present_text(name)
        if not display.knows(name):
            if typed != present:
                self.merge.unknown = True
                self.merge.edited.add(name)
                self.merge.meanwhile.add(name)
            return
        if typed != present and not display.said(name, typed):
            self.merge.edited.add(name)
        if not display.said(name, present):
            self.merge.meanwhile.add(name)

    @cached_property
    def changed_data(self) -> list[str]:
        names: list[str] = super().changed_data
        if not self._is_merged:
            return names
        return [name for name in names if name in self.merge.edited or name not in self._own_fields]

    # Conflicts

    def _post_clean(self) -> None:
        super()._post_clean()
        self._keep_unchanged_texts()
        for notice in self.notices:
            self.add_error(None, notice)
        for name, text in self.merge.closed.items():
            if label := self._label_of_model(name):
                self.add_error(None, conflicts.cannot_be_changed_any_more(label, text))
        units = list(self._conflicts())
        if not units:
            return
        unknown = self.merge.unknown
        self.add_error(None, conflicts.NOT_KNOWN_WHAT_WAS_SHOWN if unknown else conflicts.NOT_SAVED_YET)
        for edited, meanwhile in units:
            for name in sorted(edited | meanwhile):
                if name in self._own_fields:
                    self.add_error(name, self._sentence(name, edited, meanwhile))

    def _keep_unchanged_texts(self) -> None:
        """Texts that this editor did not change keep their line ends, of which browsers have their own."""
        for name in set(self._own_fields) - set(self.changed_data) if self._is_merged else ():
            before, now = self.initial.get(name), getattr(self.instance, name, None)
            if isinstance(before, str) and isinstance(now, str) and _same_lines(before, now):
                setattr(self.instance, name, before)

    def _conflicts(self) -> Iterator[tuple[set[str], set[str]]]:
        """What this editor and somebody else changed of one thing."""
        edited, meanwhile = set(self.merge.edited), set(self.merge.meanwhile)
        groups = together(type(self.instance))
        for name, rows in self._rows_of_page({name for group in groups for name in group}):
            edited |= {name} if rows.was_edited else set()
            meanwhile |= {name} if rows.changed_meanwhile else set()
        grouped = {name for group in groups for name in group}
        units = [set(group) for group in groups] + [{name} for name in edited if name not in grouped]
        for unit in units:
            own, other = edited & unit, meanwhile & unit
            # Rows of another table are merged row by row, where nothing else is touched.
            if own and other and (own | other) & set(self._own_fields) and not self._stands_already(own):
                yield own, other

    def _rows_of_page(self, names: Iterable[str]) -> Iterator[tuple[str, RowsOfPage]]:
        rows = rows_on_page_of(self.instance) if self.prefix is None else {}
        return ((name, rows[name]) for name in names if name in rows)

    def _stands_already(self, names: set[str]) -> bool:
        """Whether what was typed comes to what the record says now: “2014” for its first and last day."""
        return not self.merge.unknown and all(
            name in self.cleaned_data and self._cleaned_text(name) == self._present_text(name)
            for name in names
        )

    def _present_text(self, name: str) -> str:
        return shown_text(self._own_fields[name], self._present(name))

    def _cleaned_text(self, name: str) -> str | None:
        try:
            column = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return None
        value = self.cleaned_data[name]
        if not column.many_to_many:
            value = getattr(self.instance, getattr(column, "attname", name))
        return shown_text(self._own_fields[name], list(value) if column.many_to_many else value)

    def _sentence(self, name: str, edited: set[str], meanwhile: set[str]) -> str | SafeString:
        stands_now = conflicts.in_words(self._own_fields[name], self._present(name))
        if self.merge.unknown:
            return conflicts.differs(stands_now)
        others = "”, “".join(self.label_of(other) for other in sorted((edited | meanwhile) - {name}))
        if name not in meanwhile:
            return conflicts.goes_together(others)
        edit = self.edit_of(name)
        if name not in edited:
            return conflicts.changed_by_other(edit, labels=others)
        return conflicts.both_changed(edit, stands_now)

    def edit_of(self, name: str = "") -> LastEdit | None:
        """Who changed a field, or something of the row, since the page was made."""
        label = (self._own_fields[name].label or name) if name else ""
        rows = [row for row in (self.instance, self.owner) if row is not None]
        return last_edit(rows, since=self.merge.shown_at, label=label)

    def label_of(self, name: str) -> str:
        """What a field is called on the page."""
        if name in self._own_fields:
            return str(self._own_fields[name].label or name)
        return self._label_of_model(name) or name

    def _label_of_model(self, name: str) -> str:
        try:
            column = self.instance._meta.get_field(name)
        except FieldDoesNotExist:
            return ""
        if column.related_model is not None and not hasattr(column, "verbose_name"):
            return str(column.related_model._meta.verbose_name_plural)
        return str(getattr(column, "verbose_name", name))

    def values_now(self, names: Iterable[str]) -> dict[str, str]:
        """What fields say now, in words, by their labels."""
        return {
            self.label_of(name): conflicts.in_words(self._own_fields[name], self._present(name))
            for name in sorted(names)
        }

    def _save_m2m(self) -> None:
        """Links that this editor did not change are not written."""
        unchanged = set(self._own_fields) - set(self.changed_data) if self._is_merged else set()
        unwritten_links = {
            name: self.cleaned_data.pop(name) for name in unchanged if name in self.cleaned_data
        }
        super()._save_m2m()
        self.cleaned_data.update(unwritten_links)


def _same_lines(before: str, now: str) -> bool:
    return before.strip().splitlines() == now.strip().splitlines()


_ROWS = "_rows_on_page"


def rows_on_page_of(owner: Model) -> dict[str, RowsOfPage]:
    """The formsets on the page of a record, by the name under which it knows their rows."""
    rows: dict[str, RowsOfPage] = vars(owner).setdefault(_ROWS, {})
    return rows
