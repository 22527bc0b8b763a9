"""Which fields of the evidence have an English, a Russian and a Kazakh version."""

from modeltranslation.translator import TranslationOptions, translator

from .models import (
    Body,
    Case,
    CaseEvent,
    Event,
    Evidence,
    Figure,
    Law,
    LawChange,
    Provision,
    queues,
)


class BodyOptions(TranslationOptions):
    fields = ("name",)


class CaseOptions(TranslationOptions):
    fields = ("public_name", "summary", "passage")


class CaseEventOptions(TranslationOptions):
    fields = ("summary", "charge", "penalty", "place", "passage")


class LawOptions(TranslationOptions):
    fields = ("title", "summary", "passage")


class ProvisionOptions(TranslationOptions):
    fields = ("title",)


class LawChangeOptions(TranslationOptions):
    fields = ("summary", "passage")


class EventOptions(TranslationOptions):
    # A quotation stays in the language of its source; beside it stands what we make of it.
    fields = ("title", "summary", "place", "quotation_translation", "passage")


class FigureOptions(TranslationOptions):
    fields = ("title", "wording", "unit", "passage")


class EvidenceOptions(TranslationOptions):
    fields = ("reason",)


translator.register(Body, BodyOptions)
translator.register(Case, CaseOptions)
translator.register(CaseEvent, CaseEventOptions)
translator.register(Law, LawOptions)
translator.register(Provision, ProvisionOptions)
translator.register(LawChange, LawChangeOptions)
translator.register(Event, EventOptions)
translator.register(Figure, FigureOptions)
translator.register(Evidence, EvidenceOptions)

# A work queue has the translated fields of its records.
for queue in (
    queues.CaseTiedToNothing,
    queues.EventTiedToNothing,
    queues.FigureTiedToNothing,
    queues.LawTiedToNothing,
    queues.NewRecommendationFollowingNothing,
    queues.RecommendationWithoutEvidence,
):
    translator.register(queue, TranslationOptions)
