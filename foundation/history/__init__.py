"""Who changed what, when and why: of every record, whatever way it was changed.

Triggers note each change of a row (`triggers`), so that bulk writes, imports and other programs are in it
too. `acts` says for whom a transaction writes. Everything else reads what they noted.
"""
