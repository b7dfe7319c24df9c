"""The folded parts of the page, in the order in which they stand there (:data:`PARTS`).

A part is one function, from :class:`Report` to what its template needs (None where there is nothing to show), and one
template of the same name in ``templates/parts/``, which also has the page's ``letters``, ``pairs``, ``lexicon`` and
``heard``.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from itertools import accumulate, compress

import pandas as pd

from analysis.actors import find_actors, find_same_acts
from analysis.attribution import CLASSES, by_cue, by_source_kind, by_voice
from analysis.facts import AGREE, facts_table, half_told, headline_sentence, only_one_has, told_nowhere
from analysis.measures import frame_profile, frame_spans, load_glossary
from analysis.report.page import (
    AGREES,
    OF_WORDS,
    VOICES,
    Report,
    counted,
    csv_link,
    names_of,
    readable_rows,
    spanned,
    told,
    whole_percents,
)
from analysis.schema import HEADLINE, OUTLET, QUOTED, REPORTED, TEXT_KINDS, records, records_by

_KINDS = {OUTLET: "paragraph", QUOTED: "block quotation"}
_MARKS = {"loaded": "loaded word", "cue": "reporting verb", "hedge": "hedge or certainty"}
_HEADINGS = {"article": "piece", "label": "mark", "count": "marked", "per_100_words": "in 100 words"}
#: the beginning of a family's name, and the part in which its measures stand; the others stand in ``comparison``
_PART_OF = {
    "actors": "actors",
    "loaded": "loaded",
    "tone": "tone",
    "readability": "readability",
    "voice": "voices",
    "frame": "frames",
}
#: the columns of a comparison that its file holds
_IN_FILE = """measure unit voice article_a article_b value_a value_b difference low high method spread n_a n_b
    reason""".split()  # noqa: SIM905
#: so many paragraphs, sources and names of each piece are listed; the words of the rest are in the texts
_MOST = 12
#: so many rows of a table of findings between pieces are listed; its file has them all
_LONG = 200
#: so many actors are listed; what they do; what the tone around a mention is called
_ACTORS, _ROLES, _TONES = 6, ("agent", "patient", "speaker"), {-1: "bad", 0: "neutral", 1: "good"}
#: the sorts of operation whose words count as changed; the others are the editor's marks and ways of writing
_CHANGED = frozenset(("replace", "delete", "insert"))


def part_of(family: str) -> str:
    """Name the part in which a family of measures, or a figure, stands: by the beginning of its name."""
    return next((part for start, part in _PART_OF.items() if told(family).startswith(start)), "comparison")


def heard(report: Report) -> dict | None:
    """Who is heard: for each piece the share of its words by voice, as bars, and one sentence."""
    if f"words_{REPORTED}" not in report.running.columns or not len(report.running):
        return None
    table, names, bars = by_voice(report.measured), names_of(report.articles), []
    for place, slug in enumerate(report.letters):
        rows = table[table["article"] == slug]
        if rows["words"].sum() == 0:
            continue
        ends = list(accumulate(whole_percents(rows["share"].tolist())))
        parts = [
            {"voice": voice, "said": VOICES[voice], "start": start, "percent": end - start, "words": words}
            for voice, words, start, end in zip(rows["voice"], rows["words"], [0, *ends], ends, strict=False)
        ]
        colour = "ab"[place] if place < 2 else "c"
        bars.append({"letter": report.letters[slug], "name": names[slug], "colour": colour, "parts": parts})
    if not bars:
        return None
    percents = [bar["parts"][-1]["percent"] for bar in bars]
    told = [f"{percent}%" if percent else "none" for percent in percents]
    shares = [f"{share} of {bar['name']}" for share, bar in zip(told, bars, strict=True)]
    said = f"Sources’ own words fill {', '.join(shares[:-1])}{' and ' if shares[:-1] else ''}{shares[-1]}."
    said = said if any(percents) else "No source is quoted in its own words."
    shown = table.assign(voice=table["voice"].map(VOICES)).rename(columns={"voice": "whose words"})
    return {"bars": bars, "said": said, "table": _readable(report, shown)}


def loaded(report: Report) -> dict | None:
    """Loaded language: the figures, the numbers, the list of the words that count, and how they add up."""
    spans = counted(report.spans)
    listed = spans.merge(report.text[["article", "block", "kind"]], on=["article", "block"])
    listed = listed.assign(order=listed["article"].map({slug: place for place, slug in enumerate(report.letters)}))
    words = []
    for row in records(listed.sort_values(["order", "block", "start"], kind="stable")):
        sort = _MARKS["cue"] if row["label"] == "cue" else told(row["category"])
        part = "headline" if row["kind"] == HEADLINE else "paragraph"
        words.append({**_placed(report, row), "sort": sort, "part": part})
    sums = [_sum(report, slug, [word for word in words if word["article"] == slug]) for slug in report.letters]
    kept = ["surface", "part", "place", "sort", "weight", "voice"]
    return {**_family(report, "loaded"), "words": words, "sums": sums, "words_csv": _csv(words, kept)}


def _sum(report: Report, slug: str, words: list[dict]) -> dict:
    """Add up the listed words of a piece: running text by voice, each with its number of words, and the headline."""
    own = report.running[report.running["article"] == slug]
    text = [told(word["voice"]) for word in words if word["part"] != "headline"]
    voices = []
    for voice in (OUTLET, QUOTED):
        of = int(own[f"words_{voice}"].sum()) if f"words_{voice}" in own.columns else None
        voices.append({"said": OF_WORDS[voice], "count": text.count(voice), "of": of})
    of = None if voices[0]["of"] is None else voices[0]["of"] + voices[1]["of"]
    shown = {"letter": report.letters[slug], "count": len(text), "of": of, "voices": voices}
    return {**shown, "headline": len(words) - len(text)}


def tone(report: Report) -> dict | None:
    """Tone: VADER's numbers, with and without the names."""
    return _family(report, "tone")


def readability(report: Report) -> dict | None:
    """Readability: the formulas."""
    return _family(report, "readability")


def voices(report: Report) -> dict | None:
    """Who speaks: words by voice, sources, verbs of saying, and every attribution with its place."""
    if report.spoken is None:
        return None
    listed = [_placed(report, row) for row in records(report.spoken.table)]
    cues, kinds = by_cue(report.spoken), by_source_kind(report.spoken)
    classes = [
        {"name": name, "meaning": meaning, "verbs": _by_piece(report, own)}
        for name, meaning in CLASSES.items()
        if len(own := cues[cues["cue_class"] == name])
    ]
    counts = [
        {"kind": kind, "rows": _by_piece(report, own)}
        for kind, own in kinds.groupby("source_kind", sort=False)
        if own["attributions"].any()
    ]
    kept = ["place", "source", "speaker", "source_kind", "how", "cue", "cue_class", "form", "words", "content"]
    shown = {"rows": listed, "classes": classes, "kinds": counts, "csv": _csv(listed, kept)}
    return {**shown, "figures": _figures(report, "voices")}


def _by_piece(report: Report, table: pd.DataFrame) -> list[list[dict]]:
    own = records_by(table, "article")
    return [own.get(slug, []) for slug in report.letters]


def frames(report: Report) -> dict | None:
    """Frames: as a matter of what each piece puts the event, how far that is to be trusted, and by which words."""
    profile, spans = report.framed or (frame_profile(report.measured), frame_spans(report.measured))
    on_page = report.measured["kind"].isin(TEXT_KINDS).to_numpy(bool)
    spans = spans[on_page[spans["row"].to_numpy(int)]]
    rows, marked = [], records_by(spans, "category", "article")
    for (kind, frame, tier), of in profile.groupby(["kind", "frame", "tier"], sort=False):
        own = of.set_index("article").reindex(report.letters)
        words = [_commonest([one["surface"] for one in marked.get((frame, slug), ())]) for slug in report.letters]
        pieces = [
            {"share": share, "opening": opening, "leads": bool(leads), "words": said}
            for share, opening, leads, said in zip(own["share"], own["opening"], own["leads"], words, strict=True)
        ]
        rows.append({"kind": kind, "frame": frame.replace("_", " "), "agrees": AGREES[tier], "pieces": pieces})
    return {"rows": rows, "csv": csv_link(profile), "figures": _figures(report, "frames")}


def actors(report: Report) -> dict | None:
    """Who is in the story: the names, labels, deeds and tone of each actor, and who is named for the same act."""
    found = report.actors or find_actors(report.text, spoken=report.spoken)
    table = found.table()
    shown = table["actor"].drop_duplicates().head(_ACTORS).tolist()
    kinds = dict(zip(table["actor"][::-1], table["kind"][::-1], strict=True))
    mentions, labels = (records_by(of, "actor", "article") for of in (found.mentions, found.labels))
    rows = []
    for actor in shown:
        whose = [(actor, slug) for slug in report.letters]
        pieces = [_called(report, mentions[one], labels.get(one, [])) if one in mentions else None for one in whose]
        rows.append({"actor": actor, "kind": kinds[actor], "pieces": pieces})
    same = find_same_acts(found.mentions, report.text) if report.acts is None else report.acts
    more = table["actor"].nunique() - len(shown)
    shown_rows = (
        table[table["actor"].isin(shown)].drop(columns=["kind", "share", "first_block", "names", "labels"]).round(2)
    )
    return {
        "rows": rows,
        "acts": _both_placed(report, same),
        "more": more,
        "csv": csv_link(shown_rows) if len(shown_rows) else None,
        "figures": _figures(report, "actors"),
    }


def _called(report: Report, mentions: list[dict], labels: list[dict]) -> dict:
    """Collect what one piece calls an actor, and what it says of it in its own voice."""
    first = {of["label"]: of for of in reversed(labels)}
    beside = [first[label] for label in dict.fromkeys(of["label"] for of in labels)]
    tones = Counter(one["tone"] for one in mentions if one["voice"] != QUOTED)
    deeds = [(one["role"], one["verb"]) for one in mentions if told(one["verb"])]
    return {
        "count": len(mentions),
        "quoted": sum(one["voice"] == QUOTED for one in mentions),
        "names": list(dict.fromkeys(one["surface"] for one in mentions if one["how"] != "pronoun")),
        "labels": [
            {
                "label": of["label"],
                "loaded": pd.notna(of["loaded"]),
                "href": report.places[of["article"], of["block"]].get("href"),
            }
            for of in beside
        ],
        "deeds": {role: list(dict.fromkeys(verb for sort, verb in deeds if sort == role)) for role in _ROLES},
        "tone": {name: tones[value] for value, name in _TONES.items()},
    }


def _commonest(surfaces: list[str]) -> list[str]:
    return [surface for surface, _ in Counter(map(str.lower, surfaces)).most_common(3)]


def facts(report: Report) -> dict | None:
    """The same facts in different words: quotations, figures, headlines, and which paragraphs match."""
    if report.facts is None:
        return None
    found = report.facts
    steps = records_by(found.drift.operations, "pair")
    drift = found.drift.pairs
    quotations = _both_placed(report, _foremost(drift, drift["only_a"] + drift["only_b"]))
    tables = {"quotations": drift, "figures": found.claims, "matches": found.matches}
    return {
        "quotations": [row | {"steps": [_step(step) for step in steps.get(row["pair"], ())]} for row in quotations],
        "contradictions": _both_placed(report, found.contradictions),
        "genres": [_placed(report, row) for row in records(found.genres)],
        "figures": _both_placed(report, _figures_first(found.claims)),
        "sums": [_placed(report, row) for row in records(found.arithmetic)],
        "two_headlines": [
            row | {"said": headline_sentence(row, report.letters)} for row in _both_placed(report, found.headlines)
        ],
        "headlines": [_headline(report, row) for row in records(found.headline)],
        "matches": _both_placed(report, _foremost(found.matches, found.matches["score"])),
        "of": {name: len(table) for name, table in tables.items()},
        "checked": [] if found.checked is None else [_placed(report, row) for row in records(found.checked)],
        "against": found.checked is not None,
        "sourced": []
        if found.sourced is None
        else [
            row | _placed(report, {"article": row["article_a"], "block": row["block_a"]})
            for row in records(found.sourced)
        ],
        "csv": csv_link(facts_table(found, report.measured)),
    }


def _headline(report: Report, row: dict) -> dict:
    near = None if pd.isna(row["nearest_block"]) else report.places[row["article"], row["nearest_block"]]
    said = row["observation"].removeprefix("The headline")
    return {**row, "letter": report.letters[row["article"]], "near": near, "said": said}


def _step(step: dict) -> dict:
    """Pick what the page shows of an operation; `alike`: one thing, written in two ways."""
    words = {side: step[f"surface_{side}"] for side in "ab"}
    alike = step["sort"] in ("contraction", "spelling") and all(words.values())
    return {"changed": step["sort"] in _CHANGED, "alike": alike, "sort": step["sort"], **words}


def left_out(report: Report) -> dict | None:
    """What each leaves out: paragraphs, sources and names that only one piece has; the order; text that is shared."""
    if report.facts is None:
        return None
    found, named = report.facts, report.letters
    alone, actors = only_one_has(found.points), only_one_has(found.actors)
    if report.actors is not None:
        actors = report.actors.only_in_one(report.text).rename(columns={"actor": "name"})
    pieces = []
    for slug, letter in named.items():
        points = alone[alone["article"] == slug]
        only, half = told_nowhere(points), half_told(points)
        short = points.drop(index=[*only.index, *half.index])
        only, half, short = (table.head(_MOST) for table in (only, half, short))
        pieces.append({
            "letter": letter,
            "points": [_placed(report, row) for row in records(only)],
            "half": [_placed(report, row) for row in records(half)],
            "short": [_placed(report, row) for row in records(short)],
            "more": len(points) - len(only) - len(half) - len(short),
            "share": float(points.loc[only.index, "share"].sum()),
            "sources": found.heard.loc[found.heard["article"] == slug, "source"].head(_MOST).tolist(),
            "actors": actors.loc[actors["article"] == slug, "name"].head(_MOST).tolist(),
        })  # fmt: skip
    order = [{**row, **{side: named[row[f"article_{side}"]] for side in "ab"}} for row in records(found.agreement)]
    reuse = found.reuse.rename(index=named, columns=named) if len(named) > 2 else None
    passages = _both_placed(report, _foremost(found.passages, found.passages["words_a"]))
    return {"pieces": pieces, "order": order, "passages": passages, "of": len(found.passages), "reuse": reuse}


def comparison(report: Report) -> dict | None:
    """Is it more than chance: all rows held against shuffling, those that no other part has, words apart."""
    table, apart = report.comparison, report.odds is not None and len(report.odds) > 0
    tested = int(table["p"].notna().sum())
    return {
        **_family(report, "comparison"),
        "tested": tested,
        "expected": round(0.05 * tested),
        "alone": int(table["clear_alone"].sum()),
        "clear": int(table["clear"].sum()),
        "planned": int((table["planned"] & table["p"].notna()).sum()),
        "every": report.rows,
        "references": [row for row in report.rows if told(row.get("reference"))],
        "aligned": _aligned(report),
        "all_csv": _comparison_csv(table),
        "odds": records(report.odds) if apart else [],
        "odds_csv": csv_link(report.odds) if apart else None,
    }


def _aligned(report: Report) -> list[dict]:
    """Pick the rows of the paired paragraphs, of the pairs of articles in which enough of them differ to be tested."""
    table = report.aligned
    if table is None or not table["p"].notna().any():
        return []
    enough = table.groupby(["article_a", "article_b"])["p"].transform(lambda p: p.notna().any())
    return readable_rows(table[enough], report.letters)


def trust(report: Report) -> dict | None:
    """How far to trust the page: what it cannot see, and on how few paragraphs it rests."""
    blocks = report.running["article"].value_counts()
    limits: dict[str, list[str]] = {}
    compared = set(report.comparison["measure"].tolist())
    for row in records(report.glossary):
        if row["measure"] in compared and told(row["limits"]):
            limits.setdefault(row["limits"], []).append(row["label"])
    counts = {letter: int(blocks.get(slug, 0)) for slug, letter in report.letters.items()}
    return {"counts": counts, "rows": len(report.comparison), "limits": limits}


def glossary(report: Report) -> dict | None:
    """What the measures are, with formula and reference."""
    return {"terms": records(report.glossary)} if len(report.glossary) else None


def aside(report: Report) -> dict | None:
    """What was set aside, and why: whole blocks, and what was cut off the end of one."""
    blocks = report.measured
    cut = records(blocks[blocks["removed"].map(told) != ""]) if "removed" in blocks else []
    return {"rows": records(blocks[~blocks["kind"].isin(TEXT_KINDS)]), "cut": cut}


def making(report: Report) -> dict | None:
    """How the page was made: inputs and their hashes, versions, command."""
    return {"inputs": records(report.articles), "versions": report.versions, "command": report.command}


#: in the order of the page; ``heard`` stands above them
PARTS = (loaded, tone, readability, voices, actors, frames, facts, left_out, comparison, trust, glossary, aside, making)


# what parts have in common


def _placed(report: Report, row: dict) -> dict:
    """Join to a row how its block is pointed to, and what comes closest to it, where a row says so."""
    close = pd.notna(row.get("closest_block")) and report.places[row["closest_article"], row["closest_block"]]
    return {**row, "closest_place": close or None, **report.places[row["article"], row["block"]]}


def _foremost(table: pd.DataFrame, strength: pd.Series) -> pd.DataFrame:
    """Keep the rows of the greatest `strength` of a table that nobody reads to its end, in the table's order."""
    return table.iloc[sorted((-strength.to_numpy()).argsort(kind="stable")[:_LONG])]


def _figures_first(claims: pd.DataFrame) -> pd.DataFrame:
    """Put the figures that do not agree first, and keep no more of them than a page lists."""
    agrees = claims["relation"] == AGREE
    return pd.concat([claims[~agrees], claims[agrees]]).head(_LONG)


def _both_placed(report: Report, table: pd.DataFrame) -> list[dict]:
    """Join to each row of two blocks, in ``sides``, how they are pointed to."""
    places = report.places
    return [
        {**row, "sides": [places[row[f"article_{side}"], row[f"block_{side}"]] for side in "ab"]}
        for row in records(table)
    ]


def _family(report: Report, part: str) -> dict:
    """Pick a part's rows of the comparison, the same as a file, and its figures."""
    own = [part_of(family) == part for family in report.comparison["family"]]
    csv = _comparison_csv(report.comparison[own]) if any(own) else None
    return {"rows": spanned(list(compress(report.rows, own))), "csv": csv, "figures": _figures(report, part)}


def _figures(report: Report, part: str) -> dict[str, dict]:
    """Pick a part's figures, each with its numbers as a comparison (`rows`) or as another table."""
    made = {}
    for name, (svg, alt, table) in report.figures.items():
        if part_of(name) != part:
            continue
        made[name] = shown = {"svg": svg, "alt": alt, "rows": None, "table": None, "csv": None}
        if table is not None and "article_b" in table.columns:
            shown |= {"rows": spanned(readable_rows(table, report.letters)), "csv": _comparison_csv(table)}
        elif table is not None:
            shown["table"] = _readable(report, table)
            shown["csv"] = csv_link(shown["table"])
    return made


def _readable(report: Report, table: pd.DataFrame) -> pd.DataFrame:
    """Put a figure's numbers in the words of the page, instead of the columns' and labels' own names."""
    marks = "category" in table.columns
    words = {
        "article": report.letters,
        "voice": OF_WORDS if marks else _KINDS,
        "label": _MARKS,
        "category": {"cue": _MARKS["cue"]},
    }
    shown = table.copy()
    if "first_block" in shown:
        first = zip(shown["article"], shown.pop("first_block"), strict=True)
        shown["first in"] = [report.places[slug, block]["place"] for slug, block in first]
    if "source" in shown:
        shown["source"] = shown["source"].fillna("not told")
    if "share" in shown:
        shown["percent"] = shown.groupby("article")["share"].transform(lambda own: whole_percents(own.tolist()))
        del shown["share"]
    for name in shown.columns.intersection(list(words)):
        shown[name] = [words[name].get(value, value) for value in shown[name]]
    headings = (
        _labels() | _HEADINGS | ({"words": "words in that voice"} if marks else {"words": "words", "voice": "kind"})
    )
    return shown.rename(columns={name: headings.get(name, str(name).replace("_", " ")) for name in shown.columns})


@lru_cache(maxsize=1)
def _labels() -> dict[str, str]:
    terms = load_glossary()
    return {
        name: f"{label} ({unit})"
        for name, label, unit in zip(terms["measure"], terms["label"], terms["unit"], strict=True)
    }


def _csv(rows: list[dict], columns: list[str]) -> str | None:
    return csv_link(pd.DataFrame(rows, columns=columns)) if rows else None


def _comparison_csv(compared: pd.DataFrame) -> str:
    return csv_link(compared[[name for name in _IN_FILE if name in compared.columns]])
