"""Logging of errors without any values.

PostgreSQL's messages contain the whole row that it refused, with private names.
"""

import logging
import traceback
from types import TracebackType
from typing import TypeAlias

from ..i18n.texts import presentable

_Raised: TypeAlias = tuple[type[BaseException], BaseException, TracebackType | None]
_Nothing: TypeAlias = tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Logs exceptions by type and traceback, without their messages."""

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802
        """On one line, so that an address cannot forge a line of the log."""
        return " ".join(presentable(super().formatMessage(record)).splitlines())

    def formatException(self, ei: _Raised | _Nothing) -> str:  # noqa: N802  # the name is logging's
        kind, error, trace = ei
        if kind is None or error is None:
            return ""
        lines = [*self._places(trace), f"{kind.__qualname__} (message withheld)"]
        cause = error.__cause__ or error.__context__
        while cause is not None:
            lines.append(f"after {type(cause).__qualname__} (message withheld)")
            cause = cause.__cause__ or cause.__context__
        return "\n".join(lines)

    def _places(self, trace: TracebackType | None) -> list[str]:
        return [f"  {frame.filename}:{frame.lineno} in {frame.name}" for frame in traceback.extract_tb(trace)]
