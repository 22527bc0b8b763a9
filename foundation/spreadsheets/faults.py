"""Why a file of an editor is no table, in a sentence that says what to do."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from tablib import Dataset

from uprdocs.files.sheet_faults import SheetFault
from uprdocs.files.sheets import ReadSheet

SENTENCES: Mapping[SheetFault, Promise] = {
    SheetFault.TOO_LARGE: _("This file has %(size)s MB. Split it into smaller ones."),
    SheetFault.UNFOLDS_TOO_FAR: _("This file would unfold to %(size)s MB. Split it into smaller ones."),
    SheetFault.TOO_MANY_ROWS: _("This sheet has more than %(most)s rows. Split it into smaller ones."),
    SheetFault.TOO_MANY_CELLS: _(
        "This sheet has %(count)s cells, empty ones with a format included; at most %(most)s are read. Copy "
        "the table into a new file as values, or split it into smaller ones."
    ),
    SheetFault.TOO_MANY_PLACES: _(
        "This sheet has %(rows)s rows and goes to column %(letter)s: more than %(most)s places for cells. "
        "Delete columns that do not belong to the table, or split it into smaller ones."
    ),
    SheetFault.TOO_MANY_TEXTS: _(
        "This file has a list of %(count)s texts for its cells; at most %(most)s are read. Copy the table "
        "into a new file, or split it into smaller ones."
    ),
    SheetFault.TOO_MANY_SHEETS: _(
        "This file has %(count)s sheets; at most %(most)s are read. Delete all but the one to import."
    ),
    SheetFault.TOO_MUCH_LAYOUT: _(
        "Besides its cells this file has %(count)s formats, links, merged cells and the like; at most "
        "%(most)s are read. Copy the table into a new file as values, without formats."
    ),
    SheetFault.TOO_MUCH_TEXT: _(
        "The cells of this sheet hold more than %(most)s characters. Split it into smaller ones."
    ),
    SheetFault.CELL_TOO_LONG: _(
        "A text in this file is longer than the %(most)s characters that a cell can hold, so it was not "
        "opened. Copy the table into a new file."
    ),
    SheetFault.NOT_EXCEL: _("This is not an Excel file (.xlsx)."),
    SheetFault.NOT_CSV: _("This is no CSV: its bytes are those of a file of another kind."),
    SheetFault.IS_EXCEL: _(
        "This is an Excel file (.xlsx), whatever its name. Upload it again and choose “xlsx” as the format."
    ),
    SheetFault.IS_TEXT: _(
        "This is a text, perhaps a CSV, whatever its name. Upload it again and choose “csv” as the format."
    ),
    SheetFault.IS_OLD_EXCEL: _(
        "This is a file of an old Excel (.xls). Open it and save it as “Excel workbook (.xlsx)”."
    ),
    SheetFault.IS_OPEN_DOCUMENT: _(
        "This is an OpenDocument file (.ods). Open it and save it as “Excel workbook (.xlsx)”."
    ),
    SheetFault.HAS_PASSWORD: _("This file has a password. Save it without one."),
    SheetFault.DAMAGED_EXCEL: _(
        "This Excel file is damaged or cut off. Open it in a spreadsheet program and save it again."
    ),
    SheetFault.IS_A_CHART: _(
        "The sheet that is open in this file is a chart. Open the table and save it again."
    ),
    SheetFault.SEVERAL_SHEETS: _(
        "This file has several sheets: “%(sheet)s” and %(others)s. Delete all but the one to import."
    ),
    SheetFault.TOO_WIDE: _(
        "This sheet has something in column %(letter)s. Delete what does not belong to the table."
    ),
    SheetFault.NOT_UTF_8: _(
        "This CSV is not in UTF-8. In Excel, save it as “CSV UTF-8”, or upload the .xlsx file."
    ),
    SheetFault.NOT_AS_MARKED: _(
        "This CSV begins as one in %(encoding)s, but not all of it is. In Excel, save it as “CSV UTF-8”, or "
        "upload the .xlsx file."
    ),
    SheetFault.CUT_OFF: _(
        "This CSV (%(encoding)s) ends in the middle of a character: its end was cut off. Save or copy "
        "it again."
    ),
    SheetFault.ZERO_BYTES: _(
        "Line %(number)s of this CSV holds a zero byte, which no text has: it is damaged, or in UTF-16 "
        "without its mark. In Excel, save it as “CSV UTF-8”, or upload the .xlsx file."
    ),
    SheetFault.CSV_BROKEN: _(
        "Line %(number)s cannot be read (%(error)s): perhaps a quotation mark is not closed. "
        "Save the sheet as CSV again, or upload the .xlsx file."
    ),
    SheetFault.CELL_UNDER_NO_HEADING: _(
        "Row %(number)s has more cells than there are headings: “%(cell)s” stands under none. "
        "Perhaps a text with “%(separator)s” in it lost its quotation marks."
    ),
    SheetFault.HIDDEN_ROWS: _("Hidden rows: %(names)s. Show them (a filter may hide them) or delete them."),
    SheetFault.HIDDEN_COLUMNS: _("Hidden columns: %(names)s. Show them or delete them."),
    SheetFault.FORMULAS_WITHOUT_VALUE: _(
        "Formulas without a stored value: %(names)s. Open the file in a spreadsheet program and save it "
        "again, or put the values in place of the formulas."
    ),
    SheetFault.MERGED_CELLS: _("Merged cells: %(names)s. Only the first has the value: split them."),
    SheetFault.LIMITS_EXCEEDED: _(
        "Reading this file broke off: it takes more memory or time than any table needs, or it is damaged. "
        "Save it again, or split it into smaller ones."
    ),
    SheetFault.TOO_MANY_AT_ONCE: _(
        "Other files are being read at this moment. Nothing was changed; try again in a minute."
    ),
}


def dataset_of(sheet: ReadSheet) -> Dataset:
    """The table as django-import-export takes it. Raises `ValueError`: a sentence for each fault."""
    if sheet.faults:
        raise ValueError("\n".join(str(SENTENCES[fault.code]) % fault.values for fault in sheet.faults))
    dataset = Dataset()
    if sheet.rows:
        dataset.headers = [str(heading or "") for heading in sheet.rows[0]]
        dataset.extend(sheet.rows[1:])
    return dataset
