"""What the attribution model knows about a token: templates, each a column of small numbers.

Two sorts. *Word templates* depend on the token alone (its letters, its ending, its class) and are looked at from a
distance (two before, one behind). *Context templates* depend on the place: quotation marks, the verbs of saying around
it, the classes of its neighbours. Every value of every template can be shown as text, so that the model can be read.

Attribution spans: finds source, cue and content in texts, and says why.

The way of a text: tokens, a label for each (``crf``, with the model of ``models/attribution.tsv``), labels
read as attributions (:mod:`attribution.labels`), and rules about quotation marks
(:mod:`attribution.labels`) and about "According to" (:mod:`attribution.labels`). How often that agrees with
experts stands in ``benchmarks/ATTRIBUTION.md``.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.attribution.crf import Model, best, read
from analysis.attribution.labels import LABELS, apart, left_over, linked, mended, placed
from analysis.attribution.tokens import CLOSES, OPENS, Pieces, Places, Tokens, bucket, first_of, last_of, tokenize
from analysis.files import MODELS

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
_NEAR = 6
_NOUN_ENDINGS = ("tion", "sion", "ment", "ness", "ity", "ism", "ship", "ence", "ance")


@lru_cache(maxsize=1)
def word_classes() -> dict[str, str]:
    """The listed words: word to class."""
    table = pd.read_csv(MODELS / "word_classes.csv", keep_default_na=False)
    return dict(zip(table["word"], table["class"], strict=True))


def class_of(surface: str) -> str:
    """Return the class of a token."""
    if surface in _SIGNS:
        return _SIGNS[surface]
    if not surface[0].isalnum():
        return "PUNCT"
    low = surface.lower()
    listed = word_classes().get(low)
    if listed:
        return listed
    if surface[0].isdigit():
        return "NUM"
    if surface[0].isupper():
        return "CAPS" if surface.isupper() and len(surface) > 1 else "NAME"
    for ending, name in (("ed", "ED"), ("ing", "ING"), ("ly", "LY")):
        if low.endswith(ending) and len(low) > 4:
            return name
    if low.endswith(_NOUN_ENDINGS):
        return "NOUN"
    return "PLURAL" if low.endswith("s") and not low.endswith("ss") and len(low) > 3 else "OTHER"


def shape_of(surface: str) -> str:
    """Return the shape of a token: runs of capitals (X), small letters (x) and digits (9), other signs as they are."""
    out = []
    for sign in surface[:12]:
        kind = "9" if sign.isdigit() else "X" if sign.isupper() else "x" if sign.isalpha() else sign
        if not out or out[-1] != kind:
            out.append(kind)
    return "".join(out)[:6]


def word_values(surface: str) -> dict[str, str]:
    """Return the value of each word template for a token."""
    low = surface.lower()
    return {
        "word": low,
        "ending": low[-3:] if low.isalpha() and len(low) > 3 else "",
        "shape": shape_of(surface),
        "class": class_of(surface),
    }


def contexts(tokens: Tokens, classes: np.ndarray) -> dict[str, tuple[np.ndarray, tuple[int, ...]]]:
    """Work out the context templates."""
    c, k = Places(tokens), len(CLASSES)
    quote = tokens.quote.astype(np.int64)
    found: dict[str, tuple[np.ndarray, tuple[int, ...]]] = {}

    def put(name: str, *parts: tuple[np.ndarray, int]) -> None:
        column = np.zeros(len(tokens), np.int64)
        for part, size in parts:
            column = column * size + part
        found[name] = (column, tuple(size for _, size in parts))

    near = {o: c.shifted(classes, o) for o in (-3, -2, -1, 1, 2, 3)}
    put("class-1.class", (near[-1], k), (classes, k))
    put("class.class+1", (classes, k), (near[1], k))
    put("class.class+1.class+2", (classes, k), (near[1], k), (near[2], k))
    put("quote.class", (quote, 4), (classes, k))
    put("quote-1.quote.quote+1", (c.shifted(quote, -1), 4), (quote, 4), (c.shifted(quote, 1), 4))

    says = np.isin(classes, [_NUMBER["SAY"], _NUMBER["ACCORDING"]])
    cues = says | np.isin(classes, [_NUMBER["CUE"], _NUMBER["THINK"]])
    outside = quote == 0
    for name, verbs in (("say", says & outside), ("cue", cues & outside)):
        left = c.before(verbs, c.first_of_sentence)
        right = c.behind(verbs, c.last_of_sentence)
        far_left = np.where(left >= 0, c.position - left, 0)
        far_right = np.where(right >= 0, right - c.position, 0)
        left_class = np.where(left >= 0, classes[left], 0)
        right_class = np.where(right >= 0, classes[right], 0)
        put(f"{name} left", (left_class, k), (bucket(far_left), 7))
        put(f"{name} right", (right_class, k), (bucket(far_right), 7))
        put(
            f"{name} left.right",
            (np.minimum(left + 1, 1), 2),
            (np.minimum(right + 1, 1), 2),
            (verbs.astype(np.int64), 2),
        )
        behind_left = np.where(left >= 0, c.at(classes, left + 1), 0)
        put(f"behind the {name} left", (left_class, k), (behind_left, k))
        before_right = np.where(right >= 0, c.at(classes, right - 1), 0)
        put(f"before the {name} right", (right_class, k), (before_right, k))
    back, stopped, ahead, further, long = _quotation(c, classes, tokens)
    put("before the quotation", (back, k), (stopped, 2), (long, 4))
    put("behind the quotation", (stopped, 2), (ahead, k), (further, k))
    put("next quotation", *_next_quotation(c, classes, quote, k))
    far, sign, same = _last_quotation(c, classes, quote)
    put("last quotation", (far, 7), (same, 2))
    put("sign in the last quotation", (sign, k), (same, 2))
    far, near_comma, side, side_of_comma, behind_verb = _tail(c, classes, says & outside)
    put("the sentence's last verb", (far, 7), (near_comma, 2), (side, 3))
    put("behind the sentence's last verb", (near_comma, 2), (side_of_comma, 3), (behind_verb, k))
    put("sentence begins", *_head(c, classes, k))
    comma = np.isin(classes, [_NUMBER[name] for name in ("COMMA", "STOP", "COLON", "DASH", "OPEN", "CLOSE", "PAREN")])
    left, right = c.before(comma, c.first_of_sentence), c.behind(comma, c.last_of_sentence)
    sign_left, sign_right = np.where(left >= 0, classes[left], 0), np.where(right >= 0, classes[right], 0)
    put("signs", (sign_left, k), (sign_right, k), (quote, 4))
    put("behind the next sign", (sign_right, k), (np.where(right >= 0, c.at(classes, right + 1), 0), k))
    put("2 behind the next sign", (np.where(right >= 0, c.at(classes, right + 1), 0), k),
        (np.where(right >= 0, c.at(classes, right + 2), 0), k), (np.minimum(quote, 1), 2))  # fmt: skip
    put("behind the last sign", (sign_left, k), (np.where(left >= 0, c.at(classes, left + 1), 0), k))
    that = classes == _NUMBER["THAT"]
    that_left = c.before(that, c.first_of_sentence)
    verb_left = c.before(cues & outside, c.first_of_sentence)
    linked = (that_left >= 0) & (verb_left >= 0) & (that_left > verb_left) & (that_left - verb_left <= 6)
    put("a verb and that before", (linked.astype(np.int64), 2), (sign_left, k))
    ahead = c.last_of_sentence - c.position
    put("place in the sentence", (bucket(c.position - c.first_of_sentence), 7), (bucket(ahead), 7))
    put("place", (bucket(c.position - c.first_of_sentence), 7), (bucket(c.position - c.first_of_sequence), 7))
    return found


def _quotation(c: Places, classes: np.ndarray, tokens: Tokens) -> tuple[np.ndarray, ...]:
    """What surrounds the quotation a token is in: class before, whether a stop ends it, two classes behind, length."""
    inside = tokens.quote > 0
    first, last = first_of(tokens.quotation), last_of(tokens.quotation)
    back, ending, ahead, further = (
        np.where(inside, c.at(classes, place), 0) for place in (first - 1, last - 1, last + 1, last + 2)
    )
    stopped = np.isin(ending, [_NUMBER["COMMA"], _NUMBER["STOP"]]).astype(np.int64)
    return back, stopped, ahead, further, np.where(inside, np.digitize(last - first, (4, 9)) + 1, 0)


def _next_quotation(c: Places, classes: np.ndarray, quote: np.ndarray, k: int) -> list[tuple[np.ndarray, int]]:
    at = c.behind(quote == OPENS, c.last_of_sentence)
    there = (at >= 0) & (quote == 0)
    return [(np.where(there, bucket(at - c.position), 0), 7), (np.where(there, c.at(classes, at - 1), 0), k)]


def _last_quotation(c: Places, classes: np.ndarray, quote: np.ndarray) -> tuple[np.ndarray, ...]:
    at = c.before(quote == CLOSES, c.first_of_sequence)
    there = (at >= 0) & (quote == 0)
    far, sign = np.where(there, bucket(c.position - at), 0), np.where(there, c.at(classes, at - 1), 0)
    return far, sign, (there & (at >= c.first_of_sentence)).astype(np.int64)


def _tail(c: Places, classes: np.ndarray, verbs: np.ndarray) -> tuple[np.ndarray, ...]:
    """Where the last verb of saying of a sentence stands: how far from its end, whether a comma is near before it."""
    last = np.maximum.accumulate(np.where(verbs, c.position, -1))[c.last_of_sentence]
    verb = np.where(last >= c.first_of_sentence, last, -1)
    there = verb >= 0
    comma = np.isin(classes, [_NUMBER["COMMA"], _NUMBER["CLOSE"]])
    held = np.where(there, np.maximum.accumulate(np.where(comma, c.position, -1))[verb], -1)
    near = (held >= c.first_of_sentence) & (verb - held <= _NEAR)
    side = np.where(there, np.sign(c.position - verb), 0) + 1
    side_of_comma = np.where(near, np.sign(c.position - held) + 1, 0)
    far = np.where(there, bucket(c.last_of_sentence - verb), 0)
    return far, near.astype(np.int64), side, side_of_comma, np.where(there, c.at(classes, verb + 1), 0)


def _head(c: Places, classes: np.ndarray, k: int) -> list[tuple[np.ndarray, int]]:
    first = classes[c.first_of_sentence]
    return [(first, k), ((c.first_of_sentence == c.first_of_sequence).astype(np.int64), 2)]


def classes_in_place(classes: np.ndarray, quote: np.ndarray) -> np.ndarray:
    """Return marks the class of what they do here: a straight mark may open or close."""
    classes = np.where(quote == OPENS, _NUMBER["OPEN"], classes)
    return np.where(quote == CLOSES, _NUMBER["CLOSE"], classes)


SPANS = {"row": "int64", "attribution": "int64", "role": "str", "start": "int64", "end": "int64"}
_BATCH = 1_000_000
#: when so many distinct tokens have been seen, what is known of them is forgotten: some 100 MB
_MOST_SURFACES = 100_000
_LABEL_NUMBER = {name: k for k, name in enumerate(CLASSES)}


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

    def _learn(self) -> None:
        """Work out what is new in `pieces`."""
        values = [word_values(surface) for surface in self.pieces.surfaces[len(self._class) :]]
        if not values:
            return
        self._class = np.append(self._class, [_LABEL_NUMBER[value["class"]] for value in values])
        for (name, by), table in self._word.items():
            known = self._known(name, by)
            rare = known.get("", self._zero) if name == "word" else self._zero
            self._word[name, by] = np.vstack([table, *(known.get(value[name], rare) for value in values)])

    def tokens(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Cut texts into tokens, and give the class of each."""
        tokens = tokenize(texts, self.pieces)
        self._learn()
        return tokens, classes_in_place(self._class[tokens.types], tokens.quote)

    def scores(self, tokens: Tokens, classes: np.ndarray) -> np.ndarray:
        """Return the points of each token for each label, without those for following one another (float32, n x L)."""
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
        """Return a context template's points by its number: number to row, rows of points; row 0 is of what has
        none."""
        if name not in self._tables:
            known = self.model.points.get(name, {})
            rows = np.zeros(int(np.prod(sizes)), np.int32)
            rows[[number_of(value, sizes) for value in known]] = np.arange(1, len(known) + 1)
            self._tables[name] = rows, np.array([self._zero, *known.values()], np.float32)
        return self._tables[name]

    def labels(self, texts: Sequence[str]) -> tuple[Tokens, np.ndarray]:
        """Return the tokens of texts with the best label of each (int8, indices into LABELS)."""
        tokens, classes = self.tokens(texts)
        found = best(self.scores(tokens, classes), self.model.transitions, tokens.sequence)
        return tokens, mended(tokens, placed(tokens, found))


@lru_cache(maxsize=2)
def extractor(path: Path | None = None) -> Extractor:
    """Load a model, by default the project's own."""
    return Extractor(read(path or MODELS / "attribution.tsv", LABELS, known=_known()))


def _known() -> Callable[[str, str], bool]:
    """Return what says whether there is such a template with such a value."""
    nothing = contexts(tokenize([], Pieces()), np.zeros(0, np.int64))
    words = {f"{name}{by:+d}" for name, places in WORD_TEMPLATES.items() for by in places}

    def known(template: str, value: str) -> bool:
        if template in words:
            return True
        try:
            return template in nothing and number_of(value, nothing[template][1]) >= 0
        except ValueError:
            return False

    return known


def find_attributions(texts: Sequence[str], *, model: Path | None = None) -> pd.DataFrame:
    """Find the attributions of texts.

    Parameters
    ----------
    texts : whole articles or single paragraphs; a newline ends a paragraph
    model : another model file; by default the project's own

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
    >>> [(role, text[a:b]) for role, a, b in find([text])[["role", "start", "end"]].values]
    [('content', '“We will rebuild,”'), ('source', 'Ana Ruiz'), ('cue', 'said')]
    """
    return find_with(extractor(model), texts)


def find_with(ready: Extractor, texts: Sequence[str]) -> pd.DataFrame:
    """Find the attributions of texts with a model that is ready, as :func:`find` does."""
    rows: list[tuple[int, int, str, int, int]] = []
    for begin, batch in _batches(texts):
        if len(ready.pieces.surfaces) > _MOST_SURFACES:
            ready.forget()
        tokens, labels = ready.labels(batch)
        found = linked(tokens, labels) + [(row, [part]) for row, part in left_over(tokens, labels)]
        found.sort(key=lambda one: (one[0], min(first for _, first, _ in one[1])))
        number: dict[int, int] = {}
        for row, parts in found:
            place = number[row] = number.get(row, -1) + 1
            for role, first, last in parts:
                for a, b in apart(tokens, first, last) if role == "content" else [(first, last)]:
                    rows.append((begin + row, place, role, int(tokens.start[a]), int(tokens.end[b])))
    return pd.DataFrame(rows, columns=list(SPANS)).astype(SPANS)


def _batches(texts: Sequence[str]) -> Iterator[tuple[int, list[str]]]:
    """Cut texts into batches of so many characters: the number of the first text, and the texts."""
    begin, batch, size = 0, [], 0
    for place, text in enumerate(texts):
        batch.append(text)
        size += len(text)
        if size >= _BATCH:
            yield begin, batch
            begin, batch, size = place + 1, [], 0
    if batch:
        yield begin, batch


def shown_value(number: int, sizes: tuple[int, ...]) -> str:
    """Show the number of a context template's value as text: its parts, classes by name."""
    parts = []
    for size in reversed(sizes):
        parts.append(CLASSES[number % size] if size == len(CLASSES) else str(number % size))
        number //= size
    return "|".join(reversed(parts))


def number_of(value: str, sizes: tuple[int, ...]) -> int:
    """Return the number that :func:`shown_value` shows."""
    number = 0
    for part, size in zip(value.split("|"), sizes, strict=True):
        place = _LABEL_NUMBER.get(part, size) if size == len(CLASSES) else int(part)
        if not 0 <= place < size:
            raise ValueError(f"{value!r} is no value of parts of the sizes {sizes}")
        number = number * size + place
    return number
