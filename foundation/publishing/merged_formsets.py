"""Rows on the page of their owner, merged with what others added, changed and deleted meanwhile.

Before its forms are made, the posted data is brought in line with the rows that there are now:

- a row that somebody added stands among the others, untouched;
- one that somebody deleted is left out, unless this editor changed it: then it comes back as a new
  row with what was typed, and the editor is told;
- one that this editor deletes, but somebody changed, is told with what changed.
"""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, TypeVar

from django import forms
from django.core.exceptions import ValidationError
from django.db import connection
from django.db.models import Model
from django.forms.renderers import BaseRenderer
from django.utils.datastructures import MultiValueDict
from django.utils.functional import cached_property
from django.utils.html import format_html
from django.utils.safestring import SafeString

from ..db.locks import lock
from . import conflicts
from .as_shown import AS_SHOWN, FormAsShown, as_posted, raw_text, read_as_shown, typed_text, writable
from .last_edits import last_edit
from .merged_forms import MergedForm, rows_on_page_of

_Row = TypeVar("_Row", bound=Model)
_Owner = TypeVar("_Owner", bound=Model)

if TYPE_CHECKING:
    # Declares hooks that the type stubs of Django leave out.
    class _InlineFormSet(forms.BaseInlineFormSet[_Row, _Owner, forms.ModelForm[_Row]]):
        model: type[_Row]
        prefix: str

        def __init__(self, *args: object, **kwargs: object) -> None: ...
        def _should_delete_form(self, form: forms.ModelForm[_Row]) -> bool: ...
        def _construct_form(self, i: int, **kwargs: object) -> forms.ModelForm[_Row]: ...

    class _ModelFormSet(forms.BaseModelFormSet[_Row, forms.ModelForm[_Row]]):
        model: type[_Row]
        prefix: str

        def __init__(self, *args: object, **kwargs: object) -> None: ...
else:
    _InlineFormSet, _ModelFormSet = forms.BaseInlineFormSet, forms.BaseModelFormSet

# What is posted of one row: values by the name of the field.
Posted = dict[str, list[str]]


class _PostedRows(_ModelFormSet[_Row]):
    """What is posted, row by row, to be brought in line before forms are made of it."""

    def _data(self) -> "MultiValueDict[str, str]":
        """What was posted, which its forms may change, too."""
        self.data = data = writable(self.data)
        return data

    def _posted(self, number: int) -> Posted:
        prefix = f"{self.add_prefix(number)}-"
        return {
            name.removeprefix(prefix): values
            for name, values in self._data().lists()
            if name.startswith(prefix)
        }

    def _was_changed(self, posted: Posted) -> bool:
        """Whether this editor typed into a row that is no longer there, and does not delete it, too."""
        if "DELETE" in posted:
            return False
        display = self._shown(posted)
        fields = self.empty_form.fields
        data = writable({})
        for name, values in posted.items():
            data.setlist(name, values)
        owner = getattr(getattr(self, "fk", None), "name", "")
        texts = {
            name: typed_text(fields[name], data, name)
            for name in fields
            if name not in (AS_SHOWN, "DELETE", owner, self.model._meta.pk.name)
        }
        return not all(display.said(name, text) for name, text in texts.items())

    def _shown(self, posted: Posted) -> FormAsShown:
        key = raw_text(posted.get(self.model._meta.pk.name, []))
        row = self.model(pk=int(key) if key.isdecimal() else None)
        return read_as_shown(raw_text(posted.get(AS_SHOWN, [])), row)

    def _replace(self, rows: list[Posted], *, initial_count: int) -> None:
        number_and_name = re.compile(rf"{re.escape(self.prefix)}-[0-9]+-")
        data = self._data()
        for name in [name for name in data if number_and_name.match(name)]:
            del data[name]
        for number, posted in enumerate(rows):
            for name, values in posted.items():
                data.setlist(f"{self.add_prefix(number)}-{name}", values)
        data[f"{self.prefix}-INITIAL_FORMS"] = str(initial_count)
        data[f"{self.prefix}-TOTAL_FORMS"] = str(len(rows))
        # It has read the numbers of before.
        del self.management_form


class MergedFormSet(_PostedRows[_Row], _InlineFormSet[_Row, _Owner]):
    form: type[MergedForm[_Row]]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        # Rows that others deleted and this editor changed, by the place of their form; rows that
        # others added.
        self._deleted_by_others: dict[int, str] = {}
        self._added_by_others: list[_Row] = []
        self._any_deleted_by_others = False
        if self.instance.pk is None:
            return
        rows_on_page_of(self.instance)[self.fk.remote_field.get_accessor_name() or ""] = self
        if self.is_bound and self.form.may_change:
            if connection.in_atomic_block:
                lock(self.model._default_manager.filter(**{self.fk.name: self.instance}))
            self._bring_in_line()

    # In line with the rows that there are now

    def _bring_in_line(self) -> None:
        self._data()
        if not self.management_form.is_valid():
            return
        rows = {str(row.pk): row for row in self.get_queryset()}
        initial_count, name = self.initial_form_count(), self.model._meta.pk.name
        posted_rows = [self._posted(number) for number in range(self.total_form_count())]
        keys = [posted.get(name, [""])[-1] for posted in posted_rows[:initial_count]]
        self._added_by_others = [row for key, row in rows.items() if key not in keys]
        deleted = [number for number, key in enumerate(keys) if key not in rows]
        self._any_deleted_by_others = bool(deleted)
        if not deleted and not self._added_by_others:
            return
        present = [posted_rows[number] for number in range(initial_count) if number not in deleted]
        present += [self._as_posted(row) for row in self._added_by_others]
        changed = [posted_rows[number] for number in deleted if self._was_changed(posted_rows[number])]
        sentence = self._sentence_of_deleted(posted_rows, deleted)
        self._deleted_by_others = {len(present) + number: sentence for number in range(len(changed))}
        for posted in changed:
            posted.pop(name, None)
            posted.pop(AS_SHOWN, None)
        self._replace([*present, *changed, *posted_rows[initial_count:]], initial_count=len(present))

    def _as_posted(self, row: _Row) -> Posted:
        """What a browser would post of a row that the page did not show yet."""
        form = self.form(instance=row)
        posted = {
            name: as_posted(field, form.get_initial_for_field(field, name))
            for name, field in form.fields.items()
        }
        return {**posted, self.model._meta.pk.name: [str(row.pk)]}

    def _sentence_of_deleted(self, posted_rows: list[Posted], deleted: list[int]) -> str:
        moments = [self._shown(posted_rows[number]).shown_at for number in deleted]
        since = min((moment for moment in moments if moment), default=None)
        return conflicts.row_deleted(last_edit([self.instance], since=since))

    # Forms

    def _construct_form(self, i: int, **kwargs: object) -> forms.ModelForm[_Row]:
        form = super()._construct_form(i, **kwargs)
        if isinstance(form, MergedForm):
            form.owner = self.instance
            if sentence := self._deleted_by_others.get(i):
                form.notices.append(sentence)
            elif form.instance._state.adding and self.is_bound and self._is_added_by_others(form):
                form.notices.append(conflicts.added_twice())
        return form

    def _is_added_by_others(self, form: MergedForm[_Row]) -> bool:
        """Whether a new row says word for word what a row says that somebody added meanwhile."""
        if not self._added_by_others or not form.has_changed():
            return False
        typed = form.typed_texts()
        return any(self.form(instance=row).present_texts() == typed for row in self._added_by_others)

    @cached_property
    def was_edited(self) -> bool:
        """Whether this editor added, changed or deleted a row."""
        return any(form.has_changed() for form in self.forms)

    @cached_property
    def changed_meanwhile(self) -> bool:
        """Whether somebody else did."""
        if self._added_by_others or self._any_deleted_by_others:
            return True
        return any(form.merge.meanwhile for form in self._merged_forms())

    def _merged_forms(self) -> Iterator[MergedForm[_Row]]:
        return (form for form in self.initial_forms if isinstance(form, MergedForm))

    def clean(self) -> None:
        super().clean()
        sentences = [
            self._sentence_of_changed(form)
            for form in self._merged_forms()
            if form.merge.meanwhile and self.can_delete and self._should_delete_form(form)
        ]
        if sentences:
            raise ValidationError([ValidationError(sentence) for sentence in sentences])

    def _sentence_of_changed(self, form: MergedForm[_Row]) -> SafeString:
        return conflicts.changed_before_deletion(
            form.instance, form.edit_of(), form.values_now(form.merge.meanwhile)
        )


class MergedListFormSet(_PostedRows[_Row]):
    """The rows of a list whose columns can be typed into."""

    form: type[MergedForm[_Row]]

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self._deleted_by_others: list[SafeString] = []
        if self.is_bound:
            if connection.in_atomic_block:
                lock(self.get_queryset())
            self._leave_out_deleted()

    def _leave_out_deleted(self) -> None:
        self._data()
        if not self.management_form.is_valid():
            return
        rows = {str(row.pk) for row in self.get_queryset()}
        posted_rows = [self._posted(number) for number in range(self.total_form_count())]
        present = [
            posted for posted in posted_rows if raw_text(posted.get(self.model._meta.pk.name, [])) in rows
        ]
        if len(present) == len(posted_rows):
            return
        for posted in posted_rows:
            if posted not in present and self._was_changed(posted):
                names = [name for name in self.empty_form.fields if name in posted and name != AS_SHOWN]
                typed = [raw_text(posted[name]) for name in names if name != self.model._meta.pk.name]
                self._deleted_by_others.append(conflicts.deleted_from_list("\n".join(typed)))
        self._replace(present, initial_count=len(present))

    def add_fields(self, form: forms.ModelForm[_Row], index: int | None) -> None:
        """A list has the key of a row in a hidden field, and room for no other: the digests go with it."""
        super().add_fields(form, index)
        form.fields[self.model._meta.pk.name].widget = _WithDigests(form)

    def clean(self) -> None:
        super().clean()
        if self._deleted_by_others:
            raise ValidationError([ValidationError(sentence) for sentence in self._deleted_by_others])


class _WithDigests(forms.HiddenInput):
    def __init__(self, form: forms.ModelForm[_Row]) -> None:
        super().__init__()
        self._form = form

    def render(
        self,
        name: str,
        value: object,
        attrs: dict[str, object] | None = None,
        renderer: BaseRenderer | None = None,
    ) -> SafeString:
        return format_html("{}{}", super().render(name, value, attrs, renderer), self._form[AS_SHOWN])
