"""Figures and quantifiers of a headline that the body does not bear out.

A figure (:func:`numbers`) is borne out by a figure of the body that is the same when rounded as headlines round, by two
figures of its kind that add up to it (money, per cent, times and years apart), or by a vague one ("thousands") that
holds it. Years, dates, scores, shares, ordinals and the counts of lists ("10 things to know") are not looked at.

A quantifier (:func:`quantifiers`: every, all, no, never, worst, only) is held against those that the body has for the
same thing. The words of a source weigh more than the outlet's own paraphrase: a headline that says "every" where its
source says "nearly all" has a finding, even if the outlet's own text says "every" again. A quantifier that the body or
a source has, as strong or stronger, is not mentioned.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations

from analysis.facts.headline_words import (
    Finding,
    Said,
    Term,
    Word,
    against,
    content_stems,
    is_content,
    nearest,
    on_the_matter,
    place_of,
    terms,
)
from analysis.facts.quantities import found_in, numbered_names

NUMBER = "number"
#: what :func:`found_in` finds and what is no figure here; and what needs no bearing out in a headline
_NO_FIGURE = frozenset(("name", "date", "ordinal"))
_NOT_LOOKED_AT = frozenset(("year", "score", "multiple", "share"))
#: how far from a stated number "more than" and "nearly" reach
_BELOW, _ABOVE = 0.7, 1.6
#: headlines round by so much
_ROUNDED = 0.03
#: things that a headline counts because a list follows (5 things to know)
LISTED = frozenset(
    """things thing takeaways reasons ways facts questions moments lessons tips photos pictures quotes points charts
    stories books films songs steps signs myths truths words numbers thoughts""".split()  # noqa: SIM905
)
_MAY_BE_COUNTED = 20
_BOUNDS = frozenset(("at least", "up to", "as many as", "more than", "fewer than", "less than", "no fewer than"))
#: figures of these kinds and counts with their noun are held against the same kind only, times against the same unit
_KINDS = frozenset(("money", "percent", "time", "year"))
_YEARS = "time", "years"


@dataclass(frozen=True)
class Figure:
    """A figure in words: places of its first and last-plus-one word, its value (NaN for a vague one), and the least and
    most it may be; what it measures, None where that is not sure; and its kind (:mod:`facts.quantities`)."""

    first: int
    after: int
    value: float
    low: float
    high: float
    measure: tuple[str, str] | None
    kind: str


@lru_cache(maxsize=1 << 12)
def figures(words: tuple[Word, ...], text: str, begin: int = 0) -> tuple[Figure, ...]:
    """Find the figures of a text whose words are counted from `begin`. Names, dates and ordinals are none."""
    found = []
    for one in found_in(text):
        if one.kind in _NO_FIGURE or math.isnan(one.low) or (one.kind == "quantifier" and one.low < _MAY_BE_COUNTED):
            continue
        first = next(k for k, word in enumerate(words) if word.end - begin > one.start)
        after = next((k for k, word in enumerate(words) if word.start - begin >= one.end), len(words))
        share = 100 if one.kind == "share" else 1
        low, high = one.low * share, one.high * share
        sure = one.kind in _KINDS or (one.kind == "count" and one.head)
        measure = (one.kind, one.unit if one.kind == "time" else "") if sure else None
        measure = ("percent", "") if one.kind == "share" else measure
        if one.kind == "score":  # two figures
            found += [Figure(first, after, end, end, end, measure, "score") for end in (low, high)]
            continue
        value = one.value * share
        if value > 0:
            low, high = max(low, _BELOW * value), min(high, _ABOVE * value)
        found.append(Figure(first, after, value, low, high, measure, one.kind))
    return tuple(found)


def numbers(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find figures of a headline that no sentence has."""
    own = [one for one in figures(words, text) if not _is_none(one, words, text)]
    bodies = [(sentence, figures(sentence.words, sentence.text, sentence.start)) for sentence in said] if own else []
    listed = [(sentence, other) for sentence, others in bodies for other in others]
    years = [other.value for _, other in listed if other.kind == "year"]
    stems = content_stems(words)
    found = []
    for one in own:
        place = place_of(words, one)
        held = [(s, q) for s, q in listed if not (one.measure and q.measure) or one.measure == q.measure]
        same = [(s, q) for s, q in held if _same(one, q)]
        if same:
            found += _bounded(one, words, text, same)
            continue
        thing = [w.stem for w in words[one.after : one.after + 3] if is_content(w)][:1]
        alike = [(s, q) for s, q in held if thing and thing[0] in {w.stem for w in s.words[q.after : q.after + 3]}]
        parts = [q.value for _, q in held if q.kind != "year" and q.low == q.high]
        if one.high == one.low and _adds_up(one.value, parts):
            continue
        # "from 2007 to 2014" bears out seven years where no sentence counts them
        if one.measure == _YEARS and not alike and _adds_up(one.value, years):
            continue
        if alike:
            sentence, other = max(alike, key=lambda row: len(row[0].stems & stems))
            found.append(against(NUMBER, text, place, _figure(sentence, other, thing[0]), sentence))
        elif one.low >= _MAY_BE_COUNTED and (sentence := nearest(stems, on_the_matter(stems, said))):
            note = f"The headline says “{text[slice(*place)]}”; no sentence of the body has that figure."
            found.append(Finding(NUMBER, *place, "", sentence, note))
    return found


def has_bound(found: str | None) -> bool:
    """Test whether what a body has in place of a headline's figure begins with a bound ("at least")."""
    return isinstance(found, str) and found.lower().startswith(tuple(_BOUNDS))


def _bounded(one: Figure, words: tuple[Word, ...], text: str, same: list[tuple[Said, Figure]]) -> list[Finding]:
    """Hold "ten dead" against "at least ten", where no sentence has the figure without a bound."""
    stems, bounds = content_stems(words), [_bound_at(s.words, q.first) for s, q in same]
    if one.kind != "count" or one.low != one.high or _bound_at(words, one.first) is not None or None in bounds:
        return []
    if any(one.value != q.value or not s.stems & stems for s, q in same):
        return []
    sentence, other = same[0]
    end = min(one.after + 1, len(words)) if one.after < len(words) and words[one.after].stem else one.after
    place = words[one.first].start, words[end - 1].end
    ahead = sentence.words[other.after : other.after + 1]
    last = ahead[0] if ahead and ahead[0].stem else sentence.words[other.after - 1]
    return [against(NUMBER, text, place, sentence.cut(bounds[0], last.end), sentence)]


def _bound_at(words: tuple[Word, ...], first: int) -> int | None:
    """Return where the bound of a figure begins ("at least"), in characters of its block; None if it has none."""
    for size in (3, 2):
        before = words[max(first - size, 0) : first]
        if " ".join(word.lower for word in before) in _BOUNDS:
            return before[0].start
    return None


def _figure(sentence: Said, counted: Figure, thing: str) -> str:
    """Return a figure as the sentence has it, with the thing that it counts if that is near."""
    ahead = sentence.words[counted.after : counted.after + 3]
    end = next((w.end for w in ahead if w.stem == thing), sentence.words[counted.after - 1].end)
    return sentence.cut(sentence.words[counted.first].start, end)


def _is_none(one: Figure, words: tuple[Word, ...], text: str) -> bool:
    """Test whether a figure of a headline is a year, a score, a share, a name's part, or the count of a list."""
    first, last = words[one.first], words[one.after - 1]
    around = text[max(first.start - 1, 0) : first.start] + text[last.end : last.end + 1]
    if one.kind in _NOT_LOOKED_AT or any(sign in "/:-#’'–" for sign in around):
        return True
    if one.after == one.first + 1 and 1900 <= one.value <= 2100 and first.surface.isdigit():
        return True
    before = words[one.first - 1].lower.rstrip(".") if one.first else ""
    after = {w.lower for w in words[one.after : one.after + 3]}
    return before in numbered_names() or bool(LISTED & after) or one.value <= 1


def _same(one: Figure, other: Figure) -> bool:
    """Test whether a figure of the body bears out one of the headline, rounded as headlines round."""
    slack = _ROUNDED if one.value >= 10 else 0.0
    return one.low * (1 - slack) <= other.high and other.low <= one.high * (1 + slack)


def _adds_up(value: float, others: list[float]) -> bool:
    others = others[:60]
    return any(a + b == value or abs(a - b) == value for a, b in combinations(others, 2)) or (
        value <= _MAY_BE_COUNTED and any(sum(three) == value for three in combinations(others[:20], 3))
    )


QUANTIFIER = "quantifier"
_SLACK = 0.05
_ABSOLUTE = 0.95
#: a weaker quantifier below this denies nothing ("some schools" beside "all schools")
_DENIES = 0.55
_NEAR = 5
#: what follows "all", "every" or "no" where they are no quantifier of the story
_IDIOMS = frozenset(
    """day days week weeks year years month time times night morning hour minute set eyes out in about right over along
    things ages hands clear star stars other bit longer more way matter deal doubt comment confidence brainer but
    else good around round that this you we i they it he she surprise wonder joke
    luck chance thanks problem thank secret stranger""".split()  # noqa: SIM905
)
_BEFORE_IDIOMS = frozenset(("at", "after", "above", "it", "us", "them", "you", "say", "says", "vote", "votes", "yes"))
_SUPERLATIVES = ({"biggest", "largest", "greatest", "highest"}, {"deadliest", "bloodiest"}, {"smallest", "lowest"})


def quantifiers(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find quantifiers of a headline that no sentence bears out."""
    found = []
    for scale in ("amount", "none"):
        found += [_held(scale, term, words, text, said) for term in terms(words, scale)]
    found += [_often(scale, term, words, text, said) for scale in ("never", "always") for term in terms(words, scale)]
    found += [_ranked(term, words, text, said) for term in terms(words, "rank")]
    found += [_only(term, words, text, said) for term in terms(words, "only")]
    return [one for one in found if one is not None]


def _thing(words: tuple[Word, ...], after: int) -> tuple[list[Word], int]:
    """Return the one or two words that say of what a quantifier speaks, and the place behind them."""
    own: list[Word] = []
    for k in range(after, min(after + _NEAR, len(words))):
        word = words[k]
        if not word.stem and own:
            return own, k
        if is_content(word) and not word.surface[0].isdigit():
            own.append(word)
            if len(own) == 2:
                return own, k + 1
        elif own:
            return own, k
    return own, min(after + _NEAR, len(words))


def _is_plural(word: Word) -> bool:
    return word.lower.endswith("s") or word.lower in ("children", "men", "women", "people")


def _same_thing(thing: list[Word], sentence: Said, term: Term | Figure) -> Word | None:
    """Return the word of a sentence that names the same thing behind a quantifier, or None."""
    head, more = thing[0], thing[1:]
    ahead = []
    for word in sentence.words[term.after : term.after + _NEAR]:
        if not word.stem and word.lower not in "()":
            break
        ahead.append(word)
    named = next((word for word in ahead if word.stem == head.stem), None)
    if named is None:
        return None
    sure = not more or _is_plural(head) or _is_plural(named) or any(word.stem == more[0].stem for word in ahead)
    return named if sure else None


def _held(scale: str, term: Term, words: tuple[Word, ...], text: str, said: list[Said]) -> Finding | None:
    before = words[term.first - 1].lower if term.first else ""
    after = words[term.after].lower if term.after < len(words) else ""
    if term.strength < 0.65 or after in _IDIOMS or before in _BEFORE_IDIOMS or not after:
        return None
    thing, end = _thing(words, term.after)
    if not thing or _asks(words):
        return None
    stems = content_stems(words)
    strong, weak = [], []
    for sentence in said:
        for other in terms(sentence.words, scale):
            named = _same_thing(thing, sentence, other)
            if named is None:
                continue
            quoted = sentence.is_quoted(sentence.words[other.first])
            row = (quoted, other.strength, sentence, sentence.cut(sentence.words[other.first].start, named.end))
            if other.strength >= term.strength - _SLACK:
                strong.append(row)
            else:
                weak.append((*row, len(sentence.stems & stems)))
    place = words[term.first].start, thing[0].end
    stated = text[slice(*place)]
    if any(quoted for quoted, *_ in strong):
        return None
    # a little ("some schools") beside all denies nothing, unless the sentence is on the same matter
    weak = [row[:4] for row in weak if row[1] >= _DENIES or row[4] >= (3 if strong else 2)]
    if strong:
        weak = [row for row in weak if row[0] and term.strength >= _ABSOLUTE]
        if not weak:
            return None
    if weak:
        quoted, _, sentence, other = max(weak, key=lambda row: (row[0], row[1]))
        who = "the source it quotes says" if quoted else "the body says"
        own = "; the outlet’s own text says it as the headline does" if strong else ""
        return Finding(QUANTIFIER, *place, other, sentence, f"The headline says “{stated}”; {who} “{other}”{own}.")
    return _uncounted(text, place, thing, stems, said) if scale == "amount" and term.strength >= _ABSOLUTE else None


def _asks(words: tuple[Word, ...]) -> bool:
    asking = ("why", "how", "what", "who", "should", "can", "is", "are", "does", "do", "did", "will")
    return words[-1].surface == "?" or words[0].lower in asking


def _uncounted(
    text: str, place: tuple[int, int], thing: list[Word], stems: frozenset[str], said: list[Said]
) -> Finding | None:
    """Hold "every" or "all" against a count of the thing where the body has no word for the whole at all."""
    if any(t.strength >= 0.9 for s in said for name in ("universal", "amount") for t in terms(s.words, name)):
        return None
    for sentence in on_the_matter(stems, said):
        for count in figures(sentence.words, sentence.text, sentence.start):
            named = _same_thing(thing, sentence, count)
            if named is not None:
                found = sentence.cut(sentence.words[count.first].start, named.end)
                return against(QUANTIFIER, text, place, found, sentence)
    return None


def _often(scale: str, term: Term, words: tuple[Word, ...], text: str, said: list[Said]) -> Finding | None:
    """Hold "never" and "always" against "rarely" and "often" in a sentence on the same matter."""
    if term.strength < _ABSOLUTE or _asks(words):
        return None
    stems = content_stems(words)
    weak = []
    for sentence in said:
        for other in terms(sentence.words, scale):
            if other.strength >= term.strength - _SLACK:
                return None
            if len(sentence.stems & stems) >= 2:
                weak.append((len(sentence.stems & stems), sentence, other.term))
    if not weak:
        return None
    _, sentence, other = max(weak, key=lambda row: row[0])
    return against(QUANTIFIER, text, place_of(words, term), other, sentence)


def _ranked(term: Term, words: tuple[Word, ...], text: str, said: list[Said]) -> Finding | None:
    """Hold a superlative against "one of the worst" or "second-worst"."""
    if any(t.after in (term.first, term.first - 1) for t in terms(words, "below")) or _asks(words):
        return None
    alike = next((group for group in _SUPERLATIVES if term.term in group), {term.term})
    stems = content_stems(words)
    thing, _ = _thing(words, term.after)
    weak = []
    for sentence in said:
        lower = [t.after for t in terms(sentence.words, "below")]
        for k, word in enumerate(sentence.words):
            rank = word.lower.rsplit("-", 1)
            if rank[-1] not in alike:
                continue
            less = len(rank) == 2 and rank[0] in ("second", "third", "fourth", "2nd", "3rd")
            less = less or any(k - 1 <= at <= k for at in lower)
            if not less:
                return None
            near = {w.stem for w in sentence.words[k + 1 : k + 1 + _NEAR]}
            if (thing and thing[0].stem in near) or (not thing and len(sentence.stems & stems) >= 2):
                begin = max((t.first for t in terms(sentence.words, "below") if t.after <= k), default=k)
                weak.append((sentence, sentence.words[begin].start, word.end))
    if not weak:
        return None
    sentence, start, end = weak[0]
    return against(QUANTIFIER, text, place_of(words, term), sentence.cut(start, end), sentence)


def _only(term: Term, words: tuple[Word, ...], text: str, said: list[Said]) -> Finding | None:
    """Hold "only 3 months" against the same figure without "only"."""
    if term.term not in ("only", "just", "merely", "a mere", "mere"):
        return None
    counted = next((q for q in figures(words, text) if q.first == term.after), None)
    if counted is None:
        return None
    thing, _ = _thing(words, counted.after)
    plain = []
    for sentence in said:
        small = [t.after for t in terms(sentence.words, "only")]
        for other in figures(sentence.words, sentence.text, sentence.start):
            near = {w.stem for w in sentence.words[other.after : other.after + 3]}
            if other.value != counted.value or not thing or thing[0].stem not in near:
                continue
            if any(other.first - 3 <= at <= other.first for at in small):
                return None
            plain.append((sentence, other))
    if not plain:
        return None
    sentence, other = plain[0]
    place = words[term.first].start, thing[0].end
    shown = _figure(sentence, other, thing[0].stem)
    note = f"The headline says “{text[slice(*place)]}”; the nearest sentence says “{shown}”, without “{term.term}”."
    return Finding(QUANTIFIER, *place, shown, sentence, note)
