"""What an editor is told where somebody else changed the same meanwhile: sentences, and values in words."""

from collections.abc import Iterable

from django import forms
from django.utils.choices import flatten_choices, normalize_choices
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ..typing import StrOrPromise
from .last_edits import LastEdit

NOT_SAVED_YET = gettext_lazy(
    "Nothing was saved yet: what you changed was changed by somebody else, too. Both stand beside each "
    "other below. Settle what is to stand, and save again."
)
NOT_KNOWN_WHAT_WAS_SHOWN = gettext_lazy(
    "Nothing was saved yet: this page does not say what it showed when it was made, so your changes cannot "
    "be told from old values. Beside each field that differs stands what the record says now. Save again to "
    "replace it."
)


def in_words(field: forms.Field, value: object) -> str:
    """What a field says, in the words of its choices."""
    if isinstance(field, forms.ModelChoiceField):
        rows = value if isinstance(value, list | tuple) else [value]
        keys = [field.prepare_value(row) for row in rows if row not in (None, "")]
        chosen = field.queryset.filter(pk__in=keys) if field.queryset is not None and keys else ()
        return "; ".join(field.label_from_instance(row) for row in chosen)
    if isinstance(field, forms.BooleanField):
        return _("yes") if value else _("no")
    if isinstance(field, forms.ChoiceField):
        choices: Iterable[tuple[object, object]] = flatten_choices(normalize_choices(field.choices))
        labels = {str(choice): str(label) for choice, label in choices}
        return labels.get(str(value), "" if value is None else str(value))
    text = field.widget.format_value(field.prepare_value(value))
    return "" if text is None else str(text)


def set_apart(text: str) -> SafeString:
    """A value with its lines, set apart from the sentence before it."""
    return format_html('<span class="stands-now">{}</span>', text or _("(nothing)"))


def _in_one_line(*parts: object) -> SafeString:
    """Sentences and quoted values, those left out that there are not."""
    return format_html_join(" ", "{}", ((part,) for part in parts if part))


def both_changed(edit: LastEdit | None, stands_now: str) -> SafeString:
    """Beside a field that somebody else changed, too."""
    return _in_one_line(_("This was changed while you were typing."), edit, differs(stands_now))


def differs(stands_now: str) -> SafeString:
    """Beside a field of which nobody knows what the page showed."""
    replaces = _("Your text is still in the field; saving again puts it in place of that.")
    return _in_one_line(_("It says now:"), set_apart(stands_now), replaces)


def changed_by_other(edit: LastEdit | None, *, labels: str) -> SafeString:
    """Beside a field that only somebody else changed, which goes together with others."""
    changed = _("This was changed while you were typing, and stands here as it is now.")
    return _in_one_line(changed, edit, goes_together(labels))


def goes_together(labels: str) -> str:
    return _("It goes together with “%(fields)s”. Check that they still fit each other, then save again.") % {
        "fields": labels
    }


def cannot_be_changed_any_more(label: StrOrPromise, text: str) -> SafeString:
    """Above a form: a field that could be typed into when the page was made."""
    sentence = _("“%(field)s” cannot be changed here any more. Nothing was saved; you typed:") % {
        "field": label
    }
    return _in_one_line(sentence, set_apart(text))


def row_deleted(edit: LastEdit | None) -> SafeString:
    sentence = _(
        "This row was deleted while you were typing. Your text is still here: saving again adds it as a "
        "new row."
    )
    return _in_one_line(sentence, edit)


def deleted_from_list(typed: str) -> SafeString:
    """Above a list: of a row that is no longer there."""
    return _in_one_line(
        _("Nothing was saved yet: a row was deleted while you were typing. You typed:"), set_apart(typed)
    )


def changed_before_deletion(row: object, edit: LastEdit | None, values: dict[str, str]) -> SafeString:
    """Above the rows: one that this editor deletes. `values`: what changed, by label, as it is now."""
    sentence = _("You delete “%(row)s”, but it was changed while you were typing.") % {"row": row}
    now = "\n".join(f"{label}: {text or _('(nothing)')}" for label, text in values.items())
    again = _("Nothing was saved yet; saving again deletes it.")
    return _in_one_line(sentence, edit, _("It says now:"), set_apart(now), again)


def added_twice() -> str:
    return _(
        "Somebody else added the same row while you were typing: it stands above. Delete one of the two; "
        "saving again keeps both."
    )
