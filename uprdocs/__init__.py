"""Reports of the Working Group on the Universal Periodic Review and their addenda, as data.

What is named here is imported when it is asked for: a process that reads one sheet needs no patterns of
reports, and compiling them takes longer than reading (`isolated_child`).
"""

import importlib
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from uprdocs.documents import read_addendum, read_document, read_report
    from uprdocs.exports.formats import read_export
    from uprdocs.exports.rows import ReadExport
    from uprdocs.messages import Code, Doubt, Message, NotAnExport, NotAReport, Unreadable
    from uprdocs.model import ReadRecommendation, Report
    from uprdocs.reports.addendum import Addendum

__all__ = [
    "Addendum",
    "Code",
    "Doubt",
    "Message",
    "NotAReport",
    "NotAnExport",
    "ReadExport",
    "ReadRecommendation",
    "Report",
    "Unreadable",
    "read_addendum",
    "read_document",
    "read_export",
    "read_report",
]

_MODULES = {
    "documents": ("read_addendum", "read_document", "read_report"),
    "exports.formats": ("read_export",),
    "exports.rows": ("ReadExport",),
    "messages": ("Code", "Doubt", "Message", "NotAReport", "NotAnExport", "Unreadable"),
    "model": ("ReadRecommendation", "Report"),
    "reports.addendum": ("Addendum",),
}
_MODULE_OF = {name: f"{__name__}.{module}" for module, names in _MODULES.items() for name in names}

# Not for mypy, which would take any name for one of these.
if not TYPE_CHECKING:

    def __getattr__(name: str) -> object:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        return getattr(importlib.import_module(_MODULE_OF[name]), name)
