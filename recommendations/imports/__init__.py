"""Bringing UN documents and other people's exports into the tracker, and taking them out again.

bytes → `incoming` (what the file says) → `reviews`, `rows` (the plan: what would change) →
`tally` (what an editor sees first) → `writing`, `batch`, `history` (one transaction) → `undoing`.
"""

from .incoming import IncomingFile, Refused, Remark, read_file
from .labels import map_label
from .publishing import publish_drafts
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
    "Undone",
    "carry_out",
    "map_label",
    "plan",
    "preview",
    "publish_drafts",
    "read_file",
    "record_upload",
    "undo",
]
