"""A lesson on two articles: what its pages need, as plain values made from the tables.

The pupils see the two texts as A and B, without title, outlet and byline, mark the words that they find loaded, and
only then see what the tool marked. What both mark are *units*: the words of a text, cut at white space, numbered from 0
over its headline, body and block quotations. A lesson also asks small questions about what the texts say, each with
the answer and why: a question is asked only where a table has a row for it, and the answer is what that row says.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

import pandas as pd

from analysis.articles import Article, articles_table, paragraphs, read_articles
from analysis.attribution import attribute
from analysis.facts import CANNOT_BE_CHECKED, FITS, SPREAD, find_checks
from analysis.measures import NEWS_FRAMES, evidence, frame_spans, glossary_row, load_reliability
from analysis.report import letters
from analysis.schema import BLOCKQUOTE, BODY, OUTLET, TEXT_KINDS, InputError
from analysis.text.languages import ENGLISH
from analysis.text.lexicon import Lexicon, categories
from analysis.text.own_lexicon import OwnLexicon
from analysis.text.patterns import pattern
from analysis.text.sentences import sentences

DRIFT, ARITHMETIC, HEADING, VOICE = "quotation", "figure", "headline", "voice"
VERB = "reporting verb"
#: two short texts on one invented event, written for the lesson
TEXTS = Path(__file__).parent / "texts"
#: what an answer file says of itself
FORMAT, VERSION = "framing lesson answers", 1
#: so many checks stand in a lesson at least, if the texts have what they need
FEWEST_CHECKS = 2
#: and a text has so many words
FEWEST_WORDS = 20
_WORD = pattern(r"\S+")
#: what a note says of the weight, which pupils are not shown
_WEAK = pattern(r"(^|, |; )weak\b(?:: |, |; )?")
#: what the makers of the list noted for themselves
_EDITING = pattern(
    r"(?:[:;,] |^)(?:here: )?the (?:noun|name|verb)[^;,:]*\bis (?:left out|marked too)(?:, it is a fact)?"
)
_CLAUSE_END = pattern(r"[.,;!?][”’\"']?(?=\s|$)")
_BY_HAND = pattern(r"(?:; )?[\d.]+ by hand; experts marked it \d+ of \d+ times$")


@dataclass(frozen=True)
class Check:
    """A question with its options; `answer` is the place of the right one, from 0.

    `text_a` and `text_b` are what is to be looked at (the second may be empty), `of_a` and `of_b` say where it stands.
    """

    kind: str
    question: str
    text_a: str
    text_b: str
    options: tuple[str, ...]
    answer: int
    explanation: str
    of_a: str = ""
    of_b: str = ""


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
    frames : the news frames and their words in each text, as :func:`frames` gives them
    kinds : name and definition of each kind of word that the tool marked in them
    told : of each text, what the teacher has to know and the pupils do not see
    own : the teacher's lexicon, if there is one
    shipped : whether it is about the two texts that were written for it
    """

    key: str
    content: dict
    pieces: list[dict]
    checks: list[Check]
    rewrite: dict
    frames: list[dict]
    kinds: list[tuple[str, str]]
    told: list[dict]
    own: OwnLexicon | None = None
    shipped: bool = False

    @property
    def lexicon(self) -> Lexicon | None:
        """What the words are counted by, where it is not the project's lexicon alone."""
        return self.own and self.own.lexicon


def read_pair() -> list[Article]:
    """Read the two texts that were written for the lesson: a town closes its pool."""
    return read_articles([TEXTS / "buzz.txt", TEXTS / "courier.txt"])


def make_lesson(articles: list[Article], *, own: OwnLexicon | None = None) -> Lesson:
    """Make a lesson of two articles, with questions about what they say of the same facts.

    Parameters
    ----------
    articles : two articles, as :func:`analysis.read_articles` reads them
    own : the teacher's lexicon, as :func:`analysis.text.own_lexicon.load_with` reads it

    Returns
    -------
    Lesson
        the same for the same articles, its key too

    Raises
    ------
    InputError
        if there are not two articles, if one has no paragraph of body text, or if neither has a loaded word
    """
    _check_two(articles)
    table, blocks = articles_table(articles), paragraphs(articles)
    named, lexicon = letters(table), own and own.lexicon
    made = pieces(blocks, evidence(blocks, lexicon=lexicon), named=named)
    found = to_ask(find_checks(blocks, attribute(blocks), lexicon=lexicon), blocks)
    asked = checks(found, names={slug: f"Text {letter}" for slug, letter in named.items()})
    if len(asked) < FEWEST_CHECKS:
        asked += voice_checks(made)[: FEWEST_CHECKS + 1 - len(asked)]
    rewrite = _to_rewrite(made)
    if not rewrite["loaded"]:
        where = " and ".join(str(article.path or article.article) for article in articles)
        why = "no loaded word is found in them, so there is none to mark or to rewrite"
        raise InputError(f"{where}: {why}. Give a pair of which one is written in stronger words.")
    texts = [
        {
            "letter": piece["letter"],
            "words": [block["text"][a:b] for block in piece["blocks"] for a, b in block["units"]],
            "starts": [block["first"] for block in piece["blocks"] if block["units"]],
            "cited": [block["first"] for block in piece["blocks"] if block["units"] and block["kind"] == BLOCKQUOTE],
            "tool": sorted({unit for _, mark in _marks([piece]) for unit in range(mark["first"], mark["last"] + 1)}),
            "phrases": _phrases(piece),
        }
        for piece in made
    ]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "texts": texts,
        "checks": [{name: asdict(check)[name] for name in ("question", "options", "answer")} for check in asked],
        "rewrite": {name: rewrite[name] for name in ("text", "loaded")},
    }
    content = json.loads(json.dumps(content))
    return Lesson(
        key=key_of(content),
        content=content,
        pieces=made,
        checks=asked,
        rewrite=rewrite,
        frames=frames(blocks, named=named),
        kinds=_kinds(made),
        told=_told(table, blocks, named=named),
        own=own,
        shipped=all(of.path is not None and Path(of.path).resolve().parent == TEXTS for of in articles),
    )


def check_pair(articles: list[Article]) -> None:
    """Refuse what a class can do nothing with: a text too short or not English raises :class:`InputError`."""
    _check_two(articles)
    for article in articles:
        where, words = article.path or article.article, len(article.text.split())
        if article.language not in (None, ENGLISH):
            why = "it is not in English, and loaded words are looked for in English only"
            raise InputError(f"{where}: {why}. Give two English articles; if it is English: --language en.")
        if words < FEWEST_WORDS:
            why = f"it has {words} word{'' if words == 1 else 's'}, and a lesson needs {FEWEST_WORDS} of each text"
            raise InputError(f"{where}: {why}. Give a whole article.")


def _check_two(articles: list[Article]) -> None:
    if len(articles) != 2:
        raise InputError(f"a lesson needs two articles, not {len(articles)}: framing lesson A.txt B.txt -o lesson")


def key_of(content: dict) -> str:
    """Return the key of a lesson: the SHA-256 of its content, written in one way only."""
    written = json.dumps(content, sort_keys=True, ensure_ascii=True, separators=(",", ":"), allow_nan=False)
    return hashlib.sha256(written.encode("ascii")).hexdigest()


def pieces(blocks: pd.DataFrame, spans: pd.DataFrame, *, named: dict[str, str]) -> list[dict]:
    """Return each text with its units and with what the tool counts as loaded in it."""
    of = {key: rows.to_dict("records") for key, rows in spans[spans["counts"]].groupby(["article", "block"])}
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
    """Describe of a span which units it touches, and why it is there."""
    touched = [k for k, (a, b) in enumerate(units) if a < span["end"] and b > span["start"]]
    note = _EDITING.sub("", _BY_HAND.sub("", _text(span["note"])))
    return {
        "first": first + touched[0],
        "last": first + touched[-1],
        **{name: span[name] for name in ("start", "end", "surface")},
        "category": VERB if span["label"] == "cue" else span["category"],
        "weight": round(float(span["weight"]), 2),
        "voice": OUTLET if span["voice"] == OUTLET else "quoted",
        "neutral": _text(span["neutral"]),
        "note": _WEAK.sub(lambda found: "; " if found[1] else "", note).strip("; "),
    }


def _kinds(made: list[dict]) -> list[tuple[str, str]]:
    """Return name and definition of each category that has a mark."""
    found = {mark["category"] for _, mark in _marks(made)}
    known = categories()["definition"].rename({"cue": VERB})
    # that a verb needs a weight is a matter of the list
    return [(name, of.split("; it counts where")[0].rstrip(".") + ".") for name, of in known.items() if name in found]


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _marks(made: list[dict]) -> list[tuple[dict, dict]]:
    return [(block, mark) for piece in made for block in piece["blocks"] for mark in block["marks"]]


def _phrases(piece: dict) -> list[list[int]]:
    """Return the first and the last unit of each mark of several words; of marks that overlap, the first."""
    found, at = [], -1
    for _, mark in sorted(_marks([piece]), key=lambda one: (one[1]["first"], -one[1]["last"])):
        if mark["first"] > at and mark["last"] > mark["first"]:
            found.append([mark["first"], mark["last"]])
            at = mark["last"]
    return found


def frames(blocks: pd.DataFrame, *, named: Mapping[str, str]) -> list[dict]:
    """Return the news frames that have a word in either text.

    Returns
    -------
    list of dict
        ``name``, ``meaning`` (the glossary's words), ``tier`` (how far it agrees with experts, A to C), and ``words``:
        by letter of the text its words, each once, in their order
    """
    text = blocks[blocks["kind"].isin(TEXT_KINDS)]
    spans, tiers, found = frame_spans(text), load_reliability()["tier"], []
    for frame in NEWS_FRAMES:
        own, told = spans[spans["category"] == frame], glossary_row(frame)
        if len(own):
            words = {letter: _each_once(own.loc[own["article"] == slug, "surface"]) for slug, letter in named.items()}
            name = told["label"].partition(" (")[0]
            found.append({"name": name, "meaning": told["short"], "tier": tiers[frame], "words": words})
    return found


def _each_once(words: Iterable[str]) -> list[str]:
    found: dict[str, str] = {}
    for word in words:
        found.setdefault(word.casefold(), word)
    return list(found.values())


def _to_rewrite(made: list[dict]) -> dict:
    """Choose the paragraph in which the outlet itself uses the most loaded words; the first of several."""
    blocks = [(piece["letter"], block) for piece in made for block in piece["blocks"]]

    def own_words(at: tuple[str, dict]) -> tuple[bool, int, int]:
        marks = at[1]["marks"]
        return at[1]["kind"] == BODY, sum(mark["voice"] == OUTLET for mark in marks), len(marks)

    letter, block = max(blocks, key=own_words)
    return {"letter": letter, "block": block["block"], "text": block["text"], "loaded": len(block["marks"])}


def _told(articles: pd.DataFrame, blocks: pd.DataFrame, *, named: dict[str, str]) -> list[dict]:
    """Describe who published each text, and where a name that would give it away stands in either text."""
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


def to_ask(found: Mapping[str, pd.DataFrame], blocks: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Choose from what can be checked (:func:`analysis.facts.find_checks`) what :func:`checks` asks about.

    A sum and a headline are shown in the sentence that has them (``whole``): a sum of several sentences is not asked
    about.
    """
    pairs, sums = found["drift"], found["arithmetic"]
    text_of = blocks.set_index(["article", "block"])["text"]
    sums = sums[(sums["verdict"] != CANNOT_BE_CHECKED) & (sums["form"] != SPREAD)]
    asked = {"arithmetic": sums, "headline": found["headline"]}
    for name, table in asked.items():
        places = table[["article", "block", "start", "end"]].itertuples(index=False)
        whole = [_sentence(text_of[article, block], start, end) for article, block, start, end in places]
        asked[name] = table.assign(whole=whole)
    return {"drift": pairs.assign(differs=pairs["share"] > 0), **asked}


def _sentence(text: str, start: int, end: int) -> str:
    """Return the sentence, or the sentences, of `text` that this place is in."""
    cut = sentences([text])
    held = cut[(cut["start"] < end) & (cut["end"] > start)]
    return text[min(held["start"].min(), start) : max(held["end"].max(), end)].strip() if len(held) else text


def checks(found: Mapping[str, pd.DataFrame], *, names: Mapping[str, str]) -> list[Check]:
    """Make one question of each table that has a row for it."""
    asked = {"drift": _drift, "arithmetic": _arithmetic, "headline": _headline}
    return [ask(found[name], names) for name, ask in asked.items() if name in found and len(found[name])]


def _drift(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the pair that differs and is the longest, or the longest if none does."""
    length = table["text_a"].str.len() + table["text_b"].str.len()
    row = table.assign(n=length).sort_values(["differs", "n"], ascending=False, kind="stable").iloc[0]
    text_a, text_b = _alike_long(row["text_a"], row["text_b"])
    differs = bool(row["differs"]) or _bare(text_a) != _bare(text_b)
    why = "That two texts agree does not prove that the words were said: one may copy from the other."
    if differs and not row["differs"]:
        why = "What both quote is the same, but one stops earlier or begins later. A cut can change what was meant."
    elif differs:
        why = "At least one of the two was changed, translated or cut. Only a recording or a transcript can tell which."
    return Check(
        DRIFT,
        "Both texts quote what seems to be one utterance. Are the words the same?",
        text_a,
        text_b,
        ("Yes, word for word", "No, words differ"),
        int(differs),
        why,
        names[row["article_a"]],
        names[row["article_b"]],
    )


def _bare(text: str) -> list[str]:
    return re.findall(r"[^\W_]+", text.lower())


def _alike_long(one: str, other: str) -> tuple[str, str]:
    """Cut the longer of two wordings at the end of a clause, about where the shorter one ends, if they still differ."""
    short, long = sorted((one, other), key=len)
    end = _CLAUSE_END.search(long, max(0, len(short) - len(short) // 5))
    if end is None or (cut := long[: end.end()]).split() == short.split():
        return one, other
    cut += "" if end.end() == len(long) else " …"
    return (one, cut) if len(one) <= len(other) else (cut, other)


def _arithmetic(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the first figure that does not fit the text's own, or the first one if all fit."""
    row = table.assign(fits=table["verdict"] == FITS).sort_values("fits", kind="stable").iloc[0]
    name = names[row["article"]]
    working = str(row["working"]).partition("; the text says")[0]
    why = f"{name} says {row['stated']}. Its own numbers give {str(row['computed']).partition(', ')[0]}: {working}."
    return Check(
        ARITHMETIC,
        f"{name} gives this figure. Work it out from its own numbers: do you get the same?",
        _text(row["whole"]),
        "",
        ("Yes, it is the same", "No, it is another"),
        int(not row["fits"]),
        why + ("" if row["fits"] else " It may be a slip, a rounding or a choice."),
        name,
    )


def _headline(table: pd.DataFrame, names: Mapping[str, str]) -> Check:
    """Ask about the first headline that says something that its body does not, or the first one if all agree."""
    stated, found = (table[name].str.strip().str.casefold() for name in ("stated", "found"))
    row = table.assign(same=(stated == found).fillna(False)).sort_values("same", kind="stable").iloc[0]
    name, nearest = names[row["article"]], _text(row["nearest"])
    return Check(
        HEADING,
        f"The headline of {name} says this. Does the text under it say the same?",
        _text(row["whole"]),
        nearest,
        ("Yes, it does", "No, not quite"),
        int(not row["same"]),
        f"{str(row['observation']).rstrip('.')}. Someone else than the writer often makes the headline.",
        f"Headline of {name}",
        f"Nearest place in the text of {name}" if nearest else "",
    )


def voice_checks(pieces: list[dict]) -> list[Check]:
    """Ask in whose voice a loaded word stands: the heaviest of the outlet's own, and the heaviest of a quotation."""
    marks = [(piece, *at) for piece in pieces for at in _marks([piece]) if at[1]["category"] != "typographic"]
    reasons = {
        OUTLET: "stands outside quotation marks: the writer of the text chose it, and answers for it.",
        "quoted": "stands in a quotation: the speaker chose it. The writer chose to quote it.",
    }
    made = []
    for answer, (voice, reason) in enumerate(reasons.items()):
        own = [one for one in marks if one[2]["voice"] == voice]
        if not own:
            continue
        piece, block, mark = max(own, key=lambda one: one[2]["weight"])
        made.append(
            Check(
                VOICE,
                f"Whose word is “{mark['surface']}”?",
                _around(block, mark),
                "",
                ("The writer’s own", "A quoted person’s"),
                answer,
                f"“{mark['surface']}” {reason}",
                f"Text {piece['letter']}",
            )
        )
    return made


def _around(block: dict, mark: dict) -> str:
    """Return a block's text, or 25 words on each side of the mark where it is long."""
    units, first = block["units"], block["first"]
    a, b = max(0, mark["first"] - first - 25), min(len(units) - 1, mark["last"] - first + 25)
    cut = block["text"][units[a][0] : units[b][1]]
    return ("… " if a else "") + cut + (" …" if b < len(units) - 1 else "")
