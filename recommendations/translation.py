"""Which fields have an English, a Russian and a Kazakh version (`title_en`, `title_ru`, …).

The bare name (`title`) reads the active language and falls back to English. Code that writes
(constraints, fixtures, imports) uses the name with its language.
"""

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
    Review,
    Section,
    Source,
    SourceWithoutLink,
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
    # The title of a source stays in its own language; the publisher has a name in each.
    fields = ("publisher",)


translator.register([AffectedGroup, Organisation, State, Theme], NameOptions)
translator.register([Goal, Recommendation, Target], TitleOptions)
translator.register([Assessment, Review], SummaryOptions)
translator.register(Source, PublisherOptions)
# A work queue has the translated fields of its records.
translator.register(SourceWithoutLink, TranslationOptions)
translator.register(Submission, SubmissionOptions)
translator.register(Section, SectionOptions)
translator.register(NewRecommendation, TextOptions)
for quoting in (Citation, PositionStatement):
    translator.register(quoting, TranslationOfWordsOptions)
