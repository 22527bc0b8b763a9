"""Admin of the reference tables."""

from django import forms
from django.contrib import admin, messages
from django.http import HttpRequest
from django.utils.translation import ngettext
from modeltranslation.admin import TranslationAdmin, TranslationTabularInline

from foundation.i18n.languages import versions
from foundation.publishing.guarded_admin import GuardedAdmin, GuardedInline
from foundation.publishing.guarded_forms import GuardedForm
from foundation.publishing.rights import signed_in

from ..imports import map_label
from ..models import (
    AffectedGroup,
    Cycle,
    Goal,
    SchemeLabel,
    State,
    Target,
    Theme,
    WorkingGroupSession,
)


@admin.register(State)
class StateAdmin(GuardedAdmin[State], TranslationAdmin[State]):
    list_display = ("iso3", "name", "regional_group", "un_status")
    list_filter = ("regional_group", "un_status")
    search_fields = ("iso3", *versions("name"))


@admin.register(Cycle)
class CycleAdmin(GuardedAdmin[Cycle]):
    list_display = ("number", "first_year", "last_year")
    search_fields = ("number",)


@admin.register(WorkingGroupSession)
class WorkingGroupSessionAdmin(GuardedAdmin[WorkingGroupSession]):
    list_display = ("number", "cycle", "when")
    list_filter = ("cycle",)
    search_fields = ("number",)
    fields = ("number", "cycle", "precision", "first_day", "last_day")


def apply_labels(request: HttpRequest, labels: list[SchemeLabel]) -> None:
    """Give the labels’ themes and groups to the recommendations that were imported with them."""
    user = signed_in(request)
    recommendation_count = sum(map_label(label, by=user) for label in labels)
    if recommendation_count:
        sentence = ngettext(
            "%(n)s recommendation that came with this label has it now.",
            "%(n)s recommendations that came with this label have it now.",
            recommendation_count,
        )
        messages.success(request, sentence % {"n": recommendation_count})


class SchemeLabelInline(GuardedInline[SchemeLabel, Theme], admin.TabularInline[SchemeLabel, Theme]):
    model = SchemeLabel
    extra = 0
    autocomplete_fields = ("affected_group",)


@admin.register(Theme)
class ThemeAdmin(GuardedAdmin[Theme], TranslationAdmin[Theme]):
    list_display = ("name", "parent", "slug", "order")
    list_filter = (("parent", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("slug", *versions("name"), "schemelabel__label")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (SchemeLabelInline,)

    def save_formset(
        self,
        request: HttpRequest,
        form: forms.ModelForm[Theme],
        formset: forms.BaseInlineFormSet[SchemeLabel, Theme, GuardedForm[SchemeLabel]],
        change: bool,
    ) -> None:
        super().save_formset(request, form, formset, change)
        labels = [
            label_form.instance
            for label_form in formset.forms
            if label_form.has_changed() and label_form.instance.pk
        ]
        apply_labels(request, labels)


@admin.register(SchemeLabel)
class SchemeLabelAdmin(GuardedAdmin[SchemeLabel]):
    list_display = ("label", "scheme", "theme", "affected_group")
    list_filter = ("scheme",)
    list_select_related = ("theme", "affected_group")
    search_fields = ("label",)
    autocomplete_fields = ("theme", "affected_group")

    def save_model(
        self, request: HttpRequest, obj: SchemeLabel, form: forms.ModelForm[SchemeLabel], change: bool
    ) -> None:
        super().save_model(request, obj, form, change)
        if form.has_changed():
            apply_labels(request, [obj])


@admin.register(AffectedGroup)
class AffectedGroupAdmin(GuardedAdmin[AffectedGroup], TranslationAdmin[AffectedGroup]):
    list_display = ("name", "slug", "order")
    search_fields = ("slug", *versions("name"))
    prepopulated_fields = {"slug": ("name_en",)}


class TargetInline(GuardedInline[Target, Goal], TranslationTabularInline[Target, Goal]):
    model = Target
    extra = 0


@admin.register(Goal)
class GoalAdmin(GuardedAdmin[Goal], TranslationAdmin[Goal]):
    list_display = ("number", "title")
    search_fields = ("number", *versions("title"))
    inlines = (TargetInline,)


@admin.register(Target)
class TargetAdmin(GuardedAdmin[Target], TranslationAdmin[Target]):
    list_display = ("code", "title", "goal")
    list_filter = ("goal",)
    list_select_related = ("goal",)
    search_fields = ("code", *versions("title"))
