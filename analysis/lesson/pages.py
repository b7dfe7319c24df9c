"""The pages of a lesson: for the pupils, for the teacher, and what a class found, each one file that stands alone.

The pupils' page runs one script, which its Content-Security-Policy names by its hash; nothing else runs, and nothing is
asked for. The other two run none. Whatever comes from a text or an answer is escaped by the templates.

The script counts loaded words as :func:`analysis.measure` does in one text (``templates/lesson/count.js``; the tests
hold the two counts together), with the lexicon as :func:`compact` packs it. Words inside a name are left out, and the
longest term wins, also where it counts nothing (a hedge, an exception such as “according to plan”): so the table holds
those too. Three lists of keys go into the page, each as one front-coded string: the keys are sorted, and each is a sign
for how many characters it shares with the one before it, the rest, and ``|``. A second string has the number of each
key's fact: category, plainer word, and flags; the most frequent facts take one sign, the others two. A third string has
the rank of each key's weight.
"""

from __future__ import annotations

import hashlib
import string
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable
from os.path import commonprefix

import numpy as np

from analysis.attribution import doubted_words, quoting_words
from analysis.files import kept
from analysis.lesson.lesson import Lesson
from analysis.measures import (
    ACRONYMS,
    ADVERBS,
    INSTITUTIONS,
    PROPER_IN,
    SCARE_WEIGHT,
    TYPOGRAPHIC_WEIGHT,
    before_names,
    glossary_row,
)
from analysis.report import environment, policy, stylesheet
from analysis.schema import InputError
from analysis.text.lexicon import SENSES, Lexicon, categories, load_lexicon
from analysis.text.syllables import easy_words, easy_words_file

SIGNS = string.digits + string.ascii_uppercase + string.ascii_lowercase + "-_"
#: what a term does, as bits: it counts as loaded; only in headlines; only where no surname or title stands beside it;
#: with a capital it may be a name, or only behind a first name or a title
COUNTS, HEADLINE_ONLY, BARE_NAME, MAY_BE_NAME, PROPER, HAS_ADVERB = 1, 2, 4, 8, 16, 32
END = "|"
#: so many facts take one sign, or fewer where there are very many
SHORT = 32
#: what the pupils see of a mark
SHOWN = ("first", "last", "surface", "category", "voice", "neutral", "note")
#: what the pages explain, in the glossary's words
EXPLAINED = ("loaded_per_100_words", "cohens_kappa")


def student(lesson: Lesson) -> str:
    """Return the pupils' page: the texts without their outlets, and every step from guess to doubt."""
    style, script = _style(), _source("count.js") + "\n" + _source("lesson.js")
    data = {
        "key": lesson.key,
        "content": lesson.content,
        "lexicon": compact(lesson.lexicon),
        "rewrite": lesson.rewrite,
        "checks": [{"answer": check.answer} for check in lesson.checks],
        "marks": {
            piece["letter"]: [
                {name: mark[name] for name in SHOWN if mark[name] != ""}
                for block in piece["blocks"]
                for mark in block["marks"]
            ]
            for piece in lesson.pieces
        },
    }
    rules = f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
    rules += "base-uri 'none'; form-action 'none'"
    return _render("student", EXPLAINED, lesson=lesson, data=data, style=style, script=script, policy=rules)


def teacher(lesson: Lesson) -> str:
    """Return the teacher's page: aims, timing, the key, what to discuss, and the lesson on paper."""
    return _still("teacher", (*EXPLAINED, "krippendorffs_alpha"), lesson=lesson)


def class_page(found: dict) -> str:
    """Return the page about a class; `found` is what :func:`analysis.lesson.class_report` returns."""
    return _still("class", ("krippendorffs_alpha", "cohens_kappa"), found=found)


def _still(name: str, explained: tuple[str, ...], **given: object) -> str:
    """Return a page that runs no script."""
    style = _style()
    return _render(name, explained, style=style, policy=policy(style), **given)


def _render(name: str, explained: tuple[str, ...], **given: object) -> str:
    terms = [glossary_row(term) for term in explained]
    return environment().get_template(f"lesson/{name}.html.j2").render(terms=terms, **given)


def _source(name: str) -> str:
    """Read a script or a style without the blanks that begin its lines: no text in it goes over two lines."""
    source = environment().loader.get_source(environment(), f"lesson/{name}")[0]
    return "\n".join(line.strip() for line in source.strip().splitlines())


def _style() -> str:
    return stylesheet() + "\n" + _source("lesson.css")


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _by_bits(words: dict[str, int]) -> dict[int, str]:
    """Group words that say the same of a quotation beside them: bits to words, parted by blanks."""
    found: dict[int, list[str]] = {}
    for word, bits in words.items():
        found.setdefault(bits, []).append(word)
    return {bits: " ".join(held) for bits, held in found.items()}


def compact(lexicon: Lexicon | None = None) -> dict:
    """Return a lexicon (by default the project's) as the page holds it: what JSON holds."""
    if lexicon is None:
        return kept("lesson-lexicon", lambda: _compact(load_lexicon()), outside=[easy_words_file()])
    return _compact(lexicon)


def _compact(lexicon: Lexicon) -> dict:
    rows = keys_of(lexicon)
    known = categories()["definition"].to_dict()
    names = list(dict.fromkeys([*known, *lexicon.table["category"]]))
    ranks, rules = _ranks(lexicon)
    facts = _facts(lexicon, names, ranks)
    listed = {fact: k for k, (fact, _) in enumerate(Counter(facts[row] for row in rows.values()).most_common())}
    keys = sorted(rows)
    sets = {cell: k for k, cell in enumerate(dict.fromkeys(cell for fact in listed for cell in fact[4]))}
    telling = {word: k for k, word in enumerate(sorted({word for cell in sets for word in cell.split("|") if word}))}
    short = _short(max(len(listed), len(telling)))
    return {
        "signs": SIGNS,
        "short": short,
        "terms": front_coded(keys),
        "of": "".join(_sign(listed[facts[rows[key]]], short) for key in keys),
        "facts": [list(fact[:4]) for fact in listed],
        "rules": rules,
        "telling": front_coded(list(telling)),
        "sets": ["".join(_sign(telling[word], short) for word in cell.split("|") if word) for cell in sets],
        "senses": {str(place): [sets[cell] for cell in fact[4]] for fact, place in listed.items() if any(fact[4])},
        "acronyms": sorted(ACRONYMS),
        "given": front_coded(sorted(before_names())),
        "names": front_coded(sorted(keys_of(load_lexicon("names")))),
        "everyday": front_coded(sorted(word for word in easy_words() - ACRONYMS if word.isalpha() and len(word) > 2)),
        "quoting": _by_bits(quoting_words()),
        "doubted": front_coded(sorted(doubted_words())),
        "institutions": sorted(INSTITUTIONS),
        "adverbs": ADVERBS,
        "categories": [[name, known.get(name, "")] for name in names],
    }


def keys_of(lexicon: Lexicon) -> dict[str, int]:
    """Return the row of every key that is looked up: a word, or the words of a phrase with a space between two."""
    width = len(lexicon.word_numbers) + 1
    words = {number: word for word, number in lexicon.word_numbers.items()}
    before = {
        after: divmod(step, width) for step, after in zip(lexicon.steps.tolist(), lexicon.nodes.tolist(), strict=True)
    }
    found = dict(lexicon.single)
    for node, row in enumerate(lexicon.ends.tolist()):
        if row >= 0:
            spelled = []
            while node:
                node, number = before[node]
                spelled.append(words[number])
            found[" ".join(reversed(spelled))] = row
    return found


def front_coded(keys: Iterable[str]) -> str:
    """Write sorted keys as one string."""
    out, before = [], ""
    for key in keys:
        same = min(len(commonprefix((key, before))), len(SIGNS) - 1)
        out += SIGNS[same], key[same:], END
        before = key
    return "".join(out)


def _ranks(lexicon: Lexicon) -> tuple[list[int], list[int]]:
    """Return the rank of the weight of each row, and the ranks of what is loud and of scare quotes."""
    weight, rules = lexicon.table["weight"].to_numpy(float), [TYPOGRAPHIC_WEIGHT, SCARE_WEIGHT]
    ranks = np.unique(np.append(weight, rules))
    return np.searchsorted(ranks, weight).tolist(), np.searchsorted(ranks, rules).tolist()


def _facts(lexicon: Lexicon, names: list[str], ranks: list[int]) -> list[tuple[int, str, int, int, tuple[str, ...]]]:
    """Return category, plainer word, flags, rank and sense rules of each row; `names` are the categories by place."""
    table, place = lexicon.table, {name: k for k, name in enumerate(names)}
    loaded = table["category"].map(categories()["loaded"]).fillna(1).astype(bool) & (table["weight"] > 0)
    only, bare = table["where"] == "headline", table["where"] == "bare_name"
    flags = COUNTS * loaded + HEADLINE_ONLY * only + BARE_NAME * bare
    flags += MAY_BE_NAME * (table["term"] == table["term"].str.lower()) + PROPER * table["category"].isin(PROPER_IN)
    flags += HAS_ADVERB * (table["neutral"].isin(ADVERBS) & ~table["term"].str.endswith("ly"))
    cells = table.reindex(columns=SENSES).fillna("").itertuples(index=False, name=None)
    return list(zip(table["category"].map(place).tolist(), table["neutral"], flags.tolist(), ranks, cells, strict=True))


def _short(facts: int) -> int:
    """Return how many of so many facts can take one sign."""
    most = len(SIGNS) ** 2
    if facts > most:
        raise InputError(f"the lexicon has {facts} different plainer words and kinds, a lesson at most {most}.")
    return min(SHORT, (most - facts) // (len(SIGNS) - 1))


def _sign(number: int, short: int) -> str:
    if number < short:
        return SIGNS[number]
    high, low = divmod(number - short, len(SIGNS))
    return SIGNS[short + high] + SIGNS[low]
