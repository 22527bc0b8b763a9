"""Bringing UN documents and other people's exports into the tracker, and taking them out again.

bytes → `reading` (into the shapes of `incoming`) → `reviews`, `rows` (the `plan` of changes) →
`tally`, `display` (the preview) → `writing`, `batch`, `history` (one transaction) → `publishing`,
`undoing`.
"""

from .incoming import IncomingFile, Refused, Remark
from .labels import came_with, map_label
from .messages import Sentence
from .public_records import changed_by
from .publishing import publish_drafts
from .reading import read_file
from .reviews import plan
from .tally import Preview, preview
from .undoing import Undone, undo
from .writing import PreviewOutdated, carry_out, record_upload

__all__ = [
    "IncomingFile",
    "Preview",
    "PreviewOutdated",
    "Refused",
    "Remark",
    "Sentence",
    "Undone",
    "came_with",
    "carry_out",
    "changed_by",
    "map_label",
    "plan",
    "preview",
    "publish_drafts",
    "read_file",
    "record_upload",
    "undo",
]
