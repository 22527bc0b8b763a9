"""The entry point of the web server."""

import logging
import os
import threading

from django.core.wsgi import get_wsgi_application
from django.db import connection

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "upr_tracker.settings")

application = get_wsgi_application()

# What the project imports reads its settings, which are there from here on.
from foundation.index.live import registered_indexes  # noqa: E402


def warm() -> None:
    """Build the index of every list before somebody asks for it; what fails, the first reader does.

    A database that is empty, not migrated or not there yet stops no server from starting.
    """
    try:
        for index in registered_indexes():
            index.snapshot()
    except Exception:  # Whatever it is: the server starts.
        logging.getLogger(__name__).warning("The index was not built at the start.", exc_info=True)
    finally:
        connection.close()


# Beside serving, not before it: at 120,000 recommendations it takes 12 seconds, in which the server
# would look dead to whoever watches it, and pages without a list need no index. Whoever asks for a
# list meanwhile waits for this same build. A server that ends does not wait for it: a daemon.
warming = threading.Thread(target=warm, name="warming", daemon=True)
warming.start()
