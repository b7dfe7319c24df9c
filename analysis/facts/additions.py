"""Figures of one article that another gives as a sum: two dead and three hurt, five people shot.

:func:`additions` reads what can be worked out from one sentence (a list that adds up, the dead and the hurt, a list of
people, the margin of a score, an amount and what it is more by, two years, a rate and a time) and looks for the result
in the other article. Both have to be stated, and share names or what happened. It never says that two articles differ.
"""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise

import pandas as pd

from analysis.facts.figures import PEOPLE, PEOPLE_NOUNS, Figure
from analysis.facts.spread_sums import spread_sums
from analysis.facts.stated import (
    BOUND,
    DEAD,
    HURT,
    NUMBER,
    PERSON,
    Place,
    Stated,
    capital_words,
    exact_numbers,
    number,
    shared_words,
    told_sentences,
)
from analysis.facts.workings import workings
from analysis.text.numerals import SMALL
from analysis.text.patterns import pattern
from analysis.text.word_forms import key, key_and_senses

#: so many figures may be the parts of a sum, and stand so many characters apart
_PARTS, _GAP = (2, 4), 40
#: a sum of any counts from this one on; a smaller one takes one noun
_DISTINCT = 20
#: how alike two sentences are: enough where the parts stand beside their sum, for a large sum, and for a small one
_LITTLE, _SOME, _GOOD = 0.05, 0.1, 0.2
#: a difference from a figure is held against figures from this one on
_LEAST_DIFFERENCE = 20
#: two years lie so many apart at least, and "more than three decades" are so much longer at most
_LEAST_YEARS, _LONGER = 3, 1.34
#: a distance and a time give a speed as near as newspapers round
_NEAR = 0.03
_MONTHS_IN_YEAR, _DECADE = 12, 10
_HOURS = {"hour": 1.0, "day": 24.0, "week": 168.0, "month": 1.0, "year": 12.0}
#: abbreviations that count the same as their noun
_NOUNS = {"tds": "touchdown", "td": "touchdown", "ppl": "person"}

_STRUCK = pattern(
    rf"\b(?:shot|shoots|shooting|stabbed|stabbing|struck|hit|hitting|attacked|gunned down) (?P<n>{NUMBER}) "
    rf"(?:[a-z-]+ )?(?:{PERSON})\b"
    rf"|\b(?P<of>{NUMBER}) (?:[a-z-]+ )?(?:{PERSON}) (?:were|had been) (?:shot|stabbed|hit|struck|attacked)\b"
    rf"|(?<!the )\b(?P<all>{NUMBER}) (?:victims|casualties)\b",
    re.I,
)
_ONE_PERSON = rf"(?:{NUMBER}) (?:(?:\d+-year-old|[a-z]+) )?(?:{PERSON})\b(?:, ages? \d+(?: and \d+)?)?"
_LIST = pattern(rf"\b{_ONE_PERSON}(?:, {_ONE_PERSON})*,? and {_ONE_PERSON}", re.I)
_IN_LIST = pattern(rf"\b(?P<n>{NUMBER}) (?:(?:\d+-year-old|[a-z]+) )?(?:{PERSON})\b", re.I)
_NAME = r"[A-Z][\w’'-]+(?: [A-Z][\w.’'-]*)*"
_AND_OTHERS = pattern(
    rf"(?P<names>{_NAME}(?:, {_NAME})*),? and (?P<n>{NUMBER}) (?:others|other (?:{PERSON})|more (?:{PERSON}))\b"
)
_SCORE = pattern(r"(?<![\d.,/–-])(?P<high>\d{1,3})[-–](?P<low>\d{1,3})(?![\d/–-]|,\d|\.\d)")
_POINTS = r"(?:points?|goals?|runs?|strokes?|shots?|wickets?|lengths?|seats?)"
_WON = pattern(
    r"\b(?:beat|beats|beating|defeat\w*|wins?|won|victory|loss|lost|los(?:es|ing)|over|downed|edged|topped|fell)\b",
    re.I,
)
_LED = pattern(r"\b(?:led|leads?|leading|trail\w*|ahead|advantage|half|halftime|quarter|break|set|sets|record)\b", re.I)
_MARGIN = pattern(
    rf"\b(?P<n>{NUMBER})[- ]{_POINTS} (?:win|victory|triumph|loss|defeat)\b"
    rf"|\b(?:won|win|wins|winning|beat|beats|lost|defeated)\b[^.;:]{{0,40}}? by (?P<by>{NUMBER})(?= {_POINTS}\b|[.,;])",
    re.I,
)
_LEAD = pattern(
    rf"\b(?P<n>{NUMBER})[- ]{_POINTS} (?:lead|advantage|edge|cushion|deficit)\b"
    rf"|\b(?:led|leading|leads|trailed|trailing|ahead|up|down) by (?P<by>{NUMBER})\b(?! percent|%)",
    re.I,
)
_LEADS = pattern(r"\b(?:led|leads?|leading|trail(?:ed|ing)?|ahead|advantage)\b", re.I)
_RECORD = pattern(r"\b(?:record|improved|fell to|dropped to|wins|knockouts|KOs?)\b|\(\d+-\d+\)")
_WINS = pattern(
    rf"\b(?P<n>\d+)(?:st|nd|rd|th) (?:[a-z]+ )?(?:win|victory|triumph)\b|\b(?P<of>{NUMBER}) (?:wins|victories)\b", re.I
)
_LOSSES = pattern(rf"\b(?P<n>{NUMBER}) (?:[a-z]+ )?(?:loss|losses|defeats?)\b", re.I)
_MORE = pattern(
    rf"\b(?P<n>\d{{1,3}}(?:,\d{{3}})*|{'|'.join(SMALL)}) (?:[a-z]+ )?"
    r"(?P<way>more|higher|fewer|less|lower|better|worse) than (?!an?\b|\d)",
    re.I,
)
_YEAR = pattern(r"(?<![\d.,$€£/-])(?:1[89]|20)\d\d(?![\d%/-]|,\d)")
_FROM_TO = pattern(
    r"\b(?:from |between )?(?P<from>(?:1[89]|20)\d\d)(?: to | and | until |[-–])(?P<to>(?:1[89]|20)\d\d)\b"
)
#: spans of time that do not lie between two years: ages, ago, contracts, terms
_NO_SPAN = pattern(
    r"-|[ ](?:ago|old|earlier|later|before|after|in (?:prison|jail)|behind bars|of age|prior|to life|from now)\b|[’']"
)
_HEADS = pattern(r"\b(?:last|past|next|another|every|sentenced|sentence of|least|first|aged?|within) (?:\w+ )?$", re.I)

Alike = Callable[[frozenset[str], frozenset[str]], float]


def additions(paragraphs: pd.DataFrame, figures: list[Figure], alike: Alike) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find what one article gives as a sum of what another states.

    Parameters
    ----------
    paragraphs : the paragraph table (``article``, ``block``, ``kind``, ``text``)
    figures : the figures of its articles, :func:`facts.figures.read_figures`
    alike : how alike two sentences are, from 0 to 1, by their words (:attr:`Figure.words`)

    Yields
    ------
    the parts and the total, each as article, block, start, end (half-open in the text of its block), phrase and
    sentence; what is counted; and the working ("2 + 3 = 5")
    """
    seen = set()
    for parts, total, counted, working in _all(paragraphs, figures, alike):
        # what several sentences of two articles give is told once
        said = frozenset((parts[0], total[0])), tuple(sorted(re.findall(r"[\d,.]+", working)))
        if said not in seen:
            seen.add(said)
            yield parts, total, counted, working


def _all(paragraphs: pd.DataFrame, figures: list[Figure], alike: Alike) -> Iterator[tuple[tuple, tuple, str, str]]:
    told = list(told_sentences(paragraphs))
    parts = [one for place in told for one in _worked_out(place)]
    totals = [one for place in told for one in _results(place)]
    by_sort: dict[tuple, list[Stated]] = defaultdict(list)
    for one in totals:
        by_sort[one.sort, one.values].append(one)
    for one in parts:
        there = [other for other in by_sort.get((one.sort, one.values), ()) if _tied(one, other)]
        yield from ((one.place.side(), other.place.side(), "", one.working) for other in _first(there))
    yield from _people(told, figures)
    yield from _lists(figures, alike)
    yield from _differences(told, figures)
    yield from _spans(told, figures)
    yield from _rates(figures)
    yield from workings(told, paragraphs)
    for one in spread_sums(told):
        if one.parts.article != one.total.article:
            yield one.parts.side(), one.total.side(), one.counted, one.working


def _first(found: list[Stated]) -> list[Stated]:
    """Return the first of each article."""
    return list({one.place.article: one for one in reversed(found)}.values())


def _worked_out(place: Place) -> Iterator[Stated]:
    """Find what a sentence gives in parts: the dead and the hurt, a score."""
    dead, hurt = list(exact_numbers(DEAD, place)), list(exact_numbers(HURT, place))
    if len(dead) == len(hurt) == 1:
        (one, first), (other, second) = dead[0], hurt[0]
        at = place.around(first, second)
        yield Stated("harmed", (one + other,), at, f"{one:,.0f} + {other:,.0f} = {one + other:,.0f}")
    for score in _SCORE.finditer(place.text):
        high, low = float(score["high"]), float(score["low"])
        at, working = place.at(*score.span()), f"{high:.0f} − {low:.0f} = {high - low:.0f}"
        if high > low and _WON.search(place.text) and not _LED.search(place.text):
            yield Stated("margin", (high - low,), at, working)
        if high > low and _LEADS.search(place.text):
            yield Stated("lead", (high - low,), at, working)
        if _RECORD.search(place.text):
            yield Stated("record", (high, low), at, f"{score[0]} is {high:.0f} won and {low:.0f} lost")


def _results(place: Place) -> Iterator[Stated]:
    """Find what a sentence gives as a result: the number of people struck, a margin."""
    for sort, form in (("harmed", _STRUCK), ("margin", _MARGIN), ("lead", _LEAD)):
        yield from (Stated(sort, (value,), place.at(*found.span())) for value, found in exact_numbers(form, place))
    wins, losses = list(exact_numbers(_WINS, place)), list(exact_numbers(_LOSSES, place))
    if len(wins) == len(losses) == 1:
        (won, first), (lost, second) = wins[0], losses[0]
        yield Stated("record", (won, lost), place.around(first, second))


def _tied(one: Stated, other: Stated) -> bool:
    """Test whether two sentences of two articles share a word of substance, and of a game or a person a name."""
    if one.place.article == other.place.article:
        return False
    if one.sort == "harmed":
        return bool(shared_words(one.place.text, other.place.text))
    return bool(capital_words(one.place.text) & capital_words(other.place.text))


def _people(told: list[Place], figures: list[Figure]) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find lists of people (a man and two women; Ana Ruiz and two others) that another article counts."""
    counted = [one for one in figures if one.kind == "count" and _of_people(one) and one.value > 1 and not one.part]
    for place in told:
        for found, values in _listed(place.text):
            total = sum(values)
            senses = _senses(place.text)
            for one in counted:
                met = one.article != place.article and one.value == total and one.state & senses
                if not met or _LIST.search(one.sentence):
                    continue
                own = any(x.article == place.article and x.value == total and x.state & one.state for x in counted)
                if len(shared_words(place.text, one.sentence)) + own > (total <= 2):
                    working = f"{' + '.join(f'{value:.0f}' for value in values)} = {total:.0f}"
                    yield place.at(*found.span()).side(), _side(one), one.counted, working
                    break


def _listed(text: str) -> Iterator[tuple[re.Match, list[float]]]:
    for found in _LIST.finditer(text):
        values = [number(one["n"]) for one in _IN_LIST.finditer(found[0])]
        whole = values[0] == sum(values[1:])  # three people, a man and two women
        if not any(map(math.isnan, values)) and (whole or not BOUND.search(text[: found.start()])):
            yield found, values[whole:]
    for found in _AND_OTHERS.finditer(text):
        values = [1.0] * (found["names"].count(",") + 1)
        yield found, [*values, number(found["n"])]


def _senses(text: str) -> frozenset[str]:
    words = {key(word.replace("’", "'")) for word in re.findall(r"[^\W\d_]{3,}", text.lower())}
    return frozenset().union(*map(key_and_senses, words)) if words else frozenset()


def _of_people(one: Figure) -> bool:
    return one.unit == PEOPLE or one.counted in PEOPLE_NOUNS


def _side(one: Figure) -> tuple:
    x = one.quantity
    return one.article, one.block, x.phrase_start, x.phrase_end, x.phrase, one.sentence


def _noun(one: Figure) -> str:
    return _NOUNS.get(one.counted, one.counted)


def _lists(figures: list[Figure], alike: Alike) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find figures of one sentence that add up to a figure of another article: 281 men and 53 women, 334 people."""
    whole = [one for one in figures if one.kind == "count" and one.value > 0 and one.value.is_integer()]
    totals: dict[float, list[Figure]] = defaultdict(list)
    for one in whole:
        if one.counted:
            totals[one.value].append(one)
    told = {(one.article, one.value) for one in whole}
    sentences: dict[tuple, list[Figure]] = defaultdict(list)
    for one in whole:
        sentences[one.article, one.block, one.bounds].append(one)
    amounts: dict[float, list[Figure]] = defaultdict(list)
    large: dict[tuple, set[float]] = defaultdict(set)
    for one in figures:
        if one.value >= _DISTINCT:
            amounts[one.value].append(one)
            large[one.article, one.block, one.bounds].add(one.value)
    for where, inside in sentences.items():
        for parts in _runs([one for one in inside if one.unit in ("", PEOPLE)]):
            for total in totals.get(sum(one.value for one in parts), ()):
                words = frozenset().union(*(one.words for one in parts))
                if total.article == parts[0].article:
                    continue
                known = _beside(large[where] - {total.value}, total, amounts)
                near = 1.0 if known else alike(words, total.words)
                if _adds_up(parts, total, told, near) or _divided(parts, total, inside, told, near):
                    yield _span(parts), _side(total), total.counted, _working(parts, total)


def _beside(large: set[float], total: Figure, amounts: dict[float, list[Figure]]) -> bool:
    """Test whether another large figure of the parts' sentence stands next to the total, too."""
    near = (x for value in large for x in amounts[value] if x.article == total.article)
    return any(abs(x.block - total.block) <= 1 for x in near)


def _runs(inside: list[Figure]) -> Iterator[list[Figure]]:
    """Return the figures of a sentence that may be parts: those that stand beside each other, or all of one noun."""
    for first in range(len(inside)):
        for many in range(_PARTS[0], _PARTS[1] + 1):
            parts = inside[first : first + many]
            if len(parts) == many:
                yield parts
    by_noun: dict[str, list[Figure]] = defaultdict(list)
    for one in inside:
        by_noun[_noun(one)].append(one)
    for noun, parts in by_noun.items():
        apart = max((b.quantity.phrase_start - a.quantity.phrase_end for a, b in pairwise(parts)), default=0) > _GAP
        if noun and _PARTS[0] <= len(parts) <= _PARTS[1] and apart:
            yield parts


def _adds_up(parts: list[Figure], total: Figure, told: set[tuple[str, float]], alike: float) -> bool:
    """Test whether figures are parts of a total: a large one that people add up to, or one of one noun."""
    if (parts[0].article, total.value) in told or total.part:
        return False
    if _harms(total) and not all(_harms(one) <= _harms(total) for one in parts):
        return False  # ten dead and 70 hurt are not 80 hurt
    gaps = [two.quantity.phrase_start - one.quantity.phrase_end for one, two in pairwise(parts)]
    nouns = {_noun(one) for one in parts} - {_noun(total), ""}
    of_people = total.counted in PEOPLE_NOUNS and nouns <= PEOPLE_NOUNS
    met = any(one.state & total.state or _noun(one) == _noun(total) for one in parts)
    if total.value >= _DISTINCT:
        return max(gaps) <= _GAP and met and (not nouns or of_people) and alike >= _SOME
    exact = not any(one.quantity.modifier or one.part for one in (*parts, total))
    return exact and not nouns and all(one.noun for one in (*parts, total)) and alike >= _GOOD


def _harms(one: Figure) -> set[str]:
    """Return whether people were killed, hurt, or both."""
    return {word for word in ("kill", "injure") if one.state & set(key_and_senses(key(word))[:2])}


def _divided(parts: list[Figure], total: Figure, inside: list[Figure], told: set[tuple], alike: float) -> bool:
    """Test whether the parts' sentence gives the total, too, which the other article tells without its parts."""
    own = next((one for one in inside if one.value == total.value and one not in parts), None)
    if own is None or total.part or all((total.article, one.value) in told for one in parts):
        return False
    places = sorted((own, *parts), key=lambda one: one.quantity.start)
    near = max(b.quantity.phrase_start - a.quantity.phrase_end for a, b in pairwise(places)) <= _GAP
    aside = own is places[0] or own is places[-1]
    one_noun = not own.counted or _noun(own) == _noun(total) or (_of_people(own) and _of_people(total))
    nouns = {_noun(one) for one in parts} - {_noun(own), _noun(total), ""}
    met = total.value >= _DISTINCT or (own.counted and own.state & total.state and alike >= _SOME)
    return bool(near and aside and one_noun and met and not nouns and alike >= _LITTLE)


def _span(parts: list[Figure]) -> tuple:
    first, last = parts[0], parts[-1]
    begin, end = first.quantity.phrase_start, last.quantity.phrase_end
    phrase = first.sentence[begin - first.bounds[0] : end - first.bounds[0]]
    return first.article, first.block, begin, end, phrase, first.sentence


def _working(parts: list[Figure], total: Figure) -> str:
    return f"{' + '.join(f'{one.value:,.0f}' for one in parts)} = {total.value:,.0f}"


def _differences(told: list[Place], figures: list[Figure]) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find a figure of which another article says by how much another one is more: 112, 12 more than; 100."""
    inside: dict[tuple, list[Figure]] = defaultdict(list)
    totals: dict[float, list[Figure]] = defaultdict(list)
    for one in figures:
        if one.kind in ("count", "points", "money") and one.value >= _LEAST_DIFFERENCE:
            inside[one.article, one.block, one.bounds[0]].append(one)
            totals[one.value].append(one)
    for place in told:
        for amount, found in exact_numbers(_MORE, place):
            sign = -1 if found["way"].lower() in ("more", "higher", "better") else 1
            for one in inside[place.article, place.block, place.offset]:
                other = next((x for x in totals.get(one.value + sign * amount, ()) if _same_amount(one, x)), None)
                if other and amount < one.value:
                    at = place.at(*_wide(one, found.span("n"), place))
                    yield (
                        at.side(),
                        _side(other),
                        one.counted,
                        f"{one.value:,.0f} {'−+'[sign > 0]} {amount:,.0f} = {other.value:,.0f}",
                    )


def _wide(one: Figure, span: tuple[int, int], place: Place) -> tuple[int, int]:
    x = one.quantity
    return min(x.phrase_start - place.offset, span[0]), max(x.phrase_end - place.offset, span[1])


def _same_amount(one: Figure, other: Figure) -> bool:
    same = one.kind == other.kind and one.unit == other.unit and _noun(one) == _noun(other)
    return same and one.article != other.article and bool(capital_words(one.sentence) & capital_words(other.sentence))


def _spans(told: list[Place], figures: list[Figure]) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find a span of years of which another article states both ends, or one and the span's sentence the other."""
    spans = [one for one in figures if one.kind == "time" and one.unit == "months" and _is_span(one)]
    dated = [(place, [*_YEAR.finditer(place.text)]) for place in told] if spans else []
    for one in spans:
        own = {year[0] for year in _YEAR.finditer(one.sentence)}
        for place, years in dated:
            pair = _ends(place.text, years, own) if years and place.article != one.article else None
            if pair and _fits(one, pair[1] - pair[0]) and len(shared_words(place.text, one.sentence)) > 1:
                at = place.at(years[0].start(), years[-1].end())
                yield at.side(), _side(one), "year", f"{pair[1]} − {pair[0]} = {pair[1] - pair[0]}"
                break


def _is_span(one: Figure) -> bool:
    start, end = one.quantity.phrase_start - one.bounds[0], one.quantity.phrase_end - one.bounds[0]
    long = one.low >= _LEAST_YEARS * _MONTHS_IN_YEAR and not math.isinf(one.low)
    behind, before = one.sentence[end : end + 20], one.sentence[:start]
    return long and not _NO_SPAN.match(behind) and "-" not in one.quantity.surface and not _HEADS.search(before)


def _ends(text: str, years: list[re.Match], own: set[str]) -> tuple[int, int] | None:
    if both := _FROM_TO.search(text):
        return int(both["from"]), int(both["to"])
    said = {year[0] for year in years}
    if len(said) == len(own) == 1 and said != own:
        first, last = sorted(int(year) for year in said | own)
        return first, last
    return None


def _fits(one: Figure, years: int) -> bool:
    low, high = one.low / _MONTHS_IN_YEAR, one.high / _MONTHS_IN_YEAR
    if low == high and "decade" not in one.quantity.phrase:
        return years == low
    return low - 1 <= years <= min(high, low * _LONGER) + (low == high)


def _rates(figures: list[Figure]) -> Iterator[tuple[tuple, tuple, str, str]]:
    """Find products: $500 a week for 10 weeks, $5,000; 30 miles in 15 minutes, 120 mph."""
    inside: dict[tuple, list[Figure]] = defaultdict(list)
    for one in figures:
        inside[one.article, one.block, one.bounds].append(one)
    for held in inside.values():
        times = [one for one in held if one.kind == "time" and not math.isnan(one.value) and one.value > 0]
        for time in times:
            for one in held:
                for value, unit, working in _products(one, time):
                    for total in figures:
                        near = abs(total.value - value) <= (_NEAR if unit == "km/h" else 1e-9) * value
                        if near and total.unit == unit and total.article != one.article and not total.rate:
                            parts = sorted((one, time), key=lambda part: part.quantity.start)
                            yield _span(parts), _side(total), one.counted, working
                            break


def _products(one: Figure, time: Figure) -> Iterator[tuple[float, str, str]]:
    x, y = one.quantity.phrase, time.quantity.phrase
    hours = {"hours": time.value, "months": time.value}.get(time.unit)
    if hours is None:
        return
    if one.kind == "money" and one.rate in _HOURS and (one.rate in ("month", "year")) == (time.unit == "months"):
        many = hours / _HOURS[one.rate]
        if many > 1 and float(many).is_integer():
            yield one.value * many, one.unit, f"{x} × {many:.0f}"
    if one.unit == "metres" and time.unit == "hours":
        yield one.value / 1000 / hours, "km/h", f"{x} in {y}"
