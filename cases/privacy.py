"""Which fields of the evidence may ever be public.

Every field is in one of the two lists, or a test fails: see `recommendations.privacy`.
"""

from foundation.publishing.rights import ITSELF, PublicWith
from recommendations import privacy as of_the_review

_DATED = {"first_day", "last_day", "precision", "order"}
_READ = {"sources", "passage"}
_SOURCED = {*_READ, "asserted_by", "assertion"}

PUBLIC = {
    "Body": {"id", "slug", "name", "kind"},
    "Case": {
        "id", "slug", "kind", "public_name", "role", "affected_groups", "themes", "summary",
        "published_at", *_READ,
    },
    "OtherSpelling": {"id", "case", "spelling"},
    "CaseRelation": {"id", "from_case", "kind", "to_case"},
    "CaseEvent": {
        "id", "case", "kind", "summary", "provision", "charge", "penalty", "place", "body",
        *_DATED, *_SOURCED,
    },
    "Law": {"id", "slug", "title", "kind", "themes", "summary", "published_at", *_READ},
    "Provision": {"id", "law", "number", "title"},
    "FormerNumber": {"id", "provision", "number", "law_title", "until"},
    "LawChange": {"id", "law", "provision", "kind", "summary", *_DATED, *_SOURCED},
    "Event": {
        "id", "slug", "title", "kind", "summary", "place", "body", "quotation", "quotation_translation",
        "quoted_person",        "themes", "published_at", *_DATED, *_SOURCED,
    },
    "Figure": {
        "id", "slug", "title", "low", "high", "wording", "unit", "calculation", "counted_by", "part_of",
        "themes", "published_at", *_DATED, *_SOURCED,
    },
    "Evidence": {
        "id", "recommendation", "case", "law", "law_change", "event", "figure", "direction",
        "reason",
    },
    "Mention": {"id", "new_recommendation", "case", "law", "provision"},
}  # fmt: skip

PRIVATE = {
    "Case": {
        "publication_state", "key", "existence_acknowledged", "name_display", "basis",
        "basis_source", "basis_note", "private_name", "protection_note",
        "protection_review_due_on",
    },
    "Law": {"publication_state", "key"},
    "Event": {"publication_state", "key"},
    "Figure": {"publication_state", "key"},
}  # fmt: skip

PUBLIC_WITH: PublicWith = {
    "Case": (ITSELF,),
    "OtherSpelling": ("case",),
    "CaseRelation": ("from_case", "to_case"),
    "CaseEvent": ("case",),
    "Law": (ITSELF,),
    "Provision": ("law",),
    "FormerNumber": ("provision__law",),
    "LawChange": ("law",),
    "Event": (ITSELF,),
    "Figure": (ITSELF,),
    # Evidence is public only if its recommendation is, too.
    "Evidence": ("recommendation", ("case", "law", "law_change__law", "event", "figure")),
    "Mention": ("new_recommendation__section__submission", ("case", "law", "provision__law")),
}
REFERENCE = {"Body"}
ALWAYS_PUBLIC: set[str] = set()
REFERENCE_RIGHT = of_the_review.REFERENCE_RIGHT
