"""What a class marked: how far pupils agree with one another and with the tool, word by word, for the discussion.

No pupil is told apart from another. Agreement is of words: a unit is a word, and a choice is to mark it or not.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from analysis.answers import TRUST, Answers
from analysis.features import measure

#: so many words are listed as the most disputed, and as marked by one side only
MOST = 12
#: so many words on each side of a listed one are shown
AROUND = 4
VOTES = {"A": "Text A", "B": "Text B", "same": "Both the same", "neither": "Neither", "": "No answer"}


def class_report(answers: Answers) -> dict:
    """Work out everything that the page about a class shows.

    Returns
    -------
    dict
        ``pupils``; ``agreement``: for each text, and for both, ``alpha`` among the pupils and the ``kappas`` of each
        with the tool (``low``, ``middle``, ``high``; NaN where none is defined) with ``undefined``, the number of
        pupils who have none; ``texts``: the words with how many marked them; ``disputed``, ``pupils_only``,
        ``tool_only``: rows of :func:`words` without the rest; ``trust``, ``checks``, ``rewrites``
    """
    table = words(answers)
    whole = np.concatenate(list(answers.marks.values()), axis=1), np.concatenate(list(answers.tool.values()))
    parts = {f"Text {letter}": (answers.marks[letter], answers.tool[letter]) for letter in answers.marks}
    return {
        "pupils": len(answers),
        "agreement": [_agreement(name, *part) for name, part in (*parts.items(), ("Both texts", whole))],
        "texts": _texts(answers, table),
        "disputed": _listed(disputed(table)),
        "pupils_only": _listed(table[~table["tool"] & (table["share"] >= 0.5)].nlargest(MOST, "share")),
        "tool_only": _listed(table[table["tool"] & (table["share"] < 0.5)].nsmallest(MOST, "share")),
        "trust": [(VOTES[vote], answers.trust.count(vote)) for vote in TRUST],
        "checks": _checks(answers),
        "rewrites": rewrites(answers),
    }


def words(answers: Answers) -> pd.DataFrame:
    """Count for each word how many pupils marked it.

    Returns
    -------
    DataFrame
        ``letter``, ``unit`` (from 0 in its text), ``word``, ``marked`` (pupils), ``share`` (0 to 1), ``tool`` (bool),
        ``around`` (the word with its neighbours)
    """
    parts = []
    for text in answers.lesson["texts"]:
        letter, listed = text["letter"], text["words"]
        marked = answers.marks[letter].sum(axis=0)
        around = [" ".join(listed[max(0, k - AROUND) : k + AROUND + 1]) for k in range(len(listed))]
        columns = {"letter": letter, "unit": range(len(listed)), "word": listed, "marked": marked}
        more = {"share": marked / len(answers), "tool": answers.tool[letter], "around": around}
        parts.append(pd.DataFrame(columns | more))
    return pd.concat(parts, ignore_index=True)


def disputed(table: pd.DataFrame) -> pd.DataFrame:
    """Give the words on which pupils are nearest to half and half, of those that some marked and some did not."""
    split = table[(table["share"] > 0) & (table["share"] < 1)]
    order = (split["share"] - 0.5).abs().sort_values(kind="stable").index
    return split.loc[order[:MOST]]


def alpha(marks: np.ndarray) -> float:
    """Krippendorff's alpha of n pupils x words (bool) who each chose for every word whether to mark it.

    Returns
    -------
    float
        1: all the same; 0: as if each had marked blindly; below: less than that. NaN for fewer than two pupils, and
        where nobody, or everybody, marked everything: then nothing can be told from chance.

    References
    ----------
    Krippendorff 2004, Content Analysis; worked out by NLTK's ``AnnotationTask``.
    """
    if len(marks) < 2 or marks.all() or not marks.any():
        return float("nan")
    from nltk.metrics.agreement import AnnotationTask  # importing it takes seconds

    choices = np.argwhere(np.ones_like(marks)).tolist()
    return AnnotationTask([(pupil, unit, int(marks[pupil, unit])) for pupil, unit in choices]).alpha()


def kappas(marks: np.ndarray, tool: np.ndarray) -> np.ndarray:
    """Cohen's kappa of each of n pupils with the tool (n, -1 to 1).

    NaN where both marked nothing, or both everything.

    References
    ----------
    Cohen 1960, A coefficient of agreement for nominal scales.
    """
    same = (marks == tool).mean(axis=1)
    mine, its = marks.mean(axis=1), tool.mean()
    chance = mine * its + (1 - mine) * (1 - its)
    return np.divide(same - chance, 1 - chance, out=np.full(len(marks), np.nan), where=chance < 1)


def rewrites(answers: Answers) -> dict:
    """Count the loaded words that are left in what the pupils rewrote.

    Returns
    -------
    dict
        ``before``: loaded words in the paragraph; ``changed``: pupils who changed it; ``left``: for each number of
        loaded words left, how many of those pupils have it, as a list of pairs in order; ``text``: the paragraph
    """
    given = answers.lesson["rewrite"]
    changed = [text for text in answers.rewrites if text.strip() and text.split() != given["text"].split()]
    left = measure(pd.DataFrame({"text": changed}))["loaded_words"] if changed else pd.Series(dtype=int)
    counts = left.value_counts().sort_index()
    pairs = [(int(number), int(count)) for number, count in counts.items()]
    return {"before": given["loaded"], "changed": len(changed), "left": pairs, "text": given["text"]}


def _agreement(name: str, marks: np.ndarray, tool: np.ndarray) -> dict:
    found = kappas(marks, tool)
    known = found[~np.isnan(found)]
    low, middle, high = np.quantile(known, (0, 0.5, 1)) if len(known) else (float("nan"),) * 3
    counts = marks.sum(axis=1)
    return {
        "name": name,
        "words": marks.shape[1],
        "tool": int(tool.sum()),
        "fewest": int(counts.min()),
        "most": int(counts.max()),
        "alpha": alpha(marks),
        "low": low,
        "middle": middle,
        "high": high,
        "undefined": len(found) - len(known),
    }


def _texts(answers: Answers, table: pd.DataFrame) -> list[dict]:
    """Cut each text into its paragraphs; each word with its count and its heat: 0 (nobody) to 4 (three quarters)."""
    out = []
    for text in answers.lesson["texts"]:
        own = table[table["letter"] == text["letter"]]
        heat = np.select([own["share"] >= bound for bound in (0.75, 0.5, 0.25)], (4, 3, 2), default=0)
        heat = np.where((heat == 0) & (own["marked"] > 0), 1, heat)
        rows = list(zip(own["word"], own["marked"].tolist(), own["tool"].tolist(), heat.tolist(), strict=True))
        edges = [*text["starts"], len(rows)]
        out.append({"letter": text["letter"], "blocks": [rows[a:b] for a, b in zip(edges, edges[1:], strict=False)]})
    return out


def _listed(table: pd.DataFrame) -> list[dict]:
    return table[["letter", "word", "marked", "tool", "around"]].to_dict("records")


def _checks(answers: Answers) -> list[dict]:
    out = []
    for k, check in enumerate(answers.lesson["checks"]):
        votes = [int((answers.guesses[:, k] == place).sum()) for place in range(len(check["options"]))]
        options = [(name, votes[place], place == check["answer"]) for place, name in enumerate(check["options"])]
        out.append({"question": check["question"], "options": options, "silent": len(answers) - sum(votes)})
    return out
