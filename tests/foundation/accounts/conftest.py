"""The doors as they stand in production."""

from typing import Any

import pytest
from django.contrib.auth.models import User

from tests.support.accounts import Clock, account


@pytest.fixture(autouse=True)
def closed_doors(settings: Any) -> None:
    settings.SECOND_FACTOR_REQUIRED = True
    settings.LOGIN_AGAIN_AFTER = settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 15 * 60


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    return Clock(monkeypatch)


@pytest.fixture
def user(db: None) -> User:
    return account()
