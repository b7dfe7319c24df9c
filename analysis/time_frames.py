"""The time a figure is told of: the year or the "this year" that stands next to it."""

from __future__ import annotations

import re

_FRAME = re.compile(
    r"\b(?:(?P<year>(?:1[5-9]|20)\d\d)\b(?!,\d)|(?P<which>so far this|this|last|the previous|next)[ ]+"
    r"(?P<length>year|month|week|summer|winter|spring|autumn|season|quarter)\b"
    r"|(?P<ago>(?:a|one)[ ]+year[ ]+(?:ago|earlier|before)|the[ ]+year[ ]+before)|(?P<day>yesterday|today))",
    re.I,
)
_CLAUSE = re.compile(r"[;:]|,\s|\s[–—]\s|[.!?]\s")


def _name(found: re.Match) -> str:
    if found["year"]:
        return found["year"]
    if found["ago"]:
        return "last year"
    if found["day"]:
        return found["day"].lower()
    which = found["which"].lower().replace("so far ", "").replace("the previous", "last")
    return f"{which} {found['length'].lower()}"


def time_frame(before: str, behind: str) -> str:
    """Name the time that a figure is told of; "" if the words around it name none.

    Parameters
    ----------
    before, behind : the text from the figure before it, or from the beginning of the sentence, and the text up to the
        figure behind it, or to the end of the sentence

    Notes
    -----
    What stands behind the figure in its own clause comes first ("60 in 2020"), then what leads up to it ("In 2020 –
    60"), whatever stands between them.

    Examples
    --------
    >>> time_frame("compared with ", " in 2020."), time_frame(", so far this year – ", " attacks")
    ('2020', 'this year')
    """
    clause = _CLAUSE.search(behind)
    found = _FRAME.search(behind[: clause.start()] if clause else behind)
    if found:
        return _name(found)
    led = list(_FRAME.finditer(before))
    return _name(led[-1]) if led else ""


def at_odds(one: str, other: str) -> bool:
    """Say whether two times cannot be the same: two years, or this year and last year; an unnamed time fits any."""
    if not one or not other or one == other:
        return False
    if one.isdigit() or other.isdigit():
        return one.isdigit() and other.isdigit()
    return True
