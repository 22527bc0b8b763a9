"""What the readers of documents say, in the language of the editor.

`documents` knows no Django, so it speaks English; here each of its sentences stands once more, for
translators to find. A test compares the two, so that none is missing and none is left over.
"""

import re
from collections.abc import Callable

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from ..choices import Position

_SENTENCES = (
    # Files that cannot be read
    _("The file is empty (0 bytes of content). Download it again."),
    _("The file is empty: download it again."),
    _("The file is neither PDF, Word (.docx) nor text: save it as one of these."),
    _("The text is ten times as long as any report of the Working Group: take the file from docs.un.org."),
    _(
        "The file takes up %(size)s MB, unfolded; at most %(most)s MB are read. Export fewer rows, "
        "for instance one State under review at a time."
    ),
    _(
        "The file unfolds to %(times)s times its size, as no export does, so it was not opened. "
        "Download it again."
    ),
    _("The directory of this file tells wrong sizes, so it was not opened. Download it again."),
    _(
        "This is a web page (HTML) or XML, even if its name ends in .xls. Open it in a spreadsheet "
        "program and save it as CSV, or download it again; %(formats)s."
    ),
    _("The file is a web page or rich text (.rtf): open it in Word and save it as .docx."),
    _("This archive holds neither an XLSX nor a DOCX. Unpack it first; %(formats)s."),
    _(
        "This XLSX or DOCX is cut off or damaged: its directory, at the end, cannot be read. "
        "Download it again."
    ),
    _("This %(kind)s is damaged inside (%(problem)s). Download it again, or open it and save it anew."),
    _("UPR Info (CSV or XLS), UHRI (XLSX or JSON) and OHCHR’s thematic lists (DOCX) can be read"),
    # PDF and Word
    _("This is a PDF, not an export. %(formats)s; reports are read elsewhere."),
    _("The PDF is damaged or was cut off while downloading: download it again."),
    _("The PDF is locked with a password: save it without one and try again."),
    _(
        "The PDF has %(pages)s pages, more than any report of the Working Group: take the report "
        "itself from docs.un.org."
    ),
    _(
        "The PDF holds no text, only pictures of pages: use the file from docs.un.org, or run text "
        "recognition first."
    ),
    _("The file is no Word document that can be read: open it in Word and save it as .docx."),
    _("The Word file is damaged or was cut off while downloading: download it again."),
    _(
        "The Word file unfolds to far more than a report holds, so it was not opened: take the "
        "file from docs.un.org."
    ),
    _("The file is locked with a password: save it without one and try again."),
    _("The file is protected by a password. Save it without one."),
    _(
        "The file is an old Word document (.doc) or locked with a password: open it in Word and "
        "save it as .docx without one."
    ),
    _("This is an old Word file (.doc). Save it as .docx."),
    # Tables
    _(
        "No known headings; row 1 begins “%(words)s”. %(formats)s: give the file as it was "
        "downloaded, with its headings."
    ),
    _(
        "Row %(row)s has the headings of %(source)s, but no column %(columns)s. Export it again "
        "with all columns, or put the heading back."
    ),
    _("a UPR Info export"),
    _("a UHRI export"),
    _("a thematic list"),
    _(
        "This Word file has no table with the headings of OHCHR’s thematic lists "
        "(“Recommendation”, “Position”, “Full list of themes” or those of cycle 4). Take the list "
        "from the page of the review at ohchr.org; reports are read elsewhere."
    ),
    _(
        "Row %(row)s of this CSV cannot be divided into cells (%(problem)s): a quotation mark is "
        "missing there, or the file is cut off. Download it again."
    ),
    _(
        "This Excel file (.xls) is cut off or damaged (%(problem)s). Download it again, or open it "
        "in a spreadsheet program and save it as CSV."
    ),
    _(
        "The sheet goes on after row %(most)s. Delete what is below the export, or export fewer "
        "rows, for instance one State under review at a time."
    ),
    # JSON
    _(
        "This JSON breaks off or is damaged at line %(line)s, column %(column)s (%(problem)s). "
        "Download it again."
    ),
    _("This JSON is nested too deeply to be an export. %(formats)s."),
    _("This JSON is an empty list. Export it again from uhri.ohchr.org."),
    _(
        "Record %(number)s of this JSON is not an object with keys. UHRI's JSON is a list of such "
        "objects: export it again."
    ),
    _(
        "Record %(number)s of this JSON has no key %(keys)s. UHRI's records have them: export it "
        "again from uhri.ohchr.org."
    ),
    # Reports and addenda that are none
    _(
        "The part “Conclusions and/or recommendations” is missing: this is not a report of the "
        "Working Group on the Universal Periodic Review, or not in English."
    ),
    _(
        "No recommendations were found under “Conclusions and/or recommendations”: check that this "
        "is the report of the Working Group, in English."
    ),
    # Doubts about a recommendation of a report
    _("The heading tells no position: read as pending."),
    _("The numbers jump from %(before)s to %(after)s: is one missing?"),
    _("Taken from the interactive dialogue."),
    _("Longer than any recommendation: left whole."),
    _("Put together from alternatives that share their end."),
    _("A comment after the State is left out."),
    _("Words follow the recommending State."),
    _("The words are those in which the State under review takes it up."),
    _("The bracket around the recommending State is incomplete."),
    _("No recommending State is named."),
    _("Misspelt State: %(guesses)s"),
    _("“%(name)s” read as %(code)s"),
    # Doubts about an answer of an addendum
    _("The addendum says of these at once that they are done and being done."),
    _("It says that %(said)s recommendations are %(position)s, and names %(named)s."),
    _("It is answered twice: %(earlier)s and %(later)s."),
    # Doubts about a row of an export
    _("The row has %(cells)s cells under %(headings)s headings: it may be cut off or shifted."),
    _("The position is empty."),
    _("The position “%(words)s” is not known."),
    _("The session “%(words)s” is not a number."),
    _("The action “%(words)s” is not 1 to 5."),
    _("The State under review is empty."),
    _("The State under review is “%(name)s”."),
    _("The recommending State is empty."),
    _("The recommending State is “%(name)s”."),
    _("One State is under review, but the row names: none."),
    _("One State is under review, but the row names: %(states)s."),
    _("The column names %(column)s as recommending, the text %(text)s."),
    _("The row has no text and was left out."),
    _("The text does not begin with a paragraph number."),
    _("No recommending State closes the text."),
    _("The header does not say “UPR of … (… cycle – … session)”."),
    _("The file holds tracked changes: accept or reject them in Word first."),
    _("No UN symbol in “Source of position”."),
    _("The first cell is empty: the row was left out."),
    _("The full-width row “%(words)s” is no theme."),
    _("Paragraph %(number)s stands in row %(row)s too, with another text, State or position."),
    # Why rows were left out
    _("empty row"),
    _("headings again"),
    _("no text of a recommendation"),
    _("full-width row that is no theme"),
    _("same recommendation under another theme"),
    _("not of the UPR: no mechanism named"),
    _("not of the UPR: %(mechanisms)s"),
)


def _pattern(template: str) -> re.Pattern[str]:
    """Fits a sentence made of the template, with what stands in each of its holes as a group."""
    holes = re.sub(r"%\\\((\w+)\\\)s", r"(?P<\1>.*?)", re.escape(template))
    return re.compile(holes, re.DOTALL)


# Those with words of the file in them, and those that are always the same.
TEMPLATES = {sentence: _pattern(sentence) for sentence in _SENTENCES if "%(" in sentence}
FIXED = frozenset(_SENTENCES) - TEMPLATES.keys()


def in_the_editors_language(sentence: str) -> str:
    """A sentence of the readers, translated; as it is where nobody has translated it."""
    if sentence in FIXED:
        return gettext(sentence)
    for template, pattern in TEMPLATES.items():
        if found := pattern.fullmatch(sentence):
            translated = gettext(template)
            # English stays word for word, with the words in its holes too.
            return sentence if translated == template else translated % _told(found.groupdict())
    return sentence


def _told(values: dict[str, str]) -> dict[str, str]:
    """What is put into the holes: words of the file as they are, words of ours translated."""
    return {name: _OURS.get(name, str)(value) for name, value in values.items()}


def _position(value: str) -> str:
    return str(dict(Position.choices).get(value, value))


def _each(values: str) -> str:
    return "; ".join(map(in_the_editors_language, values.split("; ")))


_OURS: dict[str, Callable[[str], str]] = {
    "formats": in_the_editors_language,
    "source": in_the_editors_language,
    "guesses": _each,
    "position": _position,
    "earlier": _position,
    "later": _position,
}
