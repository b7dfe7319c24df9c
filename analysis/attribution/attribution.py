"""Who says what in articles, and whose voice each character is in: attributions from end to end.

An *attribution* is what the text ascribes to someone: a **source** ("Ana Ruiz"), a **cue** ("said") and a **content**
(the words or the claim), terms of PARC and PolNeAR (Pareti 2012, LREC; Newell, Margolin and Ruths 2018, LREC). Its
**form** says how the content stands in the text: ``direct`` (all of it between quotation marks), ``mixed`` (a part),
``indirect`` (in the writer's wording) or ``block`` (a block quotation without marks).

:func:`attribute` is the door. The way of one text: tokens (``tokens``), spans of source, cue and content (``spans``:
features and the model of ``crf``; ``labels``: rules), attributions joined over blocks (here), who is behind each source
and what its verb does (``speakers``), and the voices (here). The *wording* of a direct quotation is the source's; that
of an indirect one is the writer's, though the claim is the source's. So there are three voices: ``outlet``,
``reported`` and ``quoted``, and ``reported`` words count among the outlet's own in every measure of wording.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.articles import find_introduction
from analysis.attribution.beside import find_answers
from analysis.attribution.certainty import SURE
from analysis.attribution.quotation import DIRECT_QUOTATION, quotations
from analysis.attribution.spans import find_attributions
from analysis.attribution.speakers import GOES_ON, INTRODUCED, OTHER, cue_classes, speakers
from analysis.schema import (
    BLOCKQUOTE,
    HEADLINE,
    OUTLET,
    QUOTED,
    REPORTED,
    TEXT,
    TEXT_KINDS,
    records,
    records_by,
    require,
    without_foreign,
)
from analysis.text.patterns import pattern
from analysis.text.word_shapes import find_wordless
from analysis.text.words import Runs, Words, split

DIRECT, MIXED, INDIRECT, BLOCK = "direct", "mixed", "indirect", "block"
ATTRIBUTIONS = {"article": TEXT, "attribution": "int64", "block": "int64"}
ATTRIBUTIONS |= dict.fromkeys(("source", "speaker", "source_kind", "how", "cue", "verb", "cue_class"), TEXT)
ATTRIBUTIONS |= {"form": TEXT, "content": TEXT, "words": "int64", "words_quoted": "int64"}
PLACES = {"article": TEXT, "attribution": "int64", "role": TEXT, "block": "int64"}
PLACES |= {"start": "int64", "end": "int64", "surface": TEXT}
RUNS = {"article": TEXT, "block": "int64", "start": "int64", "end": "int64", "voice": TEXT, "attribution": "Int64"}
#: what stands between two blocks in the joined text of an article
BETWEEN = "\n\n"
#: in characters
_NEAR_THE_END = 120
_SENTENCE_BEFORE = pattern(r"(?:[.!?:][”\"’')\]]*\s+|[”\"]\s+)$")
_SENTENCE_INSIDE = pattern(r"(?<!\b[A-Z]\.)(?<![A-Z][a-z]\.)(?<=[.!?])[”\"’']?\s+(?=[A-Z“\"])")
_OPENS, _CLOSES = frozenset("“\"„«'`‘"), frozenset("”\"»'’")
_WORD = pattern(r"\w\S*")
#: in blocks: so many and no more may stand inside of a quotation without a mark
_WIDEST_GAP = 6
#: in words: a longer cue is mostly more than a cue
_LONGEST_CUE = 5
#: verbs whose object may be a thing, a person or an act as well as a claim
_OF_THINGS = frozenset(
    """added wrote found saw showed liked supported preferred offered published felt seemed knew understood viewed
    learned planned intended welcomed opposed discussed thanked considered appeared remembered sought revealed defended
    read posted mentioned agreed declared""".split()  # noqa: SIM905
)
_CLAUSE = pattern(
    r"^(?:that|whether|how|why|what|if)\b|\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did"
    r"|does|do|isn|wasn|won|been)\b|[’'](?:re|ll|d|ve)\s|\b(?:it|he|she|that|there|who|what)[’']s\s",
    re.IGNORECASE,
)
#: "are finding all the weapons useful", "has shown no desire": what someone does
_NO_CLAIM = pattern(r"\b(?:is|are|was|were)\s(?:\w+\s)?(?:finding|seeing|feeling|showing|liking)\b|\bshow\w*\sno\b")
_NOTHING = pattern(r"(?:no|few|nothing)\b", re.IGNORECASE)
_CALLS = pattern(r"call(?:ed|ing)?\s(?:in|on|up|off)\b|\bcalling\b|\b(?:was|were|been|is|are|got)\s(?:\w+\s)?called\b")
_REFLEXIVE = pattern(r"(?:them|our)selves\b|(?:him|her|it|my)self\b")
_DONE = frozenset(("refused", "declined", "offered", "planned", "intended", "decided", "sought", "preferred", "liked"))
_SPEAKS = pattern(
    r"to\s(?:say|comment|disclose|discuss|answer|speak|talk|confirm|deny|explain|give|tell|name|reveal)\b"
)
#: without a source these tell what something is, or what is to come
_NAMING = frozenset(("called", "considered", "expected", "seemed", "appeared", "felt", "found", "liked", "planned",
    "intended", "known", "knew", "wanted", "described", "viewed", "saw", "thought"))  # fmt: skip
#: what someone must, may or should say is not said; a thing that is "announced" or "published" is said by no one
_MODAL = pattern(r"^(?:\w+ly\s)?(?:must|might|should|may|can|could|cannot)\b(?!\shave)", re.IGNORECASE)
_PASSIVE = pattern(r"\b(?:is|are|was|were|been|being|be)\s(?:\w+ly\s|also\s)?\w+(?:ed|known|shown|told|found)\b")
#: "is said", "had been expected": a cue that needs no source
_BY_NO_ONE = pattern(
    r"\b(?:is|are|was|were|been|being|be)\s(?:\w+\s)?(?:\w+ed|said|known|thought|told|understood|seen|held)\b"
)
_SAYS_THAT = pattern(r"(?:that|whether|how|why|what|if|to)\b|[“\"‘']")
#: "In denying the motion", "Asked about the plan": no one's, where the model has no source
_ASIDE = pattern(r"(?:in|by|on|upon|after|before|without|while|when)\s\w+ing\b|asked\b", re.IGNORECASE)
_ASKS_FOR = pattern(r"\bask(?:ed|s|ing)?\sfor$", re.IGNORECASE)
#: "the rules announced Thursday would": the words behind a participle go on with the writer's own clause
_DAY_AND_VERB = pattern(
    r"(?:(?:on|in|last|this|earlier)\s)*(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|today|yesterday|week|month|year)"
    r"(?:\s(?:morning|night|evening|afternoon))?\s(?:would|will|is|are|was|were|has|have|had|can|could|may|should|\w+ed)\b"
)
#: "has not said whether he will pay": nothing is said
_UNSAID = pattern(
    r"(?:\b(?:not|never|yet\sto)|n[’']t)\s(?:\w+\s)?(?:say|said|specify|specified|disclose|disclosed|explain|explained|elaborate"
    r"|comment|tell|told|reveal|revealed|mention|mentioned|discuss|discussed|clear|know|known)\b",
    re.IGNORECASE,
)
_OPEN_CLAUSE = pattern(r"(?:whether|if|why|how|when|where|who|what|which)\b")
#: what bears words: "men in hats saying"
_BEARER = pattern(
    r"\b(?:hats?|caps?|signs?|banners?|(?:t-|sweat)?shirts?|placards?|posters?|stickers?|buttons?|badges?|flags?|mugs?)$",
    re.IGNORECASE,
)
#: the title of a work, of two words and more: “The Long Road to Dawn.”
_WORK = pattern(
    r"[“\"‘'](?:[A-Z0-9][^\s]*\s(?:(?:a|an|and|at|by|for|from|in|of|on|or|the|to|with|vs\.)\s)*)+[A-Z0-9][^\s]*[.,!?][”\"’']"
)
_PRONOUNS = frozenset("it he she they this that i we you him her them who so there one".split())  # noqa: SIM905
_VOICES = np.array([OUTLET, REPORTED, QUOTED], object)
_NOBODY = -1


@dataclass(frozen=True)
class Attributions:
    """What :func:`attribute` finds.

    Attributes
    ----------
    table : one row an attribution, with the columns of :data:`ATTRIBUTIONS`; ``block`` is where its content (or else
        its cue) begins, ``words`` are those of the content, ``words_quoted`` those of them in someone else's wording
    places : one row a span, with the columns of :data:`PLACES`; ``text[start:end] == surface`` in its block
    voices : one row a run of characters in one voice (:data:`RUNS`): ``voice`` ('outlet', 'reported' or 'quoted') and
        ``attribution``, the innermost whose content it is in, or missing; the runs of a block touch and cover it whole
    quoted : what stands between quotation marks or in a block quotation (``article``, ``block``, ``start``, ``end``)
    """

    table: pd.DataFrame
    places: pd.DataFrame
    voices: pd.DataFrame
    quoted: pd.DataFrame


def attribute(blocks: pd.DataFrame, *, model: Path | None = None) -> Attributions:
    """Find who speaks in articles.

    Parameters
    ----------
    blocks : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    model : another model file; by default the project's own

    Returns
    -------
    Attributions

    Raises
    ------
    InputError
        if a column is missing, or the model file is not such a model
    """
    require(blocks, ("article", "block", "kind", "text"), "attribute")
    blocks = without_foreign(blocks)
    text = blocks[blocks["kind"].isin(TEXT_KINDS)].reset_index(drop=True)
    pieces = [own.reset_index(drop=True) for _, own in text.groupby("article", sort=False)]
    joined = [BETWEEN.join(own["text"]) for own in pieces]
    spans, marks = find_attributions(joined, model=model, least=SURE), find_direct_quotations(text)
    gaps = find_gaps(text, marks)
    marks = _with_gaps(marks, text, gaps)
    places, tables = [], []
    for row, own in enumerate(pieces):
        begins = [0, *accumulate(len(block) + len(BETWEEN) for block in own["text"])][:-1]
        found = spans.loc[spans["row"] == row, ["attribution", "role", "start", "end"]]
        found, blockquotes = add_block_quotations(own, begins, found)
        found, answers = _add_answers(own, begins, found)
        blockquotes += answers
        found, over = _fill_gaps(own, begins, found, gaps)
        found = _add_lead_ins(own, begins, _without_phrases(joined[row], found))
        found = _without_headline_sources(own, begins, found)
        who = speakers(joined[row], found, named_in=_without_headlines(own)).set_index("attribution")
        goes_on = find_orphans(own, begins, found) | find_continuations(joined[row], found) | over
        for number, before in goes_on.items():
            who.loc[number, ["speaker", "source_kind"]] = who.loc[before, ["speaker", "source_kind"]]
            who.loc[number, "how"] = GOES_ON
        who.loc[blockquotes, "how"] = INTRODUCED
        places.append(_in_blocks(own, begins, found))
        tables.append(who.reset_index().assign(article=own["article"].iloc[0]))
    where = _concat(places, PLACES)
    table = _describe(tables, where, marks)
    table = table[~find_doubtful(table) & table["form"].notna()].reset_index(drop=True)
    kept = pd.MultiIndex.from_frame(table[["article", "attribution"]])
    where = where[pd.MultiIndex.from_frame(where[["article", "attribution"]]).isin(kept)].reset_index(drop=True)
    quoted = _with_block_quotations(marks, text)
    return Attributions(table, where, divide_voices(text, where[where["role"] == "content"], quoted), quoted)


def find_doubtful(table: pd.DataFrame) -> np.ndarray:
    """Test which attributions are as often wrong as right, and are left out (bool).

    Of the claims in the writer's wording those whose cue no list has, or is a long one; those of a verb that tells a
    thing and no claim ("supported him", "2020 sees a rise"); refusals to do something; and those that no one makes but
    by a verb of naming or expecting ("is known for"). Of both those of a verb that says and of no one who does. Of the
    partly quoted ones those of a pronoun and no listed cue.
    """
    of = {
        name: table[name].fillna("").astype(object)
        for name in ("cue", "content", "source", "verb", "cue_class", "form")
    }
    rows = zip(*(of[name] for name in ("form", "cue", "cue_class", "verb", "source", "content")), strict=True)
    return np.array([_is_doubtful(*row) for row in rows], bool)


def _is_doubtful(form: str, cue: str, sort: str, verb: str, source: str, content: str) -> bool:
    if form not in (INDIRECT, MIXED):
        return False
    if source.lower().startswith(("for the ", "of the ", "in the ", "at the ", "to the ")) or _BEARER.search(source):
        return True
    if _ASKS_FOR.search(cue) or (not source and (_ASIDE.match(cue) or not _BY_NO_ONE.search(cue))):
        return True
    if form == MIXED:
        return sort in ("", OTHER) and source.lower() in ("", "it", "he", "she", "a", "the", "this", "that", "who")
    long = len(cue.split()) > _LONGEST_CUE and verb not in ("said", "told", "announced")
    nobody = source and not any(map(str.isalpha, source))
    nothing = verb == "reported" and (_NOTHING.match(source) or _NOTHING.match(content))
    if sort in ("", OTHER) or long or nobody or nothing or _NO_CLAIM.search(cue):
        return True
    if (
        content.lower().strip(" ,.") in _PRONOUNS
        or _REFLEXIVE.match(content)
        or _MODAL.match(cue)
        or _DAY_AND_VERB.match(content)
    ):
        return True
    if _UNSAID.search(cue) and _OPEN_CLAUSE.match(content):
        return True
    if not source and (verb in _NAMING or (_PASSIVE.search(cue) and not _SAYS_THAT.match(content))):
        return True
    return _is_act(cue, verb, source, content)


def _is_act(cue: str, verb: str, source: str, content: str) -> bool:
    """Test whether a verb that may report tells an act, a feeling or a find here."""
    clause = _CLAUSE.search(content)
    if verb == "called":
        return bool(_CALLS.search(cue)) or not (clause or re.search(r"\s(?:an?|the|for)\s", content))
    if verb in ("found", "saw", "felt") and _REFLEXIVE.match(content):
        return True
    if verb in ("showed", "found") and source.lower() in ("he", "she", "they"):
        return True
    if verb in _OF_THINGS and not clause:
        return True
    return verb in _DONE and content.startswith("to ") and not _SPEAKS.match(content)


def _without_headlines(own: pd.DataFrame) -> str:
    """Join the texts of an article, with blanks in the place of its headlines: all their words may have capitals."""
    kinds = own["kind"].tolist()
    return BETWEEN.join(" " * len(t) if k == HEADLINE else t for k, t in zip(kinds, own["text"], strict=True))


def _without_headline_sources(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> pd.DataFrame:
    """Leave out sources and cues in a headline whose content is in another block: a headline says nothing there."""
    heads = (own["kind"] == HEADLINE).to_numpy(bool)
    if not heads.any() or not len(spans):
        return spans
    block = np.searchsorted(begins, spans["start"].to_numpy(np.int64), side="right") - 1
    content = (spans["role"] == "content").to_numpy(bool)
    outside = set(spans.loc[content & ~heads[block], "attribution"])
    return spans[content | ~heads[block] | ~spans["attribution"].isin(outside).to_numpy(bool)]


def _concat(tables: list[pd.DataFrame], columns: dict) -> pd.DataFrame:
    filled = [table for table in tables if len(table)]
    whole = pd.concat(filled, ignore_index=True) if filled else pd.DataFrame(columns=list(columns))
    return whole[list(columns)].astype(columns)


def add_block_quotations(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Add an attribution for each run of block quotations, with the source and the cue that introduce it.

    `own` are the text blocks of one article, `begins` and `spans` are places in its joined text. The new attributions
    are returned with their numbers.
    """
    kinds, texts = own["kind"].tolist(), own["text"].tolist()
    number = int(spans["attribution"].max()) if len(spans) else -1
    added = []
    for k, (kind, text) in enumerate(zip(kinds, texts, strict=True)):
        if kind != BLOCKQUOTE or not text:
            continue
        alone = BLOCKQUOTE not in kinds[max(0, k - 1) : k] + kinds[k + 1 : k + 2] and any(m in text for m in '“”"')
        if alone and (spans["role"][_within(spans, begins[k], text)] == "source").any():
            # it names its own speaker
            continue
        if not k or kinds[k - 1] != BLOCKQUOTE:
            number += 1
            if k:
                parts, spans = _introduction(texts[k - 1], begins[k - 1], spans)
                added += [(number, *part) for part in parts]
        # what was found in its own marks is no second one
        spans = spans[~_within(spans, begins[k], text)] if text[:1] in _OPENS else spans
        added.append((number, "content", begins[k], begins[k] + len(text)))
    if not added:
        return spans, []
    new = pd.DataFrame(added, columns=spans.columns)
    return pd.concat([spans, new], ignore_index=True), sorted(set(new["attribution"]))


def _within(spans: pd.DataFrame, begin: int, text: str) -> pd.Series:
    return (spans["start"] >= begin) & (spans["start"] < begin + len(text))


def _add_answers(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> tuple[pd.DataFrame, list[int]]:
    """Put an attribution to its label in the place of what was found in each answer of an interview."""
    held = find_answers(own["text"].where(own["kind"] != HEADLINE, "").tolist())
    number, added = int(spans["attribution"].max()) + 1 if len(spans) else 0, []
    for count, (k, *places) in enumerate(held, start=number):
        spans = spans[(spans["start"] < begins[k]) | (spans["start"] >= begins[k] + len(own["text"].iloc[k]))]
        a, b, c, d = (begins[k] + place for place in places)
        added += [(count, "source", a, b), (count, "content", c, d)]
    if not added:
        return spans, []
    new = pd.DataFrame(added, columns=spans.columns)
    return pd.concat([spans, new], ignore_index=True), sorted(set(new["attribution"]))


def _introduction(before: str, at: int, spans: pd.DataFrame) -> tuple[list[tuple[str, int, int]], pd.DataFrame]:
    """Find the source and the cue at the end of the block `before`, which begins at `at`; and the spans without them.

    The model's last cue with a source and no content is taken, or else what a rule reads there.
    """
    role, start, end, number = (spans[name].to_numpy() for name in ("role", "start", "end", "attribution"))
    is_cue = role == "cue"
    near = number[is_cue & (start >= at + max(len(before) - _NEAR_THE_END, 0)) & (end <= at + len(before))]
    near = near[np.isin(near, number[role == "source"]) & ~np.isin(near, number[role == "content"])]
    if len(near):
        taken = number == near[-1]
        return list(spans.loc[taken, ["role", "start", "end"]].itertuples(index=False)), spans[~taken]
    source, cue = find_introduction(before)
    if cue:
        spans = spans[~np.isin(number, number[is_cue & (start == at + cue[0])])]
    return [(role, at + part[0], at + part[1]) for role, part in (("source", source), ("cue", cue)) if part], spans


def find_continuations(text: str, spans: pd.DataFrame) -> dict[int, int]:
    """Find the quotations without a source that only go on, and the attribution that each goes on.

    Such a one begins a sentence in the same paragraph as the quotation before it, or opens the next paragraph. A
    paragraph that ends without a closing mark goes on in the next one, whose speaker it then has.
    """
    alone = _alone(spans)
    content = spans[spans["role"] == "content"].sort_values("start")
    goes_on: dict[int, int] = {}
    before: tuple[int, int, int] | None = None
    for number, start, end in content[["attribution", "start", "end"]].itertuples(index=False):
        if (
            before is not None
            and number != before[2]
            and start < end
            and (text[start] in _OPENS or text[end - 1] in _CLOSES)
        ):
            near = text[before[1] : start]
            opens = near.strip() == "" or near.count("\n") <= len(BETWEEN) and text[:start].rstrip(" ").endswith("\n")
            begins = "\n" not in near and _SENTENCE_BEFORE.search(text[max(0, start - 8) : start])
            quoted = text[before[0]] in _OPENS or text[before[1] - 1] in _CLOSES
            quoted = quoted and text[start] in _OPENS and _is_beside(near)
            if number in alone and quoted and (opens or begins):
                goes_on[number] = goes_on.get(before[2], before[2])
            root = goes_on.get(before[2], before[2])
            unclosed = text[before[0]] in _OPENS and text[before[1] - 1] not in _CLOSES
            if root in alone and number not in alone and unclosed and "\n" in near and not near.strip():
                goes_on |= dict.fromkeys([root, *(n for n, of in goes_on.items() if of == root)], number)
        before = (start, end, number)
    return goes_on


def _is_beside(near: str) -> bool:
    """Test whether what stands between two quotations is short, or is the long name of who said the first."""
    return len(near) <= _NEAR_THE_END or (len(near) <= 4 * _NEAR_THE_END and not _SENTENCE_INSIDE.search(near.strip()))


def find_orphans(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> dict[int, int]:
    """Find the blocks that are a quotation and no more, and the attribution of the last sentence before each."""
    found: dict[int, int] = {}
    alone = _alone(spans)
    texts = own["text"].tolist()
    for k in range(1, len(texts)):
        before, text = texts[k - 1].rstrip(), texts[k].rstrip()
        if text[:1] not in _OPENS or not before or before.endswith(":"):
            continue
        if text[-1:] not in _CLOSES and any(mark in text[1:] for mark in '”"'):
            continue
        here = spans[(spans["start"] == begins[k]) & spans["attribution"].isin(alone)]["attribution"].tolist()
        last = max((stop.end() for stop in _SENTENCE_INSIDE.finditer(before)), default=0) + begins[k - 1]
        said = spans[(spans["start"] >= last) & (spans["start"] < begins[k]) & (spans["role"] == "source")]
        if here and said["attribution"].nunique() == 1:
            found[here[0]] = int(said["attribution"].iloc[0])
    return found


def _in_blocks(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> pd.DataFrame:
    """Turn places in the joined text into blocks and places in them."""
    texts, rows = own["text"].tolist(), []
    article, blocks = own["article"].iloc[0], own["block"].tolist()
    at = np.searchsorted(begins, spans["start"].to_numpy(np.int64), side="right") - 1
    for k, (number, role, start, end) in zip(at.tolist(), spans.itertuples(index=False), strict=True):
        start, end = start - begins[k], min(end - begins[k], len(texts[k]))
        rows.append((article, number, role, blocks[k], start, end, texts[k][start:end]))
    return pd.DataFrame(rows, columns=list(PLACES))


def _describe(tables: list[pd.DataFrame], where: pd.DataFrame, marks: pd.DataFrame) -> pd.DataFrame:
    """Join what is known of each attribution: who, by which verb, in which form, in how many words."""
    quoted: dict[tuple, list[tuple[int, int]]] = {}
    for article, block, start, end in marks[["article", "block", "start", "end"]].itertuples(index=False):
        quoted.setdefault((article, block), []).append((start, end))
    spans: dict[tuple, list] = {}
    for row in where[["article", "attribution", "role", "block", "start", "surface"]].itertuples(index=False):
        spans.setdefault((row.article, row.attribution), []).append(row)
    rows = []
    for one in (row for table in tables for row in records(table)):
        own = sorted(spans[one["article"], one["attribution"]], key=lambda span: (span.block, span.start))
        content, cue = ([span for span in own if span.role == role] for role in ("content", "cue"))
        words, inside = _count_words(content, quoted)
        form = DIRECT if words == inside else MIXED if inside else INDIRECT
        if one["how"] == INTRODUCED:
            form, inside = BLOCK, words
        one |= {"block": (content or cue or own)[0].block, "form": form if words else None}
        one |= {"cue": " ".join(span.surface for span in cue) or None, "words": words, "words_quoted": inside}
        rows.append(one | {"content": " … ".join(span.surface for span in content) or None})
    table = pd.DataFrame(rows, columns=[name for name in ATTRIBUTIONS if name not in ("verb", "cue_class")])
    table["cue"] = table["cue"].astype(TEXT)
    behind = table["content"].fillna("").tolist()
    table[["verb", "cue_class"]] = cue_classes(table["cue"].fillna("").tolist(), behind=behind).to_numpy()
    table.loc[table["cue"].isna(), ["verb", "cue_class"]] = None
    return _concat([table], ATTRIBUTIONS)


def _count_words(content: list, quoted: dict[tuple, list[tuple[int, int]]]) -> tuple[int, int]:
    """Count the words of contents, and those of them that begin in someone else's wording."""
    words = inside = 0
    for one in content:
        places = quoted.get((one.article, one.block), ())
        for word in _WORD.finditer(one.surface):
            at = one.start + word.start()
            words += 1
            inside += any(start <= at < end for start, end in places)
    return words, inside


def find_direct_quotations(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find what stands between quotation marks in someone else's words, the marks included."""
    words = split(blocks["text"])
    found = quotations(words)
    found = found.keep(found.are(DIRECT_QUOTATION))
    start, end = (words.characters(place, found.text) for place in (found.start, found.end))
    return blocks[["article", "block"]].iloc[found.text].assign(start=start, end=end)


def find_gaps(blocks: pd.DataFrame, marks: pd.DataFrame) -> list[tuple[str, int, int]]:
    """Find quotations that open in one block and close in a later one, with no mark in between.

    Returns (article, first block, last block). Between them stand no more than :data:`_WIDEST_GAP` blocks.
    """
    first = marks.drop_duplicates(["article", "block"])
    last = marks.drop_duplicates(["article", "block"], keep="last")
    places = {
        (article, block): (start, end)
        for table in (first, last)
        for article, block, start, end in table[["article", "block", "start", "end"]].itertuples(index=False)
    }
    opening = {
        (article, block): start
        for article, block, start in first[["article", "block", "start"]].itertuples(index=False)
    }
    found = []
    opened: tuple[str, int, int] | None = None
    for count, (article, block, text) in enumerate(blocks[["article", "block", "text"]].itertuples(index=False)):
        if opened and (opened[0] != article or count - opened[2] > _WIDEST_GAP):
            opened = None
        if (article, block) not in places:
            continue
        start, end = places[article, block]
        headless = opening[article, block] == 0 and text[0] not in _OPENS
        if opened and headless:
            found.append((article, opened[1], block))
        opens = end == len(text) and text[start] in _OPENS and text.rstrip()[-1:] not in _CLOSES
        opened = (article, block, count) if opens else None
    return found


def _with_gaps(marks: pd.DataFrame, blocks: pd.DataFrame, gaps: list[tuple[str, int, int]]) -> pd.DataFrame:
    """Add to what stands between marks the blocks inside of a quotation that opens before and closes behind them."""
    parts = [marks]
    for article, first, last in gaps:
        inside = (blocks["article"] == article) & (blocks["block"] > first) & (blocks["block"] < last)
        whole = blocks.loc[inside, ["article", "block", "text"]]
        parts.append(whole.assign(start=0, end=whole["text"].str.len().astype("int64")).drop(columns="text"))
    return pd.concat(parts, ignore_index=True) if gaps else marks


def _fill_gaps(
    own: pd.DataFrame, begins: list[int], spans: pd.DataFrame, gaps: list[tuple[str, int, int]]
) -> tuple[pd.DataFrame, dict[int, int]]:
    """Give the blocks inside of a quotation to the attribution that closes it; the one that opens it goes on there."""
    over: dict[int, int] = {}
    at = dict(zip(own["block"].tolist(), zip(begins, own["text"].str.len().tolist(), strict=True), strict=True))
    for article, first, last in gaps:
        if article != own["article"].iloc[0]:
            continue
        content = spans[spans["role"] == "content"]
        closing = content[(content["start"] <= at[last][0] + 1) & (content["end"] > at[last][0])]["attribution"]
        if not len(closing):
            continue
        begin, stop = at[first][0], at[last][0]
        number = int(closing.iloc[-1])
        inside = [(number, "content", a, a + size) for block, (a, size) in at.items() if first < block < last]
        held = (spans["start"] >= begin + at[first][1]) & (spans["start"] < stop)
        spans = spans[~held | (spans["attribution"] == number)]
        opens = content[(content["start"] >= begin) & (content["end"] == begin + at[first][1])]["attribution"]
        named = number in set(spans.loc[spans["role"] == "source", "attribution"])
        # whichever of the two has a speaker has it for both
        others = [int(one) for one in opens if one != number]
        over |= (
            dict.fromkeys(others, number) if named else dict.fromkeys([number] if others else [], (others or [0])[0])
        )
        if inside:
            spans = pd.concat([spans, pd.DataFrame(inside, columns=spans.columns)], ignore_index=True)
    return spans, over


def _alone(spans: pd.DataFrame) -> set[int]:
    """Return the attributions that are a content and no more."""
    told = (spans["role"] != "content").to_numpy(bool)
    return set(spans["attribution"].tolist()) - set(spans["attribution"][told].tolist())


def _without_phrases(text: str, spans: pd.DataFrame) -> pd.DataFrame:
    """Leave out what stands in marks inside of a sentence, with no one who says it: a law, a title, a phrase."""
    alone = _alone(spans)
    dropped = [
        number
        for number, start, end in spans[["attribution", "start", "end"]].itertuples(index=False)
        if number in alone
        and text[start] in _OPENS
        and text[end - 1] in _CLOSES
        and (text[end - 2 : end - 1] not in tuple(".,!?") or _WORK.fullmatch(text, start, end))
        and text[max(0, start - 9) : start].rstrip(" ")[-1:].isalpha()
    ]
    return spans[~spans["attribution"].isin(dropped)] if dropped else spans


def _add_lead_ins(own: pd.DataFrame, begins: list[int], spans: pd.DataFrame) -> pd.DataFrame:
    """Add the source and the cue of the block before to a quotation that opens a block, where a colon leads to it."""
    alone = _alone(spans)
    texts, added = own["text"].tolist(), []
    for k, (before, text) in enumerate(zip(texts, texts[1:], strict=False), start=1):
        if not before.rstrip().endswith(":") or text[:1] not in _OPENS:
            continue
        here = spans[(spans["start"] == begins[k]) & spans["attribution"].isin(alone)]["attribution"]
        for number in here.tolist()[:1]:
            parts, spans = _introduction(before, begins[k - 1], spans)
            added += [(number, *part) for part in parts]
    return pd.concat([spans, pd.DataFrame(added, columns=spans.columns)], ignore_index=True) if added else spans


def find_quoted_places(blocks: pd.DataFrame) -> pd.DataFrame:
    """Find all that is in someone else's words: between quotation marks, and block quotations whole.

    Parameters
    ----------
    blocks : ``article``, ``block``, ``kind``, ``text``

    Returns
    -------
    DataFrame with ``article``, ``block``, ``start``, ``end`` (characters, half-open, the marks included)
    """
    marks = find_direct_quotations(blocks)
    return _with_block_quotations(_with_gaps(marks, blocks, find_gaps(blocks, marks)), blocks)


def _with_block_quotations(marks: pd.DataFrame, blocks: pd.DataFrame) -> pd.DataFrame:
    whole = blocks.loc[blocks["kind"] == BLOCKQUOTE, ["article", "block", "text"]]
    whole = whole.assign(start=0, end=whole["text"].str.len().astype("int64")).drop(columns="text")
    parts = [marks, whole]
    for _, own in blocks.groupby("article", sort=False):
        held = find_answers(own["text"].where(own["kind"] != HEADLINE, "").tolist())
        if held:
            rows, start, end = [one[0] for one in held], [one[3] for one in held], [one[4] for one in held]
            parts.append(own[["article", "block"]].iloc[rows].assign(start=start, end=end))
    return pd.concat(parts, ignore_index=True)


def divide_voices(blocks: pd.DataFrame, contents: pd.DataFrame, quoted: pd.DataFrame) -> pd.DataFrame:
    """Divide each text into runs of one voice, as :class:`Attributions` has them.

    `contents` is what is ascribed to someone (``attribution``), `quoted` as :func:`find_quoted_places` returns it; both
    have ``article``, ``block``, ``start``, ``end``.
    """
    contents = contents.assign(length=contents["end"] - contents["start"])
    contents = contents.sort_values("length", ascending=False, kind="stable")
    inside = records_by(contents[["article", "block", "start", "end", "attribution"]], "article", "block")
    marked = records_by(quoted[["article", "block", "start", "end"]], "article", "block")
    made = []
    for article, block, text in blocks[["article", "block", "text"]].itertuples(index=False):
        voice, whose = np.zeros(len(text), np.int8), np.full(len(text), _NOBODY)
        for one in inside.get((article, block), ()):
            voice[one["start"] : one["end"]], whose[one["start"] : one["end"]] = 1, one["attribution"]
        for one in marked.get((article, block), ()):
            voice[one["start"] : one["end"]] = 2
        change = np.flatnonzero((np.diff(voice) != 0) | (np.diff(whose) != 0)) + 1
        starts = np.append(0, change)[: len(text)].tolist()
        for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
            number = None if whose[start] == _NOBODY else whose[start]
            made.append((article, block, start, end, _VOICES[voice[start]], number))
    return pd.DataFrame(made, columns=list(RUNS)).astype(RUNS)


def words_reported(words: Words, quoted: Runs, contents: pd.DataFrame) -> pd.DataFrame:
    """Count the words that give a source's claim in the outlet's own wording.

    Parameters
    ----------
    words : the word table of n texts
    quoted : the words in someone else's wording, which do not count
    contents : ``row`` (index of the text), ``start``, ``end`` (characters) of what is ascribed to someone; they may
        lie inside one another

    Returns
    -------
    DataFrame of n rows with ``words_reported``, as ``words_outlet`` counts words
    """
    texts, start, end = (contents[name].to_numpy(np.int64) for name in ("row", "start", "end"))
    first, last = words.word_at(texts, start), words.word_at(texts, end - 1)
    # a word belongs to what it begins in
    begins = words.spans(np.maximum(first, 0))[1] if len(first) else first
    first = np.where((first < words.bounds[texts]) | (begins < start), first + 1, first)
    held = np.zeros(len(words.types) + 1, np.int64)
    keep = first <= last
    np.add.at(held, first[keep], 1)
    np.add.at(held, last[keep] + 1, -1)
    counted = (np.cumsum(held[:-1]) > 0) & ~quoted.mask(len(words.types))
    counted &= ~words.vocabulary.facts(find_wordless)["no_word"][words.types]
    return pd.DataFrame({"words_reported": words.sum(counted)})
