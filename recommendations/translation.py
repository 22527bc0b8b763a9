"""Which fields have an English, a Russian and a Kazakh version (`title_en`, `title_ru`, …).

The bare name (`title`) reads the active language and falls back to English. Whatever writes
(constraints, fixtures, imports) names the language.
"""

import simple_history
from modeltranslation.translator import TranslationOptions, translator

from .models import (
    AffectedGroup,
    Assessment,
    Citation,
    Goal,
    NewRecommendation,
    Organisation,
    PositionStatement,
    Recommendation,
    RecommendingState,
    Review,
    Section,
    Source,
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


class TranslationOfWordsOptions(TranslationOptions):
    # Words that are quoted stay in the language of their document; this is what we make of them.
    fields = ("words_translation",)


class TextOptions(TranslationOptions):
    fields = ("text",)


class PublisherOptions(TranslationOptions):
    # A title stays in the language of its document; who published it has a name in each.
    fields = ("publisher",)


for named in (AffectedGroup, Organisation, State, Theme):
    translator.register(named, NameOptions)
for titled in (Goal, Recommendation, Target):
    translator.register(titled, TitleOptions)
for summarised in (Assessment, Review):
    translator.register(summarised, SummaryOptions)
translator.register(Source, PublisherOptions)
translator.register(Submission, SubmissionOptions)
translator.register(Section, SectionOptions)
translator.register(NewRecommendation, TextOptions)
for quoting in (Citation, PositionStatement):
    translator.register(quoting, TranslationOfWordsOptions)

# Who changed which recommendation, when, and what it said before. Here and not in the models: the
# history must know the columns that the translator adds.
for recorded, configuration in (
    (
        Recommendation,
        {
            "m2m_fields": ("themes", "affected_groups", "goals"),
            # Follow from other fields.
            "excluded_fields": (
                "number_order",
                "text_fingerprint",
                "former_address",
                "imported_in",
            ),
        },
    ),
    (RecommendingState, {}),
    (PositionStatement, {}),
):
    simple_history.register(recorded, app="recommendations", **configuration)
