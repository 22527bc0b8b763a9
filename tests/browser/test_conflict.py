"""Two editors in the browser: the page that comes back shows both texts, without a script, to everybody."""

from collections import Counter
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.contrib.auth.models import User
from playwright.sync_api import Page, expect

from cases.models import Case

pytestmark = pytest.mark.django_db(transaction=True)
LOOKS = [("", "light", 1280), ("/ru", "dark", 390)]


def violations(page: Page) -> Counter[str]:
    """How often each rule of accessibility is broken."""
    page.emulate_media(reduced_motion="reduce")
    found: Any = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return Counter({violation["id"]: len(violation["nodes"]) for violation in found})


@pytest.mark.parametrize(("language", "scheme", "width"), LOOKS)
def test_both_texts_stand_beside_each_other(
    site: str, editor: User, page: Page, language: str, scheme: Any, width: int
) -> None:
    row = Case.objects.order_by("pk").first()
    assert row is not None
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(color_scheme=scheme)
    page.goto(f"{site}{language}/admin/cases/case/{row.pk}/change/")
    page.fill("[name=login]", "editor")
    page.fill("[name=password]", "browser")
    page.press("[name=password]", "Enter")
    page.wait_for_selector("[name=protection_note]")
    before = violations(page)
    Case.objects.filter(pk=row.pk).update(protection_note="Of a colleague,\nin two lines")
    page.fill("[name=protection_note]", "Typed for an hour")
    page.click("[name=_save]")
    expect(page.locator(".stands-now")).to_have_text("Of a colleague,\nin two lines")
    expect(page.locator("[name=protection_note]")).to_have_value("Typed for an hour")
    # Whoever hears the page is told beside the field.
    described_by = page.get_attribute("[name=protection_note]", "aria-describedby") or ""
    assert "Of a colleague" in "".join(page.locator(f"#{name}").inner_text() for name in described_by.split())
    assert violations(page) - before == Counter()
    page.click("[name=_save]")
    page.wait_for_url("**/admin/cases/case/")
    row.refresh_from_db()
    assert row.protection_note == "Typed for an hour"
