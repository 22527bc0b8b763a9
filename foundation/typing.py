"""Types that several rooms speak of."""

from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise as _StrPromise

# A sentence, translated now or when it is shown.
StrOrPromise: TypeAlias = "str | _StrPromise"
