"""What the public may ever see of each table, field by field.

A test fails for a field that stands in neither list, so that whoever adds one decides. “Public”
means: of a published row. A translated field is named once, without its language.

Who may change what is public follows from here too: see `foundation.publishing.rights`.
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
        # Shown nowhere: who is named may have nothing public. But it decides which finding leads.
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
        "id", "recommendation", "position", "state_claim", "words", "document", "paragraph",
        "stated_on",
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
    "Citation": {"id", "section", "recommendation", "certainty", "words"},
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
    # Who brought what in is for editors, as all history is (the tables `historical…`).
    "Import": {
        "id", "file_name", "file_hash", "kind", "state", "uploaded_at", "carried_out_at",
        "undone_at", "uploaded_by", "carried_out_by", "undone_by", "content", "previewed",
        "counts", "doubts",
    },
    "ImportChange": {"id", "made_in", "model", "row", "field", "before", "after"},
    "UnknownLabel": {"id", "scheme", "label", "recommendations"},
}  # fmt: skip

# The roots that a row is public with, the one that is asked for its right first.
PUBLIC_WITH: PublicWith = {
    "Recommendation": (ITSELF,),
    "RecommendingState": ("recommendation",),
    "PositionStatement": ("recommendation",),
    "Assessment": (ITSELF, "recommendation"),
    "Submission": (ITSELF,),
    "Section": ("submission",),
    "Citation": ("section__submission", "recommendation"),
    "NewRecommendation": ("section__submission",),
    # No page shows these two yet. Until then they count as public with what they belong to.
    "Target": ("goal",),
    "SchemeLabel": (("theme", "affected_group"),),
}
# Public where a public row names them.
REFERENCE = {
    "Cycle", "WorkingGroupSession", "Theme", "AffectedGroup", "Goal", "Organisation", "Source",
    "Review",
}  # fmt: skip
# Public also beside a public row with the same value there: a review tells of the others of its State.
PUBLIC_BESIDE = {"Review": "state_under_review"}
# All of them are known, and stand on `/states/`.
ALWAYS_PUBLIC = {"State"}
REFERENCE_RIGHT = "recommendations.publish_reference"
