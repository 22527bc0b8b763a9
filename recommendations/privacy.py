"""Which fields of each table are public.

A test fails for a field in neither list, so that whoever adds one decides. “Public” means: of a
published row. A translated field is listed once, without its language.

Who may change public records is derived from these lists: see `foundation.publishing.rights`.
"""

from foundation.publishing.rights import ITSELF, PublicWith

PUBLIC = {
    "State": {"id", "iso3", "name", "regional_group", "un_status"},
    "Cycle": {"id", "number", "first_year", "last_year"},
    "WorkingGroupSession": {
        "id", "number", "cycle", "first_day", "last_day", "precision", "order",
    },
    "Theme": {"id", "slug", "name", "parent", "order"},
    "AffectedGroup": {"id", "slug", "name", "order"},
    "SchemeLabel": {"id", "scheme", "label", "theme", "affected_group"},
    "Goal": {"id", "number", "title"},
    "Target": {"id", "code", "goal", "title"},
    "Organisation": {"id", "slug", "name", "website"},
    "Source": {
        "id", "slug", "kind", "symbol", "paragraph", "title", "publisher", "url", "archived_url",
        "published_on", "accessed_on", "language", "seen_by_us", "cited_in",
    },
    "Review": {
        "id", "slug", "state_under_review", "cycle", "session", "reviewed_on", "adopted_on",
        "submission_due_on", "report", "summary",
        # Never shown, as it may have published nothing; but it decides the headline finding.
        "headline_organisation",
    },
    "Recommendation": {
        "id", "review", "number", "number_order", "title", "text", "text_is_excerpt",
        "text_language", "text_source", "text_fingerprint", "former_address",
        "recommending_states", "themes", "affected_groups", "goals", "action_category",
        "precursors", "published_at",
    },
    "RecommendingState": {"id", "recommendation", "state", "order"},
    "PositionStatement": {
        "id", "recommendation", "position", "state_claim", "words", "words_translation",
        "document", "paragraph", "stated_on",
    },
    "Assessment": {
        "id", "recommendation", "organisation", "status", "method", "coding_rule", "summary",
        "evidence_up_to", "evidence_up_to_precision", "assessed_on", "sources", "corrects",
        "published_at",
    },
    "Submission": {
        "id", "slug", "title", "organisations", "review", "word_limit", "sent_on", "source",
        "summary", "published_at",
    },
    "Section": {"id", "submission", "order", "heading", "prose"},
    "Citation": {"id", "section", "recommendation", "certainty", "words", "words_translation"},
    "NewRecommendation": {
        "id", "section", "order", "text", "themes", "follows_up", "taken_up_in",
    },
    "Import": set(),
    "ImportChange": set(),
    "UnknownLabel": set(),
}  # fmt: skip

PRIVATE = {
    "Recommendation": {"publication_state", "imported_in"},
    "Assessment": {"publication_state", "recorded_by"},
    "Submission": {"publication_state", "key"},
    # For editors only, as is all history.
    "Import": {
        "id", "file_name", "file_hash", "kind", "state", "uploaded_at", "carried_out_at",
        "undone_at", "uploaded_by", "carried_out_by", "undone_by", "act", "content", "previewed",
        "counts", "doubts", "left_in_place",
    },
    "ImportChange": {"id", "made_in", "model", "row", "field", "before", "after"},
    "UnknownLabel": {"id", "scheme", "label", "recommendations"},
}  # fmt: skip

# The rows that make a row public; the right of the first is checked first.
PUBLIC_WITH: PublicWith = {
    "Recommendation": (ITSELF,),
    "RecommendingState": ("recommendation",),
    "PositionStatement": ("recommendation",),
    "Assessment": (ITSELF, "recommendation"),
    "Submission": (ITSELF,),
    "Section": ("submission",),
    "Citation": ("section__submission", "recommendation"),
    "NewRecommendation": ("section__submission",),
    # No page shows these two yet; they count as public with their owners.
    "Target": ("goal",),
    "SchemeLabel": (("theme", "affected_group"),),
}
# Public if a public row links to them.
REFERENCE = {
    "Cycle", "WorkingGroupSession", "Theme", "AffectedGroup", "Goal", "Organisation", "Source",
    "Review",
}  # fmt: skip
# Public also beside a public row with the same value there: a review tells of the others of its State.
PUBLIC_BESIDE = {"Review": "state_under_review"}
# All of them are known, and stand on `/states/`.
ALWAYS_PUBLIC = {"State"}
REFERENCE_RIGHT = "recommendations.publish_reference"
