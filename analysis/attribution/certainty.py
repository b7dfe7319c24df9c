"""Certainty: how sure an attribution is, as the sum of the points of what can be seen of it.

Some cues, sources and contents are right more often than others: "said" nearly always, "would see" seldom, and a
content that ends within a clause has mostly been cut. What is seen (:func:`list_signs`) has points in
``models/certainty.csv``, learned from what models found in the articles of publishers that they had not seen (logistic
regression; ``models/make_attribution.py --certainty``). A quotation in marks is not judged: someone did say it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache

from analysis.attribution.beside import Span
from analysis.files import MODELS
from analysis.text.patterns import pattern

#: an attribution with fewer points is wrong three times out of four; one with fewer than SURE as often as right
LEAST, SURE = -0.5, 0.0
POINTS = MODELS / "certainty.csv"
HEADER = "sign,points"
_WORD = pattern(r"[^\W\d_][\w’'-]*")
_PRONOUNS = frozenset("he she they it i we you who that which this these those".split())  # noqa: SIM905
_VERB = pattern(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|should|may|might|must|did|does|do|been)\b"
    r"|[’'](?:re|ll|d|ve|s)\b"
)
_PLAIN = pattern(r"(?:(?:has|have|had|also|later)\s)*(?:said|says|say)")
_MARKS = "\"“”'‘’«»„"
_QUOTED = pattern("[\"“”„«»]|''|``")
_SIGNS = {"": "the end", "\n": "a line's end", ".": "a stop", "!": "a stop", "?": "a question mark", ",": "a comma"}
_SIGNS |= dict.fromkeys(":;", "a colon") | dict.fromkeys("–—-", "a dash") | dict.fromkeys(_MARKS, "a mark")


def is_certain(
    text: str, one: Sequence[Span], *, least: float = LEAST, points: Mapping[str, float] | None = None
) -> bool:
    """Test whether an attribution has so many points, or is not judged; `points` are by default the project's own.

    Of a plain "said" no more than :data:`LEAST` points are asked.
    """
    cue = " ".join(text[start:end] for role, start, end in one if role == "cue")
    least = min(least, LEAST) if _PLAIN.fullmatch(cue) else least
    return not is_judged(text, one) or sum_points(text, one, points) >= least


def is_judged(text: str, one: Sequence[Span]) -> bool:
    """Test whether an attribution has a source and a content, and no content that opens with a mark."""
    contents = [text[start] for role, start, _ in one if role == "content"]
    named = any(role == "source" for role, _, _ in one)
    return named and len(contents) > 0 and not any(mark in _MARKS for mark in contents)


def sum_points(text: str, one: Sequence[Span], points: Mapping[str, float] | None = None) -> float:
    """Sum the points of what is seen of an attribution; more is surer."""
    points = read_points() if points is None else points
    return sum(points.get(sign, 0.0) for sign in list_signs(text, one))


@lru_cache(maxsize=1)
def read_points() -> dict[str, float]:
    """Read the points of each sign."""
    header, *lines = POINTS.read_text(encoding="utf-8").splitlines()
    if header != HEADER:
        raise ValueError(f"{POINTS}: its first line is not {HEADER!r}")
    return {sign: float(points) for sign, _, points in (line.rpartition(",") for line in lines)}


def write_points(points: Mapping[str, float]) -> None:
    """Write the points of each sign."""
    lines = [HEADER, *(f"{sign},{points[sign]}" for sign in sorted(points)), ""]
    POINTS.write_text("\n".join(lines), encoding="utf-8", newline="\n")


def list_signs(text: str, one: Sequence[Span]) -> list[str]:
    """List what can be seen of an attribution, each sign once, such as "cue: said" and "source: a name".

    Parameters
    ----------
    text : the text
    one : role, start and end of each of its parts; one of them is a content
    """
    parts = {name: sorted((a, b) for role, a, b in one if role == name) for name in ("source", "cue", "content")}
    source, cue, content = parts.values()
    said = " ".join(text[a:b] for a, b in content)
    signs = ["any", *_signs_of_cue(text, cue), *_signs_of_source(text, source)]
    first, (_, end) = _WORD.match(said), content[-1]
    signs.append(f"content: {_amount(len(said.split()), (2, 3, 5, 10, 20, 40))}")
    signs.append(f"content: {'a clause' if _VERB.search(said) else 'no clause'}")
    if first and first[0].islower():
        signs.append(f"content begins: {first[0]}")
    quoted = "begins" if text[content[0][0]] in _MARKS else "holds" if _QUOTED.search(said) else "has no"
    signs.append(f"content {quoted} quotation")
    signs.append(f"content ends: {_sign_at(text, end - 1)}")
    signs.append(f"behind the content: {_sign_at(text, end + (text[end : end + 1] == ' '))}")
    if len(content) > 1:
        signs.append("content: in parts")
    if source and cue:
        signs.append(f"source and cue: {_between(text, source, cue)}")
    if cue:
        signs.append(f"cue and content: {_between(text, cue, content)}")
    return signs


def _signs_of_cue(text: str, cue: list[tuple[int, int]]) -> list[str]:
    words = [word.lower() for a, b in cue for word in _WORD.findall(text[a:b])]
    return [*(f"cue: {word}" for word in dict.fromkeys(words)), f"cue: {_amount(len(words), (1, 2, 3, 4, 6))}"]


def _signs_of_source(text: str, source: list[tuple[int, int]]) -> list[str]:
    who = " ".join(text[a:b] for a, b in source).strip(" ,")
    signs = [f"source: {_amount(len(who.split()), (1, 2, 4, 8, 15))}"]
    if not who:
        return signs
    before, low = source[0][0] - 1, who.lower()
    before -= before > 0 and text[before] == " "
    kind = low if low in _PRONOUNS else "a name" if who[0].isupper() else "no name"
    signs += [f"source: {kind}", f"before the source: {_sign_at(text, before)}"]
    if low.endswith((" who", " which", " that")):
        signs.append("source ends: a relative pronoun")
    return signs


def _amount(number: int, edges: tuple[int, ...]) -> str:
    """Return how many words there are, up to the last edge: "2 words or more"."""
    reached = [edge for edge in edges if number >= edge]
    return f"{reached[-1]} words or more" if reached else f"fewer than {edges[0]} words"


def _sign_at(text: str, place: int) -> str:
    sign = text[place : place + 1] if place >= 0 else ""
    return _SIGNS.get(sign) or ("a letter" if sign.isalpha() else "a figure" if sign.isdigit() else "another sign")


def _between(text: str, left: list[tuple[int, int]], right: list[tuple[int, int]]) -> str:
    """Return which of two parts comes first, and what stands between the two that are nearest to each other."""
    behind = right[0][0] >= left[-1][1]
    gap = text[left[-1][1] : right[0][0]] if behind else text[right[-1][1] : left[0][0]]
    near = "nothing" if not gap.strip() else "a comma" if gap.strip() == "," else "words" if len(gap) < 40 else "much"
    return f"{near}, {'in order' if behind else 'the other way round'}"
