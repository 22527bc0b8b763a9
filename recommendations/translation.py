"""Which fields have an English, a Russian and a Kazakh version (`title_en`, `title_ru`, …).

The bare name (`title`) reads the active language and falls back to English. Whatever writes
(constraints, fixtures, imports) names the language.
"""

from modeltranslation.translator import TranslationOptions, translator

from .models import (
    AffectedGroup,
    Assessment,
    Goal,
    NewRecommendation,
    Organisation,
    Recommendation,
    Review,
    Section,
    State,
    Submission,
    Target,
    Theme,
)


class NameOptions(TranslationOptions):
    fields = ("name",)


class TitleOptions(TranslationOptions):
    fields = ("title",)


class SummaryOptions(TranslationOptions):
    fields = ("summary",)


class SubmissionOptions(TranslationOptions):
    fields = ("title", "summary")


class SectionOptions(TranslationOptions):
    fields = ("heading", "prose")


class TextOptions(TranslationOptions):
    fields = ("text",)


for named in (AffectedGroup, Organisation, State, Theme):
    translator.register(named, NameOptions)
for titled in (Goal, Recommendation, Target):
    translator.register(titled, TitleOptions)
for summarised in (Assessment, Review):
    translator.register(summarised, SummaryOptions)
translator.register(Submission, SubmissionOptions)
translator.register(Section, SectionOptions)
translator.register(NewRecommendation, TextOptions)
