"""Where sentences begin and end, with offsets.

The rules for abbreviations, quotation marks and figures are those of sentencex (Wikimedia) for English. A thin layer
of our own mends what it errs in: a sentence may end with U.S.A., with May or with vitamin C; a quotation that ends
with ? or ! goes on with its speaker; Ms. and Ft. go on with a name.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

import pandas as pd
import sentencex

from analysis.text.lexicon import cue_forms
from analysis.text.patterns import pattern

SENTENCES = {"row": "int64", "sentence": "int64", "start": "int64", "end": "int64"}
#: what may end a sentence though its stop looks like that of an abbreviation or an initial
_ENDS = pattern(
    r"(?:(?P<sure>\b(?:in|by|since|until|last|this|next|of|from|to|late|early|mid)\s(?:May|June|July|March|April)"
    r"|\bno(?=\.[”\"’')]*\s+[“\"‘'(]?[A-Z])"
    r"|\b(?:[Vv]itamin|[Hh]epatitis|[Gg]rade|[Pp]lan|[Gg]roup|[Tt]ype|[Oo]ption|[Ss]ection|[Ee]xhibit|[Bb]lock)s?\s[A-Z])"
    r"|\b(?:U\.S\.A|U\.S|U\.K|U\.N|E\.U|D\.C|[ap]\.m|etc|Inc|Corp|Ltd|Co|Jr|Sr))\.[”\"’')]*\s+(?=[“\"‘'(]?(?P<next>[A-Z][\w’']*))"
)
#: words that begin a sentence and no name
_BEGINNERS = frozenset(
    """the a an that this these those he she it they we i you his her its their our my your there here who what when
    where why how which nobody no none some many most few several all both each every another other others one two
    three and but or so yet if as at in on by for from with after before since while although because until once during
    under over about against among not now then still also only even just""".split()  # noqa: SIM905
)
#: what stands before a name or a number and so ends no sentence, where sentencex takes it for an end
_INITIAL = pattern(r"(?:^|[\W_])[^\W\d_]\.$")
_GOES_ON = pattern(r"\b(?:Mr|Mrs|Ms|Mx|Messrs|Dr|Prof|Gen|Col|Capt|Lt|Sgt|Sen|Rep|Gov|Rev|Ft|Mt|approx)\.$")
_OPEN_QUESTION = pattern(r"[?!…][”\"’']+$")
_SPEAKER = pattern(r"(?P<small>[a-z])|(?:(?:[A-Z][\w’'.-]*|van|de|der|den|la|bin|al|the)\s+){1,5}(?P<verb>[a-z]+)\b")


def sentences(texts: Sequence[str]) -> pd.DataFrame:
    """Cut texts into sentences.

    The table has ``row`` (the place of the text), ``sentence`` (from 0 within the text), ``start`` and ``end``
    (half-open, in characters, without the blanks around it). Every character that is no blank is in exactly one.
    """
    rows = [(row, number, *place) for row, text in enumerate(texts) for number, place in enumerate(cut_sentences(text))]
    return pd.DataFrame(rows, columns=list(SENTENCES)).astype(SENTENCES)


def cut_sentences(text: str) -> list[tuple[int, int]]:
    """Cut one text into sentences: their offsets."""
    return list(_kept(text))


# matches, figures, sums, headlines, acts and contradictions are all read sentence by sentence
@lru_cache(maxsize=1 << 10)
def _kept(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(_mend(text, _cut(text)))


def _cut(text: str) -> Iterator[tuple[int, int]]:
    for found in sentencex.get_sentence_boundaries("en", text):
        begin, end = found["start_index"], found["end_index"]
        for stop in _ENDS.finditer(text, begin, end):
            if stop["sure"] or stop["next"].lower() in _BEGINNERS:
                yield begin, stop.end()
                begin = stop.end()
        yield begin, end


def _mend(text: str, pieces: Iterator[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the blanks around sentences, and join a question in quotation marks to its speaker."""
    found: list[tuple[int, int]] = []
    for start, end in pieces:
        surface = text[start:end]
        start, end = end - len(surface.lstrip()), start + len(surface.rstrip())
        if start >= end:
            continue
        before = text[found[-1][0] : found[-1][1]] if found else ""
        speaker = _OPEN_QUESTION.search(before) and _SPEAKER.match(text, start, end)
        asked = speaker and (speaker["small"] or speaker["verb"] in cue_forms())
        if found and start == found[-1][1] and _INITIAL.search(text[max(0, start - 3) : start]):
            found[-1] = (found[-1][0], end)  # the non-U.S. firm
        elif (asked or _GOES_ON.search(before)) and "\n" not in text[found[-1][1] : start]:
            found[-1] = (found[-1][0], end)
        else:
            found.append((start, end))
    return found
