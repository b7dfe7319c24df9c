"""Signs that look alike, and the one form under which the measures read them: typography is not tone.

:func:`fold` is the definition. It leaves ASCII as it is, and changes:

- apostrophes and single quotation marks to ``'``, double ones and guillemets to ``"``;
- hyphens, minus signs and en dashes to ``-``; an em dash to ``-`` with a space on both sides, since VADER and textstat
  would make one word of the two that it keeps apart, and papers set it with spaces or without;
- an ellipsis to ``...``; ligatures, full-width and mathematical letters to plain ones; a letter with its accent behind
  it to one sign; white space to a blank or a line end;
- soft hyphens, zero-width spaces, marks of direction: to nothing. A zero-width joiner stays where it joins: between
  emoji, or letters of a script that needs it.

:func:`tidy` does what no later step may see undone; the rest keeps on which side a quotation mark stands.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

#: what the measures read: look-alikes folded into one form, or each sign as it was given
FOLDED, AS_GIVEN = TYPOGRAPHY = ("folded", "as given")
#: of three bytes in UTF-8, as all white space is that has more than two
DASHES = "—"
_HIDDEN = re.compile("[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]+")
_JOINERS = "\u200c\u200d"
#: the first letter of a script that joins its letters; emoji come later still
_FIRST_JOINED = "\u0600"
_ACCENTED = re.compile("[^\\W\\d_][\u0300-\u036f]+")


def _table(*pairs: tuple[str, str]) -> dict[int, str]:
    return {ord(sign): plain for signs, plain in pairs for sign in signs}


#: rare signs, each with one common sign in its place
_RARE = _table(
    ("ʹʻʼʽ´′", "'"), ("‚‛❛‹", "‘"), ("❜›", "’"), ("″", '"'), ("‟❝〝", "“"), ("❞〞", "”"),
    ("‐‑‒−﹣", "-"), ("―⸺⸻﹘", "—"),
)  # fmt: skip
_STYLED = (range(0xFF01, 0xFF5F), range(0x1D400, 0x1D800))
_RARE |= {code: unicodedata.normalize("NFKC", chr(code)) for codes in _STYLED for code in codes}
#: common signs, with what stands for them in a word
_COMMON = _table(("‘’", "'"), ("“”„«»", '"'), ("–" + DASHES, "-"), ("…", "..."))
_COMMON |= {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0xFB00, 0xFB07)}
_BETWEEN = _table((DASHES, " - "), ("\u00a0\u1680\u202f\u205f\u3000", " "), ("\u0085\u2028\u2029", "\n"))
_BETWEEN |= dict.fromkeys(range(0x2000, 0x200B), " ")


def rare_signs() -> str:
    """Return all signs that :func:`tidy` changes or takes out."""
    hidden = "".join(_HIDDEN.findall("".join(map(chr, range(0x10000)))))
    return hidden + "".join(map(chr, (code for code in _RARE if _RARE[code] != chr(code))))


def _joins(sign: str) -> bool:
    return sign >= _FIRST_JOINED and ord(sign) not in _RARE and ord(sign) not in _COMMON and not sign.isspace()


def _hidden(text: str) -> Iterator[tuple[int, int]]:
    """Find where a text has signs that nobody sees and that join nothing."""
    for run in _HIDDEN.finditer(text):
        start, end = run.span()
        joined = start > 0 and end < len(text) and _joins(text[start - 1]) and _joins(text[end])
        if not joined:
            yield start, end
        else:
            yield from ((k, k + 1) for k in range(start, end) if text[k] not in _JOINERS)


def tidy(text: str) -> list[tuple[str, int]]:
    """Cut a text at what nobody sees: its parts, with rare signs changed, each with how many signs are hidden after it.

    The parts joined have as many characters as the text without the hidden ones.
    """
    parts, at = [], 0
    for start, end in _hidden(text):
        parts.append((text[at:start].translate(_RARE), end - start))
        at = end
    return [*parts, (text[at:].translate(_RARE), 0)]


def fold_word(word: str) -> str:
    """Fold one word of a tidy text, or one dash."""
    word = word.translate(_COMMON)
    return _ACCENTED.sub(lambda found: unicodedata.normalize("NFC", found[0]), word)


def word_places(word: str) -> tuple[list[int], list[int]]:
    """Return where each sign of a folded word begins and ends in the word as it was."""
    pieces = [_COMMON.get(ord(sign), sign) for sign in word]
    text = "".join(pieces)
    of = [k for k, piece in enumerate(pieces) for _ in piece]
    begins, ends, at = [], [], 0
    for found in _ACCENTED.finditer(text):
        start, end = found.span()
        size = len(unicodedata.normalize("NFC", found[0]))
        begins += of[at:start] + of[start : start + size]
        ends += [k + 1 for k in of[at:start] + of[start : start + size - 1]] + [of[end - 1] + 1]
        at = end
    return begins + of[at:], ends + [k + 1 for k in of[at:]]


def fold_signs(text: str) -> str:
    """Fold a tidy text."""
    return text if text.isascii() else fold_word(text.translate(_BETWEEN))


def fold(text: str) -> str:
    """Fold the signs of a text that look alike; the packages, given this text, give the measures' numbers."""
    return text if text.isascii() else fold_signs("".join(part for part, _ in tidy(text)))
