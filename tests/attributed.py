"""Texts with their attributions written into them, for the tests: ``{s1:Ana} {c1:said} {t1:that it rained}.``"""

from __future__ import annotations

import re

_ROLES = {"s": "source", "c": "cue", "t": "content"}
_MARK = re.compile(r"\{([sct])(\d*):([^{}]*)\}")

#: letters, marks, and signs that offsets stumble over
ODD = "aB Éß. ,!?“”‘’'\"«»`\n\r\t\u00a0\u2028\u200b\u200d😀👩🏽\ud83d\ude00\u0301漢9-—()_\0"


def attributed(marked: str) -> tuple[str, list[dict[str, list[list[int]]]]]:
    """Give the text without the marks, and its attributions by their numbers.

    >>> attributed("{s:Ana} {c:said} so.")
    ('Ana said so.', [{'source': [[0, 3]], 'cue': [[4, 8]], 'content': []}])
    """
    text, at, found = "", 0, {}
    for match in _MARK.finditer(marked):
        text += marked[at : match.start()]
        one = found.setdefault(match[2], {"source": [], "cue": [], "content": []})
        one[_ROLES[match[1]]].append([len(text), len(text) + len(match[3])])
        text, at = text + match[3], match.end()
    return text + marked[at:], list(found.values())
