"""The log says where, never whom."""

import logging

import pytest
from django.conf import settings
from django.db import IntegrityError, transaction

from foundation.web.logs import DiscreetFormatter
from tests.support import factories

SECRET = "Xanadu"


@pytest.mark.django_db
def test_refused_row_does_not_reach_the_log_with_its_values() -> None:
    case = factories.case(private_name=SECRET)
    try:
        with transaction.atomic():
            type(case).objects.filter(pk=case.pk).update(kind=SECRET)
    except IntegrityError as error:
        caught = (type(error), error, error.__traceback__)
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "Failed", (), caught)
    written = DiscreetFormatter().format(record)
    assert SECRET not in written
    assert "IntegrityError (message withheld)" in written
    assert "test_logs.py" in written


def test_line_of_the_log_stays_one_whatever_an_address_holds() -> None:
    field = "x\nERROR forged\x1b[2J\u2028\u202e"
    record = logging.LogRecord("django", logging.ERROR, "", 1, "The field %s", (field,), None)
    assert DiscreetFormatter().format(record) == "The field x ERROR forged[2J "


def test_every_handler_of_the_log_is_discreet() -> None:
    formatters = settings.LOGGING["formatters"]
    for handler in settings.LOGGING["handlers"].values():
        assert formatters[handler["formatter"]]["()"] == ("foundation.web.logs.DiscreetFormatter")
