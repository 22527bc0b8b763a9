"""The public files opened and saved again by LibreOffice: every key is still there."""

import csv
import datetime as dt
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from recommendations.addresses import fingerprint
from tests.support import factories
from tests.support.public import read

LIBREOFFICE = shutil.which("soffice")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.one_engine,
    pytest.mark.slow("starts LibreOffice"),
    pytest.mark.skipif(
        not LIBREOFFICE, reason="LibreOffice is not installed: apt-get install libreoffice-calc-nogui"
    ),
]
# How a spreadsheet of that language opens a file: with its numbers and days, special ones too.
ENGLISH, RUSSIAN = "1033", "1049"
UTF_8, QUOTE = "76", "34"


def opened_and_saved(file: bytes, folder: Path, *, language: str, separator: str) -> list[dict[str, str]]:
    assert LIBREOFFICE
    (folder / "file.csv").write_bytes(file)
    how = f"{ord(separator)},{QUOTE},{UTF_8},1"
    subprocess.run(  # noqa: S603 - the program stands above
        [
            LIBREOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless",
            f"--infilter=CSV:{how},,{language},false,true",
            "--convert-to", f"csv:Text - txt - csv (StarCalc):{how},,0,false,true,false",
            "--outdir", str(folder / "saved"), str(folder / "file.csv"),
        ],
        check=True, capture_output=True, timeout=120,
    )  # fmt: skip
    text = (folder / "saved" / "file.csv").read_text(encoding="utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), delimiter=separator))


@pytest.mark.parametrize(
    ("prefix", "language", "separator"), [("", ENGLISH, ","), ("/ru", RUSSIAN, ";"), ("/kk", ENGLISH, ";")]
)
def test_every_key_survives_a_spreadsheet(tmp_path: Path, prefix: str, language: str, separator: str) -> None:
    morocco = factories.review("mar-2014")
    keys = []
    for review in (morocco, factories.review("kaz-2014")):
        for number in ("5.10", "124.1", "124.10", "124.20", "12", "1.2.3"):
            row = factories.recommendation(number, review=review, title_en=f"Title of {number}")
            factories.evidence(row, case=factories.case(f"person-{len(keys)}"))
            keys.append(row.identifier)
    text = "Ratify it 1e5 times"
    unnumbered = factories.recommendation(
        "", text=text, text_fingerprint=fingerprint(text), text_source=factories.source()
    )
    keys.append(unnumbered.identifier)
    query = "" if separator == "," else "?separator=semicolon"
    file = read(f"{prefix}/recommendations/export.csv{query}").body
    rows = opened_and_saved(file, tmp_path, language=language, separator=separator)
    assert sorted(row["id"] for row in rows) == sorted(keys)
    assert {row["recommending_state_codes"] for row in rows} == {"IRL"}
    assert [row["title"] for row in rows if row["id"] == "mar-2014/124.10"] == ["Title of 124.10"]
    if language == ENGLISH:
        # What the other columns lose: the spreadsheet did take them for numbers and months.
        assert "124.10" not in {row["number"] for row in rows}
        assert "mar-2014" not in {row["review"] for row in rows}
    file = read(f"{prefix}/cases/export.csv{query}").body
    rows = opened_and_saved(file, tmp_path, language=language, separator=separator)
    assert sorted(row["id"] for row in rows) == sorted(f"cases/person-{number}" for number in range(12))
    assert sorted(row["recommendations"] for row in rows) == sorted(keys[:12])


@pytest.mark.parametrize(("prefix", "language"), [("", ENGLISH), ("/ru", RUSSIAN)])
def test_month_does_not_become_a_day(tmp_path: Path, prefix: str, language: str) -> None:
    month = {"first_day": dt.date(2019, 3, 1), "last_day": dt.date(2019, 3, 31), "precision": "month"}
    factories.case_event(factories.case(), kind="convicted", **month)
    factories.law_change(factories.law(), **month)
    for file, column in (("cases", "liberty_as_of"), ("laws", "status_as_of")):
        data = read(f"{prefix}/{file}/export.csv").body
        (row,) = opened_and_saved(data, tmp_path, language=language, separator=",")
        assert row[column] == "2019-03-01/2019-03-31"
    # The same program does take a month in words for a day.
    words = "month,x\nMarch 2019,1\n" if language == ENGLISH else "month,x\nмарт 2019,1\n"
    (row,) = opened_and_saved(words.encode(), tmp_path, language=language, separator=",")
    assert row["month"] not in {"March 2019", "март 2019"}
