"""Admin of what every review speaks of."""

from typing import Any

from django.contrib import admin
from modeltranslation.admin import TranslationAdmin, TranslationTabularInline

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
class StateAdmin(TranslationAdmin[State]):
    list_display = ("iso3", "name", "regional_group", "un_status")
    list_filter = ("regional_group", "un_status")
    search_fields = ("iso3", "name_en", "name_ru", "name_kk")


@admin.register(Cycle)
class CycleAdmin(admin.ModelAdmin[Cycle]):
    list_display = ("number", "first_year", "last_year")
    search_fields = ("number",)


@admin.register(WorkingGroupSession)
class WorkingGroupSessionAdmin(admin.ModelAdmin[WorkingGroupSession]):
    list_display = ("number", "cycle", "when")
    list_filter = ("cycle",)
    search_fields = ("number",)
    fields = ("number", "cycle", "precision", "first_day", "last_day")


class SchemeLabelInline(admin.TabularInline[SchemeLabel, Theme]):
    model = SchemeLabel
    extra = 0
    autocomplete_fields = ("affected_group",)


@admin.register(Theme)
class ThemeAdmin(TranslationAdmin[Theme]):
    list_display = ("name", "parent", "slug", "order")
    list_filter = (("parent", admin.RelatedOnlyFieldListFilter),)
    list_select_related = ("parent",)
    search_fields = ("slug", "name_en", "name_ru", "name_kk", "schemelabel__label")
    autocomplete_fields = ("parent",)
    prepopulated_fields = {"slug": ("name_en",)}
    inlines = (SchemeLabelInline,)


@admin.register(SchemeLabel)
class SchemeLabelAdmin(admin.ModelAdmin[SchemeLabel]):
    list_display = ("label", "scheme", "theme", "affected_group")
    list_filter = ("scheme",)
    list_select_related = ("theme", "affected_group")
    search_fields = ("label",)
    autocomplete_fields = ("theme", "affected_group")


@admin.register(AffectedGroup)
class AffectedGroupAdmin(TranslationAdmin[AffectedGroup]):
    list_display = ("name", "slug", "order")
    search_fields = ("slug", "name_en", "name_ru", "name_kk")
    prepopulated_fields = {"slug": ("name_en",)}


class TargetInline(TranslationTabularInline[Any, Any]):
    model = Target
    extra = 0


@admin.register(Goal)
class GoalAdmin(TranslationAdmin[Goal]):
    list_display = ("number", "title")
    search_fields = ("number", "title_en", "title_ru", "title_kk")
    inlines = (TargetInline,)


@admin.register(Target)
class TargetAdmin(TranslationAdmin[Target]):
    list_display = ("code", "title", "goal")
    list_filter = ("goal",)
    list_select_related = ("goal",)
    search_fields = ("code", "title_en", "title_ru", "title_kk")
