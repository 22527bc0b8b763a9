"""What a reader of documents says beside the data, in a form that is easy to compare."""

from uprdocs.exports.rows import ReadExport

# (row, sentence) and (reason, number of rows).
Doubts = tuple[tuple[int, str], ...]
Reasons = tuple[tuple[str, int], ...]


def doubts_of(read: ReadExport) -> Doubts:
    return tuple((doubt.row, str(doubt)) for doubt in read.doubts)


def skipped_in(read: ReadExport) -> Reasons:
    return tuple((str(reason), number) for reason, number in read.skipped)
