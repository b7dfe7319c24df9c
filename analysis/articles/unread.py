"""What lies among articles and is not read: each file is named, with what to do about it.

Pictures and recordings are named together. Hidden files, and what belongs to a page or a program, are passed over.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath, PurePosixPath

from analysis.articles.reading import Refusal
from analysis.articles.tables import TABLE_ENDINGS

_PICTURES = frozenset(
    (".png", ".jpg", ".jpeg", ".gif", ".webp", ".bmp", ".tif", ".tiff", ".heic", ".avif", ".mp3", ".m4a", ".wav")
    + (".ogg", ".flac", ".mp4", ".m4v", ".mov", ".avi", ".mkv", ".webm")
)
_ASSETS = frozenset(
    (".css", ".js", ".mjs", ".map", ".json", ".svg", ".ico", ".woff", ".woff2", ".ttf", ".otf", ".eot", ".ini", ".db")
    + (".lnk", ".url", ".webloc", ".tmp", ".bak", ".log", ".lock", ".py", ".ipynb", ".r", ".sh", ".yml", ".yaml")
    + (".toml", ".dic")
)
_ARCHIVES = frozenset((".zip", ".rar", ".7z", ".gz", ".tar", ".tgz"))
#: folders that a browser makes beside a saved page end so
_OF_A_PAGE = ("_files", ".files")
#: so many names are listed in one line
_SHOWN = 4


def is_hidden(path: PurePath) -> bool:
    """Test whether a file is hidden: its name begins with a dot, or as a file that Word has open."""
    return path.name.startswith((".", "~$"))


def name_unread(names: Iterable[str], where: str) -> Iterator[str]:
    """Return a notice for each of these files in `where`, which are no articles: one for all pictures together.

    What cannot be read is a :class:`reading.Refusal`. A table is not: it may be one that was written there.
    """
    pictures = []
    for path in map(PurePosixPath, names):
        ending, shown = path.suffix.lower(), f"{where}/{path}"
        if is_hidden(path) or ending in _ASSETS or any(part.endswith(_OF_A_PAGE) for part in path.parts[:-1]):
            continue
        if ending in _PICTURES:
            pictures.append(str(path))
        elif ending in TABLE_ENDINGS:
            yield f"{shown}: a table among articles is not read. If it has articles, give it by itself."
        elif ending in _ARCHIVES:
            yield Refusal(f"{shown}: an archive among articles is not opened. Give it by itself.")
        elif ending:
            yield Refusal(f"{shown}: files that end in {ending} are not read. Save it as .docx, .pdf or .txt.")
        else:
            yield Refusal(f"{shown}: its name does not say what it is. If it is a text, let it end in .txt.")
    if pictures:
        why = "pictures and recordings are not read. Type the words of an article into a .txt file."
        yield Refusal(f"{where}: {listed(pictures)}: {why}")


def unread_in(folder: Path, endings: tuple[str, ...]) -> tuple[str, ...]:
    """Return the notices of what is not read in a folder, but for files with these `endings`."""
    others = (path for path in folder.iterdir() if path.is_file() and path.suffix.lower() not in endings)
    notices = tuple(name_unread(sorted(path.name for path in others if path.name != "articles.csv"), str(folder)))
    if inside := folders_in(folder):
        notices += (f"{folder}: what is in its folders ({listed(inside)}) is not read. Name them beside it.",)
    return notices


def folders_in(folder: Path) -> list[str]:
    """List the folders in a folder that may hold articles."""
    inside = (path for path in folder.iterdir() if path.is_dir() and not is_hidden(path))
    return sorted(path.name for path in inside if not path.name.startswith("_") and not path.name.endswith(_OF_A_PAGE))


def listed(names: list[str]) -> str:
    """List names in one line: the first few, and how many more there are."""
    more = len(names) - _SHOWN
    return ", ".join(names[:_SHOWN]) + f" and {more} more" * (more > 0)


def no_article(folder: Path, endings: Iterable[str]) -> str:
    """Describe a folder without an article: its folders, its files, and which endings are read."""
    files = sorted(path.name for path in folder.iterdir() if path.is_file() and not is_hidden(path))
    inside = folders_in(folder)
    held = f", only {listed(files)}" if files else ""
    way = f"Name a folder in it ({listed(inside)}), or put" if inside else "Put"
    return f"{folder}: no article in this folder{held}. {way} files into it that end in {', '.join(endings)}."
