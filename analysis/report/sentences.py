"""The sentences that open the page: what differs, each with its doubt and a link to the words it rests on.

First what was observed in the words themselves (a quotation that differs, a figure, a headline, what is left out), then
the clearest of the measured differences, each with its interval.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Mapping
from functools import lru_cache

import numpy as np
import pandas as pd

from analysis.actors import NO_ONE
from analysis.comparison import PLANNED
from analysis.facts import IN_ONE_HEADLINE
from analysis.files import listed
from analysis.measures import format_value, load_glossary
from analysis.report.page import (
    Report,
    counted,
    in_marks,
    interval,
    is_called,
    is_claimed,
    names_of,
    readable_rows,
    told,
)
from analysis.report.parts import part_of
from analysis.report.texts import claims_in
from analysis.schema import OUTLET, QUOTED, records, records_by, tuples
from analysis.text.patterns import pattern
from analysis.text.word_forms import key

#: the beginning of a measure's name, and the label of the spans that it counts
_EVIDENCE = {name: name for name in ("loaded", "hedge", "cue", "difficult")}
_EVIDENCE |= dict.fromkeys(("compound", "positive", "negative"), "sentiment")
#: how many sentences open the page where nothing was observed, and how many observations at most
_MOST, _OBSERVED = 5, 4
#: beside so many observations light ones are left out
_ENOUGH = 2
#: an act for which one piece names nobody is told where so many words are the same
_FOR_NO_ONE = 3
#: a lighter word is not named; so many are, if so many weigh so much at least
_LEAST, _NAMED, _STRONG, _STRONG_LEAST = 0.3, 3, 2, 0.5
_NONE_OF = {2: "neither", 3: "none of them"}
_SAID = pattern("“([^”]*)”")
_WORD = pattern(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
#: an article with so many different words of a field is of that field
_OF_A_FIELD = 4
#: words in capitals may be a name; a quotation left open goes on for so many blocks at most
_SHOUTED, _MARK, _GOES_ON = "typographic", pattern('["“”]'), 8
#: the longest words of a measure, in characters, that fit under an interval's drawing: at both ends, or at one
_SHORT, _ALONE = 17, 36


def observed(report: Report) -> list[dict]:
    """Choose what opens the page: one observation of a kind first, then more in their order, loaded words last."""
    if report.observations is None:
        return []
    rows = records(report.observations)
    told_already = {word for row in rows if row["kind"] == "headline" for word in _SAID.findall(row["text"])}
    seen: Counter = Counter()
    for row in rows:
        row["turn"] = seen[row["kind"]] + (row["aside"] == IN_ONE_HEADLINE)
        seen[row["kind"]] += 1
    chosen = sorted(rows, key=lambda row: row["turn"] > 0)
    # what only one headline has is light: where more is told, it stands in its list alone
    weighty = [row for row in chosen if row["aside"] != IN_ONE_HEADLINE]
    chosen = weighty if len(weighty) >= _ENOUGH else chosen
    # readers called the words of one piece the least of what differs
    chosen = [*chosen, *_loaded_only(report, without=told_already)[:1]][:_OBSERVED]
    return [{**row, "places": [report.places[slug, block] for slug, block in row["places"]]} for row in chosen]


def act_observations(acts: pd.DataFrame, *, names: Mapping[str, str]) -> pd.DataFrame:
    """Write who is named for the same act as sentences, with the columns of ``analysis.facts.observations``.

    `acts` are those of ``find_same_acts``. Where one piece names nobody, more words have to be the same.
    """
    rows = []
    for one in records(acts):
        if NO_ONE in (one["actor_a"], one["actor_b"]) and len(one["shared"].split(", ")) < _FOR_NO_ONE:
            continue
        sides = [{name: one[f"{name}_{s}"] for name in ("article", "block", "actor", "clause")} for s in "ab"]
        (this, who), (that, other) = ((names[of["article"]], of["actor"]) for of in sides)
        saying = f"{this} says of {who} much of what {that} says of {other}:"
        if one["role"] == "agent":
            saying = f"For what may be one act {this} names {who}, {that} names {other}:"
        said = "; ".join(f"“{of['clause'].strip('“”').rstrip('.')}”" for of in sides)
        doubt = f"Both have: {one['shared']}. Two sentences alike in words can still tell two acts: read both."
        places = [(of["article"], int(of["block"])) for of in sides]
        rows.append(("act", f"{saying} {said}.", doubt, "who is named for one act", places, "actors"))
    return pd.DataFrame(rows, columns=["kind", "text", "doubt", "aside", "places", "part"])


def _loaded_only(report: Report, *, without: Collection[str] = ()) -> list[dict]:
    """Name the heaviest loaded words that one of two pieces uses in its own voice and the other has nowhere.

    The piece whose words weigh more comes first.
    """
    slugs, names = list(report.letters), names_of(report.articles)
    marked, rows = counted(report.spans), []
    heard, doubtful = _quoted_words(report), _open_quotations(report)
    texts = {(slug, block): text for slug, block, text in tuples(report.text[["article", "block", "text"]])}
    whole = {slug: " ".join(own) for slug, own in report.text.groupby("article", sort=False)["text"]}
    claims = {} if report.spoken is None else records_by(claims_in(report.spoken), "article", "block")
    for slug, other in (slugs, slugs[::-1]) if len(slugs) == 2 else ():
        # a deck is set aside, and holds words too
        there = " ".join(report.measured.loc[report.measured["article"] == other, "text"]).lower()
        forms = {key(word) for word in _WORD.findall(there)}
        there += " " + there.replace("-", "")
        own = marked[
            (marked["article"] == slug) & (marked["label"] == "loaded") & (marked["voice"].map(told) == OUTLET)
        ]
        own = own[(own["weight"] >= _LEAST) & (own["category"] != _SHOUTED) & ~own["surface"].str.isupper()]
        own = own.sort_values("weight", ascending=False, kind="stable")
        own = own.assign(said=own["surface"].str.lower()).drop_duplicates("said")
        own = own.assign(text=[texts.get(place, "") for place in tuples(own[["article", "block"]])])
        # a sign is no word; another form of a word is the same word
        new = [
            _WORD.search(word) and word not in there and word.replace("-", "") not in there and key(word) not in forms
            for word in own["said"]
        ]
        claimed = [
            mark["surface"] in without
            or _is_literal(mark["said"], mark["text"], whole[slug])
            or is_claimed(mark, claims, (slug, mark["block"]))
            or is_called(mark["text"], mark["start"])
            or in_marks(mark["text"], mark["start"])
            or (slug, mark["block"]) in doubtful
            or not heard.get(slug, set()).isdisjoint(map(key, _WORD.findall(mark["said"])))
            for mark in records(own)
        ]
        own = own[np.array([bool(is_new) and not of for is_new, of in zip(new, claimed, strict=True)], bool)].head(
            _NAMED
        )
        if (own["weight"] >= _STRONG_LEAST).sum() >= _STRONG:
            words = ", ".join(f"“{word}”" for word in own["surface"])
            text = f"In its own voice {names[slug]} has {words}; {names[other]} has {_NONE_OF[len(own)]}."
            places = list(own[["article", "block"]].drop_duplicates().itertuples(index=False, name=None))
            doubt = "A list of loaded words marks them: a reader may judge otherwise."
            told_of = {"text": text, "doubt": doubt, "aside": "loaded words", "places": places}
            rows.append((own["weight"].sum(), {"kind": "loaded words", **told_of, "part": "loaded"}))
    return [row for _, row in sorted(rows, key=lambda one: -one[0])]


def _is_literal(word: str, text: str, whole: str) -> bool:
    """Test whether a paragraph tells of a game, a court, a fire or weather, of which the word is a plain term.

    Where the article has many words of that, each of its paragraphs does.
    """
    fields = [beside for terms, beside in _literal_words() if word in terms]
    return any(
        beside.search(text) or len(set(map(str.lower, beside.findall(whole)))) >= _OF_A_FIELD for beside in fields
    )


@lru_cache(maxsize=1)
def _literal_words() -> list[tuple[frozenset[str], re.Pattern]]:
    """Return the words of each field that are no more than literal beside such neighbours."""
    return [
        (frozenset(terms.split("|")), pattern(rf"\b(?:{near.replace('*', '[a-z]*')})\b", re.IGNORECASE))
        for terms, near in listed("literal_words.csv", "terms", "beside")
    ]


def _quoted_words(report: Report) -> dict[str, set[str]]:
    """Collect the keys of each article's loaded words inside quotation marks: a source's, wherever they stand again."""
    marks = report.spans[(report.spans["label"] == "loaded") & (report.spans["voice"].map(told) == QUOTED)]
    return {slug: {key(word) for one in own["surface"] for word in _WORD.findall(one.lower())}
            for slug, own in marks.groupby("article")}  # fmt: skip


def _open_quotations(report: Report) -> set[tuple[str, int]]:
    """Find blocks with a quotation mark that has no other, and those between two such: whose words they are is open."""
    found: set[tuple[str, int]] = set()
    for slug, own in report.text.groupby("article", sort=False):
        blocks = list(own[["block", "text"]].itertuples(index=False, name=None))
        odd = [k for k, (_, text) in enumerate(blocks) if len(_MARK.findall(text)) % 2]
        found |= {(slug, block) for k, (block, text) in enumerate(blocks) if k in odd or "`" in text}
        for first, last in zip(odd[::2], odd[1::2], strict=False):
            if last - first <= _GOES_ON:
                found |= {(slug, blocks[k][0]) for k in range(first, last)}
    return found


def findings(report: Report, *, most: int = _MOST) -> list[dict]:
    """Choose the measured differences that open the page, each with its numbers and the words behind it."""
    found, known = [], report.comparison
    for index, sentence in report.sentences.to_dict("index").items():
        if (sentence["measure"], told(sentence["voice"])) not in PLANNED:
            continue
        same = (known["measure"] == sentence["measure"]) & (known["voice"].map(told) == told(sentence["voice"]))
        if same.any():
            row = known.loc[index if same.get(index, False) else same.idxmax()].to_dict()
            if pd.notna(row["difference"]):
                effect = abs(row["difference"]) / spread if (spread := row.get("spread", 0)) > 0 else 0.0
                found.append({**sentence, "row": row, "effect": effect})
    turns: Counter = Counter()
    for one in sorted(found, key=_doubt):
        pair = (one["row"]["article_a"], one["row"]["article_b"])
        one["turn"] = turns[pair]
        turns[pair] += 1
    chosen = sorted(sorted(found, key=lambda one: (one["turn"], _doubt(one)))[:most], key=_doubt)
    for one in chosen:
        row, drawn = one["row"], interval(one["row"])
        one |= {"interval": drawn, "ends": _ends(row, report.letters, drawn)}
        one |= {"words": _words(report, row), "part": part_of(row["family"])}
    return chosen


def untested(report: Report) -> list[str]:
    """Tell the planned measures of the first two articles that differ and have no test: both values, by the reason."""
    rows = report.comparison
    if not len(rows):
        return []
    first = rows[(rows["article_a"] == rows["article_a"].iloc[0]) & (rows["article_b"] == rows["article_b"].iloc[0])]
    planned = [pair in PLANNED for pair in zip(first["measure"], first["voice"].map(told), strict=True)]
    rows = readable_rows(
        first[first["difference"].abs().gt(0) & first["low"].isna() & np.array(planned, bool)], report.letters
    )
    by_reason: dict[str, list[str]] = {}
    for row in rows:
        by_reason.setdefault(row["remark"], []).append(f"{row['label']}, {_both(row, report.letters)} {row['unit']}")
    return [f"{'; '.join(measures)} ({reason})" for reason, measures in by_reason.items()]


def _both(row: dict, named: Mapping[str, str]) -> str:
    values = {named[row[f"article_{side}"]]: row[f"value_{side}"] for side in "ab"}
    return " and ".join(f"{letter} {format_value(row['measure'], value)}" for letter, value in values.items())


def _doubt(found: dict) -> tuple[bool, bool, float]:
    return not found["clear"], bool(told(found["row"]["reason"])), -found["effect"]


def _ends(row: dict, named: dict[str, str], drawn: dict | None) -> dict[str, str]:
    """Describe what the two ends of an interval's drawing mean, in the measure's own words."""
    known = load_glossary().set_index("measure")["higher"]
    higher = known.get(row["measure"], "has more")
    short = re.sub("^(is|has|uses|sounds|says|quotes) ", "", higher)
    left, right = drawn is not None and drawn["zero"] > 50, drawn is not None and drawn["zero"] < 190
    short = short if len(short) <= (_SHORT if left and right else _ALONE) else "more"
    a, b = (named.get(row[name], row[name]) for name in ("article_a", "article_b"))
    whole = f"To the right of “no difference”: {a} {higher}. To the left: {b} {higher}."
    return {"left": f"{b} {short}" * left, "right": f"{a} {short}" * right, "whole": whole}


def _words(report: Report, row: dict) -> dict | None:
    """Find the heaviest marked word behind a difference, in the article that has more of them."""
    counted = next((label for start, label in _EVIDENCE.items() if row["measure"].startswith(start)), None)
    tone = counted == "sentiment"
    more = row["article_b"] if (row["value_b"] > row["value_a"]) != tone else row["article_a"]
    own = report.spans[report.spans["article"] == more]
    spans = own[own["label"] == counted]
    if tone:
        names = own.loc[own["label"] == "name", ["block", "start", "end"]]
        inside = spans.reset_index().merge(names, on="block", suffixes=("", "_name"))
        held = inside.loc[(inside["start"] >= inside["start_name"]) & (inside["end"] <= inside["end_name"]), "index"]
        spans = spans[(spans["weight"] < 0) & ~spans.index.isin(held)]
    if told(row["voice"]) in ("outlet", "quoted"):
        spans = spans[spans["voice"].map(told) == row["voice"]]
    spans = spans.merge(report.running[["article", "block"]], on=["article", "block"])
    if not len(spans):
        return None
    span = spans.loc[spans["weight"].abs().fillna(0).idxmax()]
    return {"surface": span["surface"], **report.places[more, span["block"]]}
