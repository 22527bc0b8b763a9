"""The entry point of the web server."""

import logging
import os
import threading

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

application = get_wsgi_application()

# Imports of the project need the settings, so they come after.
from foundation.index.live import registered_indexes  # noqa: E402
from upr_tracker.checks import refuse_to_start_unsafe  # noqa: E402

refuse_to_start_unsafe()


def warm() -> None:
    """Build all indexes before the first request. If it fails, the first request builds them.

    The server must start even if the database is not migrated or not reachable yet.
    """
    try:
        for index in registered_indexes():
            index.snapshot()
    except Exception:  # The server starts in any case.
        logging.getLogger(__name__).warning("The index was not built at the start.", exc_info=True)
    finally:
        connection.close()


# In a thread, because at 120,000 recommendations it takes 12 seconds, in which health checks would
# fail; pages without a list need no index. Requests for a list wait for this build. A daemon thread
# does not delay the shutdown of the server.
warming = threading.Thread(target=warm, name="warming", daemon=True)
warming.start()
