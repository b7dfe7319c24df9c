"""Spans: what the model looks at in a token, and source, cue and content of texts.

The way of a text: tokens, a label for each (:mod:`attribution.crf`, the model of ``models/attribution.tsv``), rules
over the labels, and the attributions that they mean (:mod:`attribution.labels`). How often that agrees with experts
stands in ``benchmarks/ATTRIBUTION.md``.

The model looks at templates, each a column of small numbers. *Word templates* depend on the token alone (its letters,
its ending, its class) and are looked at from a distance. *Context templates* depend on the place: quotation marks, the
verbs of saying around it, the classes of its neighbours. Every value can be shown as text, so the model can be read.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attribution.beside import Span, read_beside
from analysis.attribution.certainty import LEAST, is_certain
from analysis.attribution.crf import Model, best_labels, load_model, read_model
from analysis.attribution.json_lines import MODEL, batch_texts
from analysis.attribution.labels import (
    LABELS,
    cut_content,
    find_bare_quotations,
    link_parts,
    mend_quotations,
    place_according_to,
)
from analysis.attribution.tokens import CLOSES, OPENS, Pieces, Places, Tokens, bucket, first_of, last_of, tokenize
from analysis.files import MODELS, listed

#: at which distances each word template is looked at
WORD_TEMPLATES = {
    "word": (-2, -1, 0, 1, 2),
    "ending": (-1, 0, 1),
    "shape": (-2, -1, 0, 1, 2),
    "class": (-3, -2, -1, 0, 1, 2, 3),
}
#: classes of words; what is in no list gets one by its form
CLASSES = (
    *("PAD", "BE", "HAVE", "DO", "MODAL", "NOT", "TO", "THAT", "IF", "OF", "BY", "ACCORDING", "WHO", "WHICH", "WH"),
    *("IPRON", "HEPRON", "THEYPRON", "ITPRON", "YOU", "OBJPRON", "POSS", "DET", "AND", "SUB", "PREP", "ADV", "DAY"),
    *("SAY", "CUE", "THINK", "TITLE", "PERSON", "INST", "DOC"),
    *("COMMA", "STOP", "COLON", "DASH", "OPEN", "CLOSE", "PAREN", "S", "PUNCT", "NUM", "NAME", "CAPS"),
    *("ED", "ING", "LY", "NOUN", "PLURAL", "OTHER"),
)
_NUMBER = {name: k for k, name in enumerate(CLASSES)}
_SIGNS = {",": "COMMA", ".": "STOP", "!": "STOP", "?": "STOP", ":": "COLON", ";": "COLON", "–": "DASH", "—": "DASH"}
_SIGNS |= {"-": "DASH", "“": "OPEN", "”": "CLOSE", '"': "CLOSE", "(": "PAREN", ")": "PAREN", "[": "PAREN", "]": "PAREN"}
_SIGNS |= {"''": "CLOSE", "``": "OPEN", "’s": "S", "'s": "S", "’": "S", "'": "S", "‘": "OPEN"}
_ENDINGS = (("ed", "ED"), ("ing", "ING"), ("ly", "LY"))
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ence", "ance")
#: in tokens: from a comma to the verb behind it, from a verb to the "that" behind it
_NEAR = 6
#: when so many distinct tokens have been seen, what is known of them is forgotten: some 100 MB
_MOST_SURFACES = 100_000
SPANS = {"row": "int64", "attribution": "int64", "role": "str", "start": "int64", "end": "int64"}

#: the columns of a context template, each with the number of its values
Parts = tuple[tuple[np.ndarray, int], ...]


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """Read the listed words: word to class."""
    return dict(listed("word_classes.csv", "word", "class", folder=MODELS))


def class_of(surface: str) -> str:
    """Return the class of a token: SAY of "said", NAME of "Ruiz", LY of "hastily", COMMA of ","."""
    if surface in _SIGNS:
        return _SIGNS[surface]
    if not surface[0].isalnum():
        return "PUNCT"
    low = surface.lower()
    if listed := word_classes().get(low):
        return listed
    if surface[0].isdigit():
        return "NUM"
    if surface[0].isupper():
        return "CAPS" if surface.isupper() and len(surface) > 1 else "NAME"
    for ending, name in _ENDINGS:
        if low.endswith(ending) and len(low) > 4:
            return name
    if low.endswith(_NOUN_ENDINGS):
        return "NOUN"
    return "PLURAL" if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else "OTHER"


def shape_of(surface: str) -> str:
    """Return the runs of capitals (X), small letters (x), figures (9) and other signs: XxXx of "McKay", 9x of "7th"."""
    out = []
    for sign in surface[:12]:
        kind = "9" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.isalpha() else sign
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out)[:6]


def word_values(surface: str) -> dict[str, str]:
    """Return the value of each word template for a token."""
    low = surface.lower()
    ending = low[-3:] if low.isalpha() and len(low) > 3 else ""
    return {"word": low, "ending": ending, "shape": shape_of(surface), "class": class_of(surface)}


def adjust_classes(classes: np.ndarray, quote: np.ndarray) -> np.ndarray:
    """Return the classes with that of marks by what they do here: a straight mark may open or close."""
    classes = np.where(quote == OPENS, _NUMBER["OPEN"], classes)
    return np.where(quote == CLOSES, _NUMBER["CLOSE"], classes)


def contexts(tokens: Tokens, classes: np.ndarray) -> dict[str, tuple[np.ndarray, tuple[int, ...]]]:
    """Compute the context templates of n tokens, given the number of each token's class.

    A name has a column of n whole numbers, and the sizes of their parts. The parts are the places of a number with
    these bases, the last the smallest: (class before, class behind) is before * len(CLASSES) + behind.
    """
    c, k, quote = Places(tokens), len(CLASSES), tokens.quote.astype(np.int64)
    outside, here = quote == 0, (classes, k)

    def near(by: int) -> tuple[np.ndarray, int]:
        return c.shifted(classes, by), k

    def class_at(place: np.ndarray, there: np.ndarray) -> tuple[np.ndarray, int]:
        return np.where(there, c.at(classes, place), 0), k

    def distance(far: np.ndarray, there: np.ndarray | bool = True) -> tuple[np.ndarray, int]:
        return np.where(there, bucket(far), 0), 7

    parts: dict[str, Parts] = {
        "class-1.class": (near(-1), here),
        "class.class+1": (here, near(1)),
        "class.class+1.class+2": (here, near(1), near(2)),
        "quote.class": ((quote, 4), here),
        "quote-1.quote.quote+1": ((c.shifted(quote, -1), 4), (quote, 4), (c.shifted(quote, 1), 4)),
    }
    says = _is(classes, "SAY", "ACCORDING") & outside
    cues = _is(classes, "SAY", "ACCORDING", "CUE", "THINK") & outside
    for name, verbs in (("say", says), ("cue", cues)):
        left, right = c.before(verbs, c.first_of_sentence), c.behind(verbs, c.last_of_sentence)
        on_left, on_right = left >= 0, right >= 0
        parts |= {
            f"{name} left": (class_at(left, on_left), distance(c.position - left, on_left)),
            f"{name} right": (class_at(right, on_right), distance(right - c.position, on_right)),
            f"{name} left.right": ((on_left, 2), (on_right, 2), (verbs, 2)),
            f"behind the {name} left": (class_at(left, on_left), class_at(left + 1, on_left)),
            f"before the {name} right": (class_at(right, on_right), class_at(right - 1, on_right)),
        }
    # the quotation a token is in: the class before it, whether a stop ends it, two classes behind, its length
    inside, first, last = tokens.quote > 0, first_of(tokens.quotation), last_of(tokens.quotation)
    stopped = _is(class_at(last - 1, inside)[0], "COMMA", "STOP")
    length = np.where(inside, np.digitize(last - first, (4, 9)) + 1, 0)
    # of a token outside: the next quotation of the sentence, and the last one of the paragraph
    ahead, back = c.behind(quote == OPENS, c.last_of_sentence), c.before(quote == CLOSES, c.first_of_sequence)
    comes, was = (ahead >= 0) & outside, (back >= 0) & outside
    same = was & (back >= c.first_of_sentence)
    signs = _is(classes, "COMMA", "STOP", "COLON", "DASH", "OPEN", "CLOSE", "PAREN")
    left, right = c.before(signs, c.first_of_sentence), c.behind(signs, c.last_of_sentence)
    sign_left, sign_right, behind_right = (
        class_at(left, left >= 0),
        class_at(right, right >= 0),
        class_at(right + 1, right >= 0),
    )
    that, verb = (c.before(wanted, c.first_of_sentence) for wanted in (_is(classes, "THAT"), cues))
    linked = (that >= 0) & (verb >= 0) & (that > verb) & (that - verb <= _NEAR)
    in_sentence = distance(c.position - c.first_of_sentence)
    parts |= {
        "before the quotation": (class_at(first - 1, inside), (stopped, 2), (length, 4)),
        "behind the quotation": ((stopped, 2), class_at(last + 1, inside), class_at(last + 2, inside)),
        "next quotation": (distance(ahead - c.position, comes), class_at(ahead - 1, comes)),
        "last quotation": (distance(c.position - back, was), (same, 2)),
        "sign in the last quotation": (class_at(back - 1, was), (same, 2)),
        **_last_verb(c, classes, says),
        "sentence begins": ((classes[c.first_of_sentence], k), (c.first_of_sentence == c.first_of_sequence, 2)),
        "signs": (sign_left, sign_right, (quote, 4)),
        "behind the next sign": (sign_right, behind_right),
        "2 behind the next sign": (behind_right, class_at(right + 2, right >= 0), (np.minimum(quote, 1), 2)),
        "behind the last sign": (sign_left, class_at(left + 1, left >= 0)),
        "a verb and that before": ((linked, 2), sign_left),
        "place in the sentence": (in_sentence, distance(c.last_of_sentence - c.position)),
        "place": (in_sentence, distance(c.position - c.first_of_sequence)),
    }
    found = {}
    for name, columns in parts.items():
        column = np.zeros(len(tokens), np.int64)
        for part, size in columns:
            column = column * size + part
        found[name] = column, tuple(size for _, size in columns)
    return found


def _is(classes: np.ndarray, *names: str) -> np.ndarray:
    return np.isin(classes, [_NUMBER[name] for name in names])


def _last_verb(c: Places, classes: np.ndarray, verbs: np.ndarray) -> dict[str, Parts]:
    """Compute where the last verb of saying of a sentence stands, and on which side of it a token is.

    How far is it from the end? Is a comma near before it, and on which side of that is the token? What is behind it?
    """
    last = np.maximum.accumulate(np.where(verbs, c.position, -1))[c.last_of_sentence]
    verb = np.where(last >= c.first_of_sentence, last, -1)
    there = verb >= 0
    commas = np.maximum.accumulate(np.where(_is(classes, "COMMA", "CLOSE"), c.position, -1))
    comma = np.where(there, commas[verb], -1)
    near = (comma >= c.first_of_sentence) & (verb - comma <= _NEAR)
    side = np.where(there, np.sign(c.position - verb), 0) + 1
    side_of_comma = np.where(near, np.sign(c.position - comma) + 1, 0)
    far = np.where(there, bucket(c.last_of_sentence - verb), 0)
    behind = np.where(there, c.at(classes, verb + 1), 0)
    return {
        "the sentence's last verb": ((far, 7), (near, 2), (side, 3)),
        "behind the sentence's last verb": ((near, 2), (side_of_comma, 3), (behind, len(CLASSES))),
    }


def show_value(number: int, sizes: tuple[int, ...]) -> str:
    """Show the number of a context template's value as text: its parts, classes by name."""
    parts = []
    for size in reversed(sizes):
        parts.append(CLASSES[number % size] if size == len(CLASSES) else str(number % size))
        number //= size
    return "|".join(reversed(parts))


def parse_value(value: str, sizes: tuple[int, ...]) -> int:
    """Parse the number that :func:`show_value` shows; a ValueError says that it shows none."""
    number = 0
    for part, size in zip(value.split("|"), sizes, strict=True):
        place = _NUMBER.get(part, size) if size == len(CLASSES) else int(part)
        if not 0 <= place < size:
            raise ValueError(f"{value!r} is no value of parts of the sizes {sizes}")
        number = number * size + place
    return number


class Extractor:
    """A model made ready: what it knows of words is worked out once per distinct word."""

    def __init__(self, model: Model) -> None:
        self.model = model
        self._zero = np.zeros(len(LABELS), np.float32)
        self._tables: dict[str, tuple[np.ndarray, np.ndarray]] = {}
        self.forget()

    def forget(self) -> None:
        """Begin anew with the words, as if none had been seen."""
        self.pieces = Pieces()
        self._class = np.zeros(0, np.int64)
        # row 0 is of what lies beyond the sequence
        self._word = {
            (name, by): np.array([self._known(name, by).get("PAD", self._zero)], np.float32)
            for name, places in WORD_TEMPLATES.items()
            for by in places
        }

    def _known(self, name: str, by: int) -> Mapping[str, np.ndarray]:
        return self.model.points.get(f"{name}{by:+d}", {})

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Cut texts into tokens, and return the class of each."""
        tokens = tokenize(texts, self.pieces)
        values = [word_values(surface) for surface in self.pieces.surfaces[len(self._class) :]]
        if values:
            self._class = np.append(self._class, [_NUMBER[value["class"]] for value in values])
            for (name, by), table in self._word.items():
                known = self._known(name, by)
                rare = known.get("", self._zero) if name == "word" else self._zero
                self._word[name, by] = np.vstack([table, *(known.get(value[name], rare) for value in values)])
        return tokens, adjust_classes(self._class[tokens.types], tokens.quote)

    def scores(self, tokens: Tokens, classes: np.ndarray) -> np.ndarray:
        """Compute the points of each token for each label, without those for following one another (float32, n x L)."""
        total = np.zeros((len(tokens), len(LABELS)), np.float32)
        places = Places(tokens)
        beside = {by: places.shifted(tokens.types + 1, by) for by in sorted({by for _, by in self._word})}
        for (_, by), table in self._word.items():
            total += table.take(beside[by], axis=0)
        for name, (column, sizes) in contexts(tokens, classes).items():
            rows, points = self._table(name, sizes)
            total += points.take(rows[column], axis=0)
        return total

    def _table(self, name: str, sizes: tuple[int, ...]) -> tuple[np.ndarray, np.ndarray]:
        """Return a context template's points: value to row, and rows of points; row 0 is of a value that has none."""
        if name not in self._tables:
            known = self.model.points.get(name, {})
            rows = np.zeros(int(np.prod(sizes)), np.int32)
            rows[[parse_value(value, sizes) for value in known]] = np.arange(1, len(known) + 1)
            self._tables[name] = rows, np.array([self._zero, *known.values()], np.float32)
        return self._tables[name]

    def labels(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Return the tokens of texts with the best label of each (int8, indices into LABELS)."""
        tokens, classes = self.tokens(texts)
        found = best_labels(self.scores(tokens, classes), self.model.transitions, tokens.sequence)
        return tokens, mend_quotations(tokens, place_according_to(tokens, found))


@lru_cache(maxsize=2)
def extractor(path: Path | None = None) -> Extractor:
    """Load a model, by default the project's own; an InputError says that the file is none."""
    words = {f"{name}{by:+d}" for name, places in WORD_TEMPLATES.items() for by in places}
    others = contexts(tokenize([], Pieces()), np.zeros(0, np.int64))

    def known(template: str, value: str) -> bool:
        if template in words:
            return True
        try:
            return template in others and parse_value(value, others[template][1]) >= 0
        except ValueError:
            return False

    if path is not None:
        return Extractor(read_model(path, LABELS, known=known))
    return Extractor(load_model("attribution", MODEL, LABELS, known=known))


def find_attributions(texts: Sequence[str], *, model: Path | None = None, least: float = LEAST) -> pd.DataFrame:
    """Find the attributions of texts.

    Parameters
    ----------
    texts : whole articles or single paragraphs; a newline ends a paragraph
    model : another model file; by default the project's own
    least : what has fewer points of certainty is left out (:mod:`attribution.certainty`); about 0 are even odds

    Returns
    -------
    DataFrame, one row a span: ``row`` (the text), ``attribution`` (from 0 within the text), ``role`` ('source', 'cue'
    or 'content'), ``start`` and ``end`` (half-open, in characters of the text as it was given). One attribution may
    have several spans of a role, or none.

    Raises
    ------
    InputError
        if the model file is not such a model

    Examples
    --------
    >>> text = "“We will rebuild,” Ana Ruiz said."
    >>> [(role, text[a:b]) for role, a, b in find_attributions([text])[["role", "start", "end"]].values]
    [('content', '“We will rebuild,”'), ('source', 'Ana Ruiz'), ('cue', 'said')]
    """
    return find_with(extractor(model), texts, least=least)


def find_with(ready: Extractor, texts: Sequence[str], *, least: float = LEAST) -> pd.DataFrame:
    """Find the attributions of texts with a model that is ready, as :func:`find_attributions` does."""
    rows: list[tuple[int, int, str, int, int]] = []
    for numbers, batch in batch_texts(enumerate(texts)):
        if len(ready.pieces.surfaces) > _MOST_SURFACES:
            ready.forget()
        tokens, labels = ready.labels(batch)
        found = link_parts(tokens, labels) + [(row, [part]) for row, part in find_bare_quotations(tokens, labels)]
        found.sort(key=lambda one: (one[0], min(first for _, first, _ in one[1])))
        own: list[list[list[Span]]] = [[] for _ in batch]
        for row, parts in found:
            spans = []
            for role, first, last in parts:
                for a, b in cut_content(tokens, first, last) if role == "content" else [(first, last)]:
                    spans.append((role, int(tokens.start[a]), int(tokens.end[b])))
            own[row].append(spans)
        for row, (text, given) in enumerate(zip(batch, own, strict=True)):
            read = read_beside(text, given)
            for count, spans in enumerate(spans for spans in read if is_certain(text, spans, least=least)):
                rows += [(numbers[row], count, *span) for span in spans]
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)
