"""What a cue does besides reporting: the verb in it, and the verb's class (neutral, doubt, praise, emotion, ...)."""

from __future__ import annotations

import re
from functools import lru_cache

import pandas as pd

from analysis.lexicon import FOLDER, load
from analysis.terms import find, forms_of
from analysis.words import split

#: classes of cues, in the order in which they are told; OTHER is for a cue that no list has
OTHER = "other"
CLASSES = {
    "neutral": "reports and no more",
    "factive": "takes what follows for true",
    "doubt": "leaves room for doubt",
    "alarm": "takes over the alarm",
    "emotion": "adds a feeling",
    "praise": "approves",
    "thought": "tells what someone thinks or wants",
    OTHER: "in no list",
}
_WORD = re.compile(r"[\w’'-]+")
#: so many words behind a cue can make a phrase with it
_AHEAD = 3


@lru_cache(maxsize=1)
def _plain() -> tuple[dict[str, tuple[str, str]], re.Pattern]:
    """The cues of ``cues.csv``: form to (verb, class), and a pattern that finds any of them, the longest first."""
    table = pd.read_csv(FOLDER / "cues.csv", keep_default_na=False)
    known = {}
    for term, sort, forms in table[["term", "class", "forms"]].itertuples(index=False):
        known |= dict.fromkeys(forms_of(term, forms), (term, sort))
    longest = sorted(known, key=len, reverse=True)
    return known, re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, longest)) + r")(?![\w-])")


def cue_classes(cues: list[str], *, behind: list[str] | None = None) -> pd.DataFrame:
    """Say of each cue which verb it holds, and the class of the verb.

    The reporting verbs of the lexicon of loaded language come first, then the plain cues of ``cues.csv``.

    Parameters
    ----------
    cues : the words of n cues, as they stand in the text ("has repeatedly claimed")
    behind : what stands behind each, if that is known: the lexicon knows phrases in which a verb does no more than
        report ("claimed responsibility")

    Returns
    -------
    DataFrame of n rows with ``verb`` (the list's own form: "claimed"; for a cue in no list the cue itself, in lower
    case) and ``cue_class``, a key of :data:`CLASSES`

    Examples
    --------
    >>> cue_classes(["has repeatedly lamented", "say"]).values.tolist()
    [['lamented', 'emotion'], ['said', 'neutral']]
    >>> cue_classes(["claimed", "claimed"], behind=["responsibility for it", "that it rained"])["cue_class"].tolist()
    ['neutral', 'doubt']
    """
    known, pattern = _plain()
    lexicon = load("reporting_verbs")
    classes, terms = (lexicon.table[name].to_numpy(object) for name in ("class", "term"))
    words = split([cue.lower() for cue in cues])
    matches = find(words, lexicon)
    plainly = _phrases(cues, behind) if behind else set()
    listed = {}
    for text, row in zip(words.text_at(matches.first).tolist(), matches.row.tolist(), strict=True):
        # of several verbs in one cue the first that is more than neutral counts
        if classes[row] and (text not in listed or classes[listed[text]] == "neutral"):
            listed[text] = row
    rows = []
    for place, cue in enumerate(cues):
        plain = pattern.search(cue.lower())
        if place in plainly:
            rows.append((known[plain[0]][0] if plain else " ".join(_WORD.findall(cue.lower())), "neutral"))
        elif place in listed and classes[listed[place]] != "neutral":
            rows.append((_shown(cue, terms[listed[place]]), classes[listed[place]]))
        elif plain:
            rows.append(known[plain[0]])
        elif place in listed:
            rows.append((_shown(cue, terms[listed[place]]), classes[listed[place]]))
        else:
            rows.append((" ".join(_WORD.findall(cue.lower())), OTHER))
    return pd.DataFrame(rows, columns=["verb", "cue_class"])


def _phrases(cues: list[str], behind: list[str]) -> set[int]:
    """Find the cues that, with what stands behind them, are a phrase that the lexicon leaves out."""
    lexicon = load("reporting_verbs")
    words = split([f"{cue} {' '.join(rest.split()[:_AHEAD])}".lower() for cue, rest in zip(cues, behind, strict=True)])
    matches = find(words, lexicon)
    texts, start, _ = words.spans(matches.first)
    _, _, end = words.spans(matches.last)
    classes, found = lexicon.table["class"].to_numpy(object)[matches.row], set()
    for text, at, to, sort in zip(texts.tolist(), start.tolist(), end.tolist(), classes.tolist(), strict=True):
        if not sort and at < len(cues[text]) < to:
            found.add(text)
    return found


def _shown(cue: str, term: str) -> str:
    """Show a term of the lexicon by its word in the cue, which is in the past as a rule: "lamented", not "lament"."""
    word = next((word for word in _WORD.findall(cue.lower()) if word[:4] == term[:4]), None)
    return word if word and " " not in term else term
