"""The description of the data for dataset search engines: schema.org/Dataset as JSON-LD."""

import json
from collections.abc import Iterable

from django.conf import settings
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from foundation.typing import StrOrPromise
from recommendations.models import Organisation

from .period_report import whole_time

# Escaped, because a text could end the script element.
_ESCAPES = {ord(sign): f"\\u{ord(sign):04X}" for sign in "<>&"}


def json_ld(site: str, files: Iterable[tuple[StrOrPromise, str, object]]) -> SafeString:
    """The description as the content of a script element.

    Without licence and version, which are not decided yet.

    `site`: scheme and host without a slash at the end. `files`: title and name of the address.
    """
    time = whole_time()
    description = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "name": gettext("UPR Tracker: what became of recommendations of the UPR"),
        "description": gettext(
            "Recommendations of the UN’s Universal Periodic Review, what the State under review "
            "says about each and what human-rights organisations find, with cases and laws."
        ),
        "url": site + reverse("data"),
        "inLanguage": get_language(),
        "availableLanguage": [code for code, _name in settings.LANGUAGES],
        "isAccessibleForFree": True,
        "creator": [
            {"@type": "Organization", "name": str(organisation.name)}
            for organisation in Organisation.objects.published().order_by("slug")
        ],
        "temporalCoverage": f"{time[0]}/{time[1]}" if time else "",
        "distribution": [
            {
                "@type": "DataDownload",
                "name": str(title),
                "encodingFormat": "text/csv",
                "contentUrl": site + reverse(address),
            }
            for title, address, _columns in files
        ],
    }
    filled_in = {name: value for name, value in description.items() if value}
    text = json.dumps(filled_in, ensure_ascii=False, indent=1).translate(_ESCAPES)
    return mark_safe(text)  # noqa: S308  # what could end the element is escaped above
