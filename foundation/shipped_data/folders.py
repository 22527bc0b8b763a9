"""Finding the fixture files: of all folders, or of some."""

from collections.abc import Collection
from pathlib import Path


class UnknownFolder(ValueError):  # noqa: N818  # a sentence for whoever runs the command
    """No folder has this name. The message lists those that exist."""


def fixture_files(root: Path, only: Collection[str] = ()) -> list[Path]:
    """The JSON files below a folder, or below its subfolders `only`. Raises `UnknownFolder`."""
    if not root.is_dir():
        raise UnknownFolder(f"There is no folder {root}.")
    folders = {path.name: path for path in sorted(root.iterdir()) if path.is_dir()}
    for name in only:
        if name not in folders:
            raise UnknownFolder(
                f"There is no folder “{name}” in {root}, only: {', '.join(folders) or 'none'}."
            )
    roots = [folders[name] for name in only] or [root]
    files = {file for folder in roots for file in folder.rglob("*.json")}
    # By name without “.json”: first 2019-hrw.json, then 2019-hrw-evidence.json.
    return sorted(files, key=lambda file: file.with_suffix(""))
