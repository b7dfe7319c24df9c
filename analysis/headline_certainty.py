"""How sure a headline is, against how sure its body is: proves and suggests, will and may, did and is alleged to have.

Three rules, each of which needs words of the body beside those of the headline: a word of proof where the body has only
weaker evidence; "will" where the body has "may" before the same verb; a plain verb that the body has only behind "may"
or "allegedly". A headline that hedges, asks, quotes or names its source is not held to the last.
"""

from __future__ import annotations

from itertools import pairwise

from analysis.headline_terms import Finding, terms
from analysis.headline_text import Said, Word, is_content

CERTAINTY = "certainty"
_PROOF, _ENOUGH = 0.95, 0.75
#: so many words may stand between a hedge and its verb ("may also be", "is alleged to have")
_BETWEEN = frozenset(
    """be been being have has had not also soon still even yet well then now again to the a in a an likely further
    eventually""".split()  # noqa: SIM905
)
_ATTRIBUTES = frozenset(
    """says say said claims claim claimed alleges alleged allegedly reportedly accused accuses accuse suspected
    suspect fears fear feared warns warn warned likely expected set poised may might could possible possibly
    report reports reported sources vows vow promises plans plan threatens threaten considers mulls weighs wants
    hopes if whether believes thinks would should suggests hints rumoured rumored potential risk risks charged
    charges trial denies seeks predicts predicted apparent apparently perhaps maybe probably looks look seems
    seem appears appear told tells calls call urges urge argues asks ask can cannot""".split()  # noqa: SIM905
)
_ASKING = frozenset(
    "why how what who when where which should can is are does do did will could would".split()  # noqa: SIM905
)
#: verbs that say little alone
_THIN = frozenset(("be", "have", "do", "get", "go", "com", "see", "us", "help", "ask", "say", "keep"))


def certainty(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    """Find where a headline is surer than its body.

    Parameters
    ----------
    words, text : the headline
    said : the sentences of the body
    """
    stems = frozenset(word.stem for word in words if is_content(word))
    found = _proof(words, text, said)
    will = [t for t in terms(words, "will") if words[t.first].lower in ("will", "shall") and t.first]
    asks = words and (words[-1].surface == "?" or words[0].lower in _ASKING)
    if asks or found:
        return found
    if will:
        return found + [one for t in will if (one := _will(t.after, words, text, (stems, said)))]
    hedged = any(w.lower in _ATTRIBUTES or w.surface in ":?" for w in words) or any(c in text for c in '“"‘')
    return found if hedged else found + _bare(words, (stems, said))


def _proof(words: tuple[Word, ...], text: str, said: list[Said]) -> list[Finding]:
    strong = [t for t in terms(words, "evidence") if t.strength >= _PROOF and t.first]
    found = []
    for term in strong[:1]:
        about = frozenset(w.stem for k, w in enumerate(words) if is_content(w) and not term.first <= k < term.after)
        own = {word.stem for word in words[term.first : term.after]}
        near = [s for s in said if len(s.stems & about) >= 2]
        if any(own & {w.stem for w in s.words} for s in said):
            continue
        if any(t.strength >= _ENOUGH for s in near for t in terms(s.words, "evidence")):
            continue
        weak = [(s, t) for s in near for t in terms(s.words, "evidence")]
        if not weak:
            continue
        sentence, other = max(weak, key=lambda row: (len(row[0].stems & about), row[1].strength))
        stated = text[words[term.first].start : words[term.after - 1].end]
        note = f"The headline says “{stated}”; the nearest sentence says “{other.term}”."
        found.append(Finding(CERTAINTY, words[term.first].start, words[term.after - 1].end, other.term, sentence, note))
    return found


def _hedges(sentence: Said) -> dict[int, tuple[int, int]]:
    """Give the place of each word right behind a hedge: place to the hedge's first and last-plus-one word."""
    behind = {}
    for term in terms(sentence.words, "maybe"):
        k = term.after
        while k < len(sentence.words) and sentence.words[k].lower in _BETWEEN:
            k += 1
        behind[k] = (term.first, term.after)
    return behind


def _will(after: int, words: tuple[Word, ...], text: str, body: tuple) -> Finding | None:
    """Hold "will" and its verb against "may" and the same verb."""
    stems, said = body
    verb = next((w for w in words[after : after + 3] if w.stem and w.lower not in _BETWEEN), None)
    if verb is None:
        return None
    weak = []
    for sentence in said:
        hedged = _hedges(sentence)
        if verb.stem not in {w.stem for w in sentence.words} or len(sentence.stems & stems - {verb.stem}) < 1:
            continue
        for k, word in enumerate(sentence.words):
            if word.stem != verb.stem:
                continue
            if k not in hedged:
                return None
            weak.append((len(sentence.stems & stems), sentence, hedged[k]))
    if not weak:
        return None
    _, sentence, (first, _) = max(weak, key=lambda row: row[0])
    start = words[after - 1].start
    found = _shown(sentence, first, verb.stem)
    note = f"The headline says “{text[start : verb.end]}”; the nearest sentence says “{found}”."
    return Finding(CERTAINTY, start, verb.end, found, sentence, note)


def _shown(sentence: Said, first: int, stem: str) -> str:
    end = next(w.end for w in sentence.words[first:] if w.stem == stem)
    return sentence.text[sentence.words[first].start - sentence.start : end - sentence.start]


def _bare(words: tuple[Word, ...], body: tuple) -> list[Finding]:
    """Find a verb of the headline that the body has only behind a hedge."""
    stems, said = body
    for before, word in pairwise(words):
        if before.lower == "to" or not is_content(word) or word.stem in _THIN or word.surface[0].isdigit():
            continue
        weak, plain = [], False
        for sentence in said:
            places = [k for k, w in enumerate(sentence.words) if w.stem == word.stem]
            if not places:
                continue
            hedged = _hedges(sentence)
            plain |= any(k not in hedged for k in places)
            shared = len(sentence.stems & (stems - {word.stem}))
            weak += [(shared, sentence, hedged[k]) for k in places if k in hedged and shared >= 2]
        if plain or not weak:
            continue
        _, sentence, (first, _) = max(weak, key=lambda row: row[0])
        found = _shown(sentence, first, word.stem)
        note = f"The headline says “{word.surface}”; the body says it only as “{found}”."
        return [Finding(CERTAINTY, word.start, word.end, found, sentence, note)]
    return []
