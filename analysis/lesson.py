"""A lesson on two articles: what its pages need, as plain values made from the tables.

The pupils see the two texts as A and B, without title, outlet and byline, mark the words that they find loaded, and
only then see what the tool marked. What both mark are *units*: the words of a text, cut at white space, numbered from 0
over its headline, body and block quotations.
"""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import asdict, dataclass

import pandas as pd

from analysis.attribution import attribute
from analysis.features import evidence
from analysis.lesson_checks import Check, checks, of_facts, voice_checks
from analysis.lexicon import categories
from analysis.read import Article, articles_table
from analysis.report_data import letters
from analysis.same_facts import same_facts
from analysis.schema import BODY, OUTLET, TEXT_KINDS, InputError, require
from analysis.segment import paragraphs

VERB = "reporting verb"
#: what an answer file says of itself
FORMAT, VERSION = "framing lesson answers", 1
#: so many checks stand in a lesson at least, if the texts have what they need
FEWEST_CHECKS = 2
_WORD = re.compile(r"\S+")
#: what a note says of the weight, which pupils are not shown
_WEAK = re.compile(r"(^|, |; )weak\b(?:: |, |; )?")
#: what the makers of the list noted for themselves
_EDITING = re.compile(
    r"(?:[:;,] |^)(?:here: )?the (?:noun|name|verb)[^;,:]*\bis (?:left out|marked too)(?:, it is a fact)?"
)
_BY_HAND = re.compile(r"(?:; )?[\d.]+ by hand; experts marked it \d+ of \d+ times$")


@dataclass(frozen=True)
class Lesson:
    """A lesson on two texts.

    Attributes
    ----------
    key : SHA-256 of `content`: answers with another key belong to another lesson
    content : what an answer file carries along: the words of the texts and where
        their blocks start, the units that the tool marked, the checks
    pieces : the two texts, as :func:`pieces` gives them
    checks : small questions about what the texts say
    rewrite : the paragraph to be rewritten: letter, block, text, number of loaded words
    kinds : name and definition of each kind of word that the tool marked in them
    told : of each text, what the teacher has to know and the pupils do not see
    """

    key: str
    content: dict
    pieces: list[dict]
    checks: list[Check]
    rewrite: dict
    kinds: list[tuple[str, str]]
    told: list[dict]


def of_articles(articles: list[Article]) -> Lesson:
    """Make a lesson of two articles as they were read, with questions about what they say of the same facts.

    Raises
    ------
    InputError
        as :func:`lesson`
    """
    blocks = paragraphs(articles)
    found = of_facts(same_facts(blocks, attribute(blocks))) if len(articles) > 1 else None
    return lesson(articles_table(articles), blocks, evidence(blocks), found=found)


def lesson(
    articles: pd.DataFrame, blocks: pd.DataFrame, spans: pd.DataFrame, *, found: dict[str, pd.DataFrame] | None = None
) -> Lesson:
    """Make a lesson of two articles.

    Parameters
    ----------
    articles, blocks, spans : the three tables (:mod:`analysis.schema`); `spans` with ``neutral``
    found : ``drift``, ``arithmetic``, ``headline``: what :func:`analysis.lesson_checks.checks` asks about

    Raises
    ------
    InputError
        if there are not two articles, or one has no words
    """
    if len(articles) != 2:
        raise InputError(f"a lesson needs two articles, not {len(articles)}: framing lesson A.txt B.txt -o lesson")
    require(spans, ("article", "block", "start", "end", "label", "weight", "neutral"), "spans")
    named = letters(articles)
    made = pieces(blocks, spans, named=named)
    for piece, path in zip(made, articles["path"].fillna(articles["article"]), strict=True):
        if not piece["words"]:
            raise InputError(f"{path}: there are no words in it that are the article's own. Give another article.")
    asked = checks(found or {}, names={slug: f"Text {letter}" for slug, letter in named.items()})
    if len(asked) < FEWEST_CHECKS:
        asked += voice_checks(made)[: FEWEST_CHECKS + 1 - len(asked)]
    rewrite = _to_rewrite(made)
    content = {
        "format": FORMAT,
        "version": VERSION,
        "texts": [
            {
                "letter": piece["letter"],
                "words": _units(piece),
                "starts": [block["first"] for block in piece["blocks"] if block["units"]],
                "tool": _tool(piece),
            }
            for piece in made
        ],
        "checks": [{name: asdict(check)[name] for name in ("question", "options", "answer")} for check in asked],
        "rewrite": {name: rewrite[name] for name in ("text", "loaded")},
    }
    content = json.loads(json.dumps(content))
    return Lesson(key_of(content), content, made, asked, rewrite, _kinds(made), _told(articles, blocks, named=named))


def key_of(content: dict) -> str:
    """Give the key of a lesson: the SHA-256 of its content, written in one way only."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def pieces(blocks: pd.DataFrame, spans: pd.DataFrame, *, named: dict[str, str]) -> list[dict]:
    """Give each text with its units and with what the tool counts as loaded in it.

    Returns
    -------
    list of dict
        ``letter``, ``words`` (how many units) and ``blocks``, each with ``block``, ``kind``, ``text``, ``first`` (its
        first unit), ``units`` (start and end of each) and ``marks`` (``first`` and ``last`` unit, ``surface``,
        ``category``, ``weight``, ``voice``, ``neutral``, ``note``)
    """
    known = categories()
    counts = spans["category"].map(known["loaded"]).fillna(1).astype(bool) & spans["label"].isin(("loaded", "cue"))
    loaded = spans[counts & (spans["weight"] > 0)]
    of = {key: rows.to_dict("records") for key, rows in loaded.groupby(["article", "block"])}
    out = []
    for slug, letter in named.items():
        listed, number = [], 0
        own = blocks[(blocks["article"] == slug) & blocks["kind"].isin(TEXT_KINDS)]
        for block in own.to_dict("records"):
            units = [found.span() for found in _WORD.finditer(block["text"])]
            marks = [_mark(span, units, number) for span in of.get((slug, block["block"]), ())]
            kept = {name: block[name] for name in ("block", "kind", "text")}
            listed.append({**kept, "first": number, "units": units, "marks": marks})
            number += len(units)
        out.append({"letter": letter, "words": number, "blocks": listed})
    return out


def _mark(span: dict, units: list[tuple[int, int]], first: int) -> dict:
    """Say of a span which units it touches, and why it is there."""
    touched = [k for k, (a, b) in enumerate(units) if a < span["end"] and b > span["start"]]
    return {
        "first": first + touched[0],
        "last": first + touched[-1],
        "start": span["start"],
        "end": span["end"],
        "surface": span["surface"],
        "category": VERB if span["label"] == "cue" else span["category"],
        "weight": round(float(span["weight"]), 2),
        "voice": OUTLET if span["voice"] == OUTLET else "quoted",
        "neutral": _text(span["neutral"]),
        "note": _WEAK.sub(
            lambda found: "; " if found[1] else "", _EDITING.sub("", _BY_HAND.sub("", _text(span["note"])))
        ).strip("; "),
    }


def _kinds(made: list[dict]) -> list[tuple[str, str]]:
    """Give name and definition of each category that has a mark."""
    found = {mark["category"] for piece in made for block in piece["blocks"] for mark in block["marks"]}
    known = categories()["definition"].rename({"cue": VERB})
    # that a verb needs a weight is a matter of the list
    return [
        (name, told.split("; it counts where")[0].rstrip(".") + ".") for name, told in known.items() if name in found
    ]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _units(piece: dict) -> list[str]:
    return [block["text"][a:b] for block in piece["blocks"] for a, b in block["units"]]


def _tool(piece: dict) -> list[int]:
    """List the units that the tool marked, each once, in order."""
    marks = [mark for block in piece["blocks"] for mark in block["marks"]]
    return sorted({unit for mark in marks for unit in range(mark["first"], mark["last"] + 1)})


def _to_rewrite(made: list[dict]) -> dict:
    """Choose the paragraph in which the outlet itself uses the most loaded words; the first of several."""
    best = None
    for piece in made:
        for block in piece["blocks"]:
            own = sum(mark["voice"] == OUTLET for mark in block["marks"])
            if best is None or (block["kind"] == BODY, own) > best[0]:
                best = (block["kind"] == BODY, own), piece["letter"], block
    _, letter, block = best
    return {"letter": letter, "block": block["block"], "text": block["text"], "loaded": len(block["marks"])}


def _told(articles: pd.DataFrame, blocks: pd.DataFrame, *, named: dict[str, str]) -> list[dict]:
    """Say who published each text, and where a name that would give it away stands in either text."""
    kept = blocks[blocks["kind"].isin(TEXT_KINDS)]
    out = []
    for of in articles.to_dict("records"):
        names = [name for name in (_text(of["outlet"]), _text(of["byline"])) if name.strip()]
        given = [
            f"“{name}” stands in text {named[block['article']]}"
            for name in names
            for block in kept.drop_duplicates(["article", "text"]).to_dict("records")
            if re.search(rf"\b{re.escape(name)}\b", block["text"], re.IGNORECASE)
        ]
        facts = {name: _text(of[name]) for name in ("title", "outlet", "style", "byline", "date")}
        out.append({"letter": named[of["article"]], **facts, "given_away": list(dict.fromkeys(given))})
    return out
