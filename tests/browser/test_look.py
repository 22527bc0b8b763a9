"""How every kind of page looks at the widths of phones, tablets and desks, measured in a real browser.

`look.js` lists what a reader would stumble over; `ring.js` goes through whatever can have the focus.
"""

import itertools
from pathlib import Path

import pytest
from playwright.sync_api import Page

from recommendations.choices import ImplementationStatus
from tests.support.page_types import LANGUAGES, OF_MANY_CONTROLS, PAGES, VARIANTS

pytestmark = pytest.mark.django_db(transaction=True)

NARROWEST = 320
WIDTHS = (360, 640, 768, 1024, 1280)
# Pixels between text and the edge of the screen, and the sides of what a finger can hit (WCAG 2.2, 2.5.8).
LIMITS = {"margin": 12, "target": 24}
LOOK, RING = (Path(__file__).with_name(name).read_text(encoding="utf-8") for name in ("look.js", "ring.js"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_nobody_stumbles_over_a_page_at_any_width(
    site: str, page: Page, language: str, request: pytest.FixtureRequest
) -> None:
    faults = []
    for place, address in enumerate({**PAGES, **VARIANTS}.values()):
        page.goto(f"{site}{LANGUAGES[language]}{address}")
        for width in _widths(place, language, soak=request.config.getoption("--soak")):
            page.set_viewport_size({"width": width, "height": 900})
            faults += [f"{address} at {width}: {fault}" for fault in page.evaluate(LOOK, LIMITS)]
        page.set_viewport_size({"width": NARROWEST, "height": 640})
        wide = page.evaluate("document.scrollingElement.scrollWidth")
        if wide > NARROWEST:
            faults.append(f"{address}: {wide} pixels wide on a screen of {NARROWEST}")
    assert faults == []


def _widths(place: int, language: str, *, soak: bool) -> tuple[int, ...]:
    """Each page at the narrowest width in all languages, at each other in one; `make soak` sweeps."""
    if soak:
        return (*range(NARROWEST, 1281, 32), *WIDTHS)
    first, *wider = WIDTHS
    own = list(LANGUAGES).index(language)
    return (first, *(width for step, width in enumerate(wider) if (place + step) % len(LANGUAGES) == own))


def test_each_page_is_seen_at_each_width() -> None:
    for place in range(12):
        widths = [_widths(place, language, soak=False) for language in LANGUAGES]
        assert {seen[0] for seen in widths} == {WIDTHS[0]}
        assert sorted(itertools.chain(*(seen[1:] for seen in widths))) == list(WIDTHS[1:])


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_focus_is_seen_on_whatever_can_have_it(
    site: str, page: Page, scheme: str, request: pytest.FixtureRequest
) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    faults, kinds = [], set()
    addresses = {**PAGES, **VARIANTS}
    for name in addresses if request.config.getoption("--soak") else OF_MANY_CONTROLS:
        address = addresses[name]
        page.goto(f"{site}{address}")
        # From here on the browser shows the focus, as it does to whoever uses the keyboard.
        page.keyboard.press("Tab")
        seen = page.evaluate(RING)
        kinds |= set(seen["kinds"])
        faults += [f"{address}: {fault}" for fault in seen["faults"]]
    assert faults == []
    tags = {kind.split(" > ")[1].split(".")[0] for kind in kinds}
    assert tags == {"a", "button", "summary", "select", "input", "div"}


# Each status with the pattern that stands for it, by how much it must weigh: what moved backwards most.
WEIGHTS = ("crossed", "solid", "falling", "rising", "upright", "dotted", "open")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_what_moved_backwards_weighs_most(site: str, page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")  # type: ignore[arg-type]
    page.goto(f"{site}/about/")
    ground = _rgb(page.evaluate("getComputedStyle(document.documentElement).backgroundColor"))
    badges = {}
    for status in ImplementationStatus.values:
        badge = page.locator(f".status-{status}").first
        text, inside, edge = badge.evaluate(
            "e => (s => [s.color, s.backgroundColor, s.borderTopColor])(getComputedStyle(e))"
        )
        fill = ground if inside.endswith(", 0)") else _rgb(inside)
        badges[status] = _contrast(fill, ground)
        assert _contrast(_rgb(text), fill) >= 4.5, status
        assert _contrast(_rgb(edge), ground) >= 3, status
    assert [status for status, contrast in badges.items() if contrast > 1] == ["regressed"]
    assert badges["regressed"] >= 3

    *fills, edge = page.evaluate(
        "names => (s => names.map(n => s.getPropertyValue(`--chart-${n}`)))"
        "(getComputedStyle(document.documentElement))",
        [*WEIGHTS, "edge"],
    )
    contrasts = [_contrast(_hex(fill), ground) for fill in fills]
    assert contrasts == sorted(contrasts, reverse=True)
    assert _contrast(_hex(edge), ground) >= 3
    # Heavy, and not by growing pale: as much a colour as “not implemented”.
    backwards, not_implemented = (_hex(fills[WEIGHTS.index(name)]) for name in ("crossed", "falling"))
    assert max(backwards) - min(backwards) >= max(not_implemented) - min(not_implemented)


def _rgb(colour: str) -> tuple[int, ...]:
    return tuple(int(part) for part in colour.partition("(")[2].rstrip(")").split(",")[:3])


def _hex(colour: str) -> tuple[int, ...]:
    digits = colour.strip().lstrip("#")
    return tuple(bytes.fromhex(digits if len(digits) == 6 else "".join(digit * 2 for digit in digits)))


def _contrast(one: tuple[int, ...], other: tuple[int, ...]) -> float:
    """The contrast of two colours of three bytes, from 1 to 21 (WCAG 2.2)."""
    dark, light = sorted(_luminance(colour) for colour in (one, other))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: tuple[int, ...]) -> float:
    shares = [part / 255 for part in colour]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return sum(part * share for part, share in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
