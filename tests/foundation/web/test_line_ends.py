"""Lines of pages end neither before a separator or a dash nor between a sign and its number."""

import re

import pytest
from django.test import Client

from foundation.web.line_ends import unbroken
from tests.support import factories

N = "\u00a0"


@pytest.mark.parametrize(
    ("html", "kept_together"),
    [
        ("<a>Cases</a> ›\n  <span>A</span>", f"<a>Cases</a>{N}›\n  <span>A</span>"),
        ("May 2018\n    · <strong>x</strong>", f"May 2018{N}· <strong>x</strong>"),
        ("Civil Society ¶ 3", f"Civil Society ¶{N}3"),
        ("§ 2, № 5", f"§{N}2, №{N}5"),
        ("A/HRC/28/10, para.\n 124.21", f"A/HRC/28/10, para.{N}124.21"),
        ("see art. 174 (ст. 174; No. 5)", f"see art.{N}174 (ст.{N}174; No.{N}5)"),
        ("«Свобода религии», абз. 1 и 4", f"«Свобода религии», абз.{N}1 и 4"),
        ("12 % в 2019 г.", f"12{N}% в 2019{N}г."),
        ("октябрь 2014 года\n — март 2019 года", f"октябрь 2014 года{N}— март 2019 года"),
        ("екі белсенді – Макс", f"екі белсенді{N}– Макс"),
        # Not these.
        ('<title>A – B</title><input value="a – b">', '<title>A – B</title><input value="a – b">'),
        ("<dd>\n  – nothing, 2014–2019", "<dd>\n  – nothing, 2014–2019"),
        ("of the past. 5 years", "of the past. 5 years"),
        ("No. Five of them", "No. Five of them"),
        ("a·b, x ·y", "a·b, x ·y"),
        ("5 годы", "5 годы"),
    ],
)
def test_blank_at_which_a_line_may_not_end(html: str, kept_together: str) -> None:
    assert unbroken(html.encode()).decode() == kept_together


@pytest.mark.django_db
def test_no_page_lets_a_line_begin_with_a_separator(client: Client) -> None:
    recommendation = factories.recommendation("124.21", text="Words", text_source=factories.source())
    case = factories.case("known")
    event = factories.case_event(case, passage="Introduction ¶ 9", place_en="Atyrau")
    source = factories.source("report", url="https://example.org/report")
    event.sources.add(source)
    case.sources.add(source)
    factories.evidence(recommendation, case=case)
    separators = 0
    for address in (recommendation.get_absolute_url(), case.get_absolute_url(), "/cases/", "/"):
        page = client.get(address).content.decode()
        assert re.findall(r"[ \t\r\n](?:<[^>]*>\s*)?[·›][\s<]", page) == [], address
        separators += len(re.findall(r"\u00a0[·›]", page))
    assert separators > 5
    assert f"Introduction ¶{N}9" in client.get(case.get_absolute_url()).content.decode()
