"""What joins attributions over blocks: block quotations with what introduces them, quotations that go on."""

from __future__ import annotations

import re

import pandas as pd

from analysis.block_voice import introducing
from analysis.schema import BLOCKQUOTE

#: what stands between two blocks in the joined text of an article
BETWEEN = "\n\n"
_NEAR_THE_END = 120
_SENTENCE_BEFORE = re.compile(r"(?:[.!?:][”\"’')\]]*\s+|[”\"]\s+)$")
_OPENS, _CLOSES = frozenset("“\"„«'`"), frozenset("”\"»'")


def introduced(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Add an attribution for each run of block quotations, with the source and the cue that introduce it.

    Parameters
    ----------
    own : the text blocks of one article (``kind``, ``text``)
    begins : the place of each in the joined text
    spans : ``attribution``, ``role``, ``start``, ``end`` in the joined text

    Returns
    -------
    the spans with the new ones, and the numbers of the attributions that were added
    """
    kinds, texts = own["kind"].tolist(), own["text"].tolist()
    number = int(spans["attribution"].max()) + 1 if len(spans) else 0
    added = []
    for first in (k for k, kind in enumerate(kinds) if kind == BLOCKQUOTE and (not k or kinds[k - 1] != BLOCKQUOTE)):
        if first:
            before, at = texts[first - 1], begins[first - 1]
            near = at + max(len(before) - _NEAR_THE_END, 0)
            cues = spans[(spans["role"] == "cue") & (spans["start"] >= near) & (spans["end"] <= at + len(before))]
            own_spans = spans[spans["attribution"].isin(cues["attribution"])]
            empty = cues[~cues["attribution"].isin(own_spans.loc[own_spans["role"] == "content", "attribution"])]
            with_source = empty[empty["attribution"].isin(spans.loc[spans["role"] == "source", "attribution"])]
            if len(with_source):
                taken = with_source["attribution"].iloc[-1]
                added += [
                    (number, role, s, e)
                    for n, role, s, e in spans[spans["attribution"] == taken].itertuples(index=False)
                ]
                spans = spans[spans["attribution"] != taken]
            else:
                source, cue = introducing(before)
                added += [
                    (number, role, at + place[0], at + place[1])
                    for role, place in (("source", source), ("cue", cue))
                    if place
                ]
                same = cue and spans[(spans["role"] == "cue") & (spans["start"] == at + cue[0])]["attribution"]
                spans = spans if cue is None else spans[~spans["attribution"].isin(same)]
        last = first
        while last < len(kinds) and kinds[last] == BLOCKQUOTE:
            added.append((number, "content", begins[last], begins[last] + len(texts[last])))
            last += 1
        number += 1
    if not added:
        return spans, []
    new = pd.DataFrame(added, columns=spans.columns)
    return pd.concat([spans, new], ignore_index=True), sorted(set(new["attribution"]))


def going_on(text: str, spans: pd.DataFrame) -> dict[int, int]:
    """Say which quotations without a source only go on, and which attribution each goes on.

    That is so where one begins a sentence in the same paragraph as the content before it, or opens the next paragraph,
    and that content was a quotation too. A paragraph that ends without a closing mark goes on in the next one, whose
    speaker it then has.
    """
    roles = spans.groupby("attribution")["role"].agg(set)
    alone = set(roles.index[[found == {"content"} for found in roles]])
    content = spans[spans["role"] == "content"].sort_values("start")
    goes_on: dict[int, int] = {}
    before: tuple[int, int, int] | None = None
    for number, start, end in content[["attribution", "start", "end"]].itertuples(index=False):
        if before is not None and number != before[2] and text[start] in _OPENS:
            near = text[before[1] : start]
            opens = near.strip() == "" or near.count("\n") <= len(BETWEEN) and text[:start].rstrip(" ").endswith("\n")
            begins = "\n" not in near and _SENTENCE_BEFORE.search(text[max(0, start - 8) : start])
            quoted = text[before[0]] in _OPENS or text[before[1] - 1] in _CLOSES
            if number in alone and quoted and len(near) <= _NEAR_THE_END and (opens or begins):
                goes_on[number] = goes_on.get(before[2], before[2])
            root = goes_on.get(before[2], before[2])
            if root in alone and number not in alone and _unclosed(text, before[0], before[1], start):
                goes_on |= dict.fromkeys([root, *(n for n, of in goes_on.items() if of == root)], number)
        before = (start, end, number)
    return goes_on


def _unclosed(text: str, start: int, end: int, after: int) -> bool:
    """Say whether a quotation stops at the end of its paragraph without a mark, and `after` opens the next one."""
    between = text[end:after]
    return text[start] in _OPENS and text[end - 1] not in _CLOSES and "\n" in between and not between.strip()
