"""What a class answered in a lesson: files in, checked, arrays out; and what they show, for the discussion.

A file is not trusted. Its size is bounded before it is read, every value is checked before it is used, and one line
says what is wrong with it. (A JSON schema would check less: it takes 1.0 for a whole number, and most bounds here
depend on the lesson.) Nothing in a file is a name: a pupil is a random number, and stays out of the result.

Agreement, among the pupils and with the tool, is of words: a unit is a word, and a choice is to mark it or not.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from analysis.lesson.lesson import FORMAT, VERSION, key_of
from analysis.measures import measure
from analysis.schema import InputError
from analysis.text.lexicon import Lexicon
from analysis.text.patterns import pattern

LARGEST = 2_000_000
LONGEST_TEXT = 20_000
MOST_WORDS = 50_000
LETTERS = ("A", "B")
#: so many words are listed as the most disputed, and as marked by one side only
MOST = 12
#: the interval of alpha: words in a run, the fewest runs of a text, how often they are drawn
_RUN, _FEWEST_RUNS, _DRAWS = 10, 10, 2_000
#: so many words on each side of a listed one are shown
AROUND = 4
#: the options of the vote
VOTES = {"A": "Text A", "B": "Text B", "same": "Both the same", "neither": "Neither", "": "No answer"}
_ID = pattern(r"[0-9a-f]{16}")
_KEY = pattern(r"[0-9a-f]{64}")


@dataclass(frozen=True)
class Answers:
    """What n pupils answered in one lesson.

    Attributes
    ----------
    lesson : the lesson's content (:attr:`analysis.lesson.lesson.Lesson.content`)
    marks : by letter of the text, bool array of n pupils x words: who marked what
    tool : by letter, bool array of words: what the tool marked
    trust : n votes, each a key of :data:`VOTES`
    after : n votes on the same question, when the program's marks had been seen
    guesses : int array of n x checks: the option chosen, -1 for none
    rewrites : n texts
    """

    lesson: dict
    marks: dict[str, np.ndarray]
    tool: dict[str, np.ndarray]
    trust: list[str]
    guesses: np.ndarray
    rewrites: list[str]
    after: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.trust)


class _Unusable(ValueError):
    """Why a file is skipped."""


def read_answers(paths: Iterable[Path]) -> tuple[Answers, list[str]]:
    """Read answer files.

    Parameters
    ----------
    paths : the files, in any order

    Returns
    -------
    Answers, list of str
        the answers to the lesson that most files belong to, and a line for each file that was skipped. Of two files
        with one random number, the one that was saved later counts.

    Raises
    ------
    InputError
        if no file can be used
    """
    found, skipped, lessons = [], [], {}
    for path in paths:
        try:
            found.append((path, _check(_load(path), lessons)))
        except _Unusable as error:
            skipped.append(f"{path}: skipped: {error}.")
    if not found:
        why = " ".join(["there is no answer file that can be used.", *skipped[:1]])
        raise InputError(f"{why} Pupils save theirs in the lesson's last step.")
    key = Counter(given["key"] for _, given in found).most_common(1)[0][0]
    latest: dict[str, tuple[Path, dict]] = {}
    for path, given in found:
        if given["key"] != key:
            skipped.append(f"{path}: skipped: it belongs to another lesson (two other texts, or another version).")
            continue
        kept, gone = (path, given), latest.get(given["id"])
        if gone is not None and given["saves"] <= gone[1]["saves"]:
            kept, gone = gone, kept
        latest[given["id"]] = kept
        if gone is not None:
            skipped.append(f"{gone[0]}: skipped: the same pupil's answers as {kept[0]}.")
    return _arrays(lessons[key], [given for _, given in latest.values()]), skipped


def _load(path: Path) -> object:
    try:
        _need(path.is_file(), "this is not a file")
        with path.open("rb") as file:
            data = file.read(LARGEST + 1)
    except OSError as error:
        raise _Unusable(f"cannot be read ({error.strerror})") from None
    _need(len(data) <= LARGEST, f"it is larger than {LARGEST // 1_000_000} MB, and answers are not")
    try:
        return json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except _Unusable:
        raise
    except (ValueError, RecursionError):
        raise _Unusable("this is not JSON that a lesson writes") from None


def _no_constant(name: str) -> None:
    raise _Unusable(f"it has {name}, which is no number")


def _need(holds: bool, why: str) -> None:
    if not holds:
        raise _Unusable(why)


def _check(given: object, lessons: dict[str, dict]) -> dict:
    """Return a pupil's answers if every value is one that a lesson writes; a lesson not seen before joins `lessons`."""
    _need(isinstance(given, dict), "this is not a lesson's answers")
    key, content = given.get("key"), given.get("lesson")
    _need(_is_text(key) and bool(_KEY.fullmatch(key)), "it does not say which lesson it belongs to")
    if key not in lessons:
        _need(_is_lesson(content), "the lesson in it is not whole")
        _need(_has_key(content, key), "the lesson in it was changed")
    _need(content == lessons.setdefault(key, content), "the lesson in it was changed")
    _need(_is_text(given.get("id")) and bool(_ID.fullmatch(given["id"])), "its random number is missing")
    _need(_is_count(given.get("saves"), 1_000_000), "it does not say how often it was saved")
    marks, guesses, checks = given.get("marks"), given.get("guesses"), content["checks"]
    _need(isinstance(marks, dict) and set(marks) == set(LETTERS), "it does not have the marks of both texts")
    for text in content["texts"]:
        letter = text["letter"]
        _need(_are_units(marks[letter], len(text["words"])), f"its marks of text {letter} are no places")
    _need(_is_text(given.get("trust")) and given["trust"] in VOTES, "its vote is none of the options")
    after = given.get("trust_after", "")
    _need(_is_text(after) and after in VOTES, "its second vote is none of the options")
    _need(isinstance(guesses, list) and len(guesses) == len(checks), "its guesses are not those of the lesson")
    for guess, check in zip(guesses, checks, strict=True):
        _need(guess is None or _is_count(guess, len(check["options"])), "a guess is none of the options")
    _need(_is_text(given.get("rewrite")), "its rewritten paragraph is no text, or too long")
    kept = {name: given[name] for name in ("key", "id", "saves", "marks", "trust", "guesses", "rewrite")}
    return kept | {"after": after}


def _has_key(content: dict, key: str) -> bool:
    try:
        return key_of(content) == key
    except (ValueError, RecursionError):
        return False


def _is_lesson(content: object) -> bool:
    """Test whether a lesson's content has the form that :func:`analysis.lesson.make_lesson` writes."""
    match content:
        case {"format": str(name), "version": version, "texts": [dict(), dict()] as texts, "checks": list(checks),
              "rewrite": {"text": text, "loaded": loaded}}:  # fmt: skip
            whole = (name, version) == (FORMAT, VERSION) and [of.get("letter") for of in texts] == list(LETTERS)
            parts = [*map(_is_marked_text, texts), len(checks) <= 20, *map(_is_check, checks[:20])]
            return whole and all(parts) and _is_text(text) and _is_count(loaded, MOST_WORDS)
    return False


def _is_marked_text(text: dict) -> bool:
    words, starts = text.get("words"), text.get("starts")
    if not (isinstance(words, list) and 0 < len(words) <= MOST_WORDS):
        return False
    if not all(_are_units(units, len(words)) for units in (starts, text.get("tool"))):
        return False
    listed, cited = text.get("phrases", []), text.get("cited", [])
    if not (isinstance(listed, list) and all(_are_units(pair, len(words)) and len(pair) == 2 for pair in listed)):
        return False
    if not _are_units(cited, len(words)):
        return False
    in_order = starts[:1] == [0] and sorted(set(starts)) == starts
    return in_order and all(word and _is_text(word) for word in words)


def _is_check(check: object) -> bool:
    match check:
        case {"question": question, "options": list(options), "answer": answer}:
            texts = _is_text(question) and all(map(_is_text, options))
            return texts and 0 < len(options) <= 10 and _is_count(answer, len(options))
    return False


def _is_text(value: object) -> bool:
    return isinstance(value, str) and len(value) <= LONGEST_TEXT


def _is_count(value: object, below: int) -> bool:
    return type(value) is int and 0 <= value < below


def _are_units(value: object, count: int) -> bool:
    return isinstance(value, list) and len(value) <= count and all(_is_count(unit, count) for unit in value)


def _arrays(content: dict, given: list[dict]) -> Answers:
    marks, tool = {}, {}
    for text in content["texts"]:
        letter, count = text["letter"], len(text["words"])
        marks[letter] = np.zeros((len(given), count), bool)
        for row, one in zip(marks[letter], given, strict=True):
            row[one["marks"][letter]] = True
        tool[letter] = np.zeros(count, bool)
        tool[letter][text["tool"]] = True
    guesses = [[-1 if guess is None else guess for guess in one["guesses"]] for one in given]
    return Answers(
        lesson=content,
        marks=marks,
        tool=tool,
        trust=[one["trust"] for one in given],
        guesses=np.array(guesses, np.int64).reshape(len(given), len(content["checks"])),
        rewrites=[one["rewrite"] for one in given],
        after=[one["after"] for one in given],
    )


def class_report(answers: Answers, *, lexicon: Lexicon | None = None) -> dict:
    """Compute everything that the page about a class shows.

    Parameters
    ----------
    answers : what :func:`read_answers` returns
    lexicon : the teacher's, where the lesson was made with one: what the pupils rewrote is counted by it

    Returns
    -------
    dict
        ``pupils``; ``agreement``: for each text, and for both, ``alpha`` among the pupils with its interval
        (``alpha_low``, ``alpha_high``), and the ``kappas`` of each with the tool (``low``, ``middle``, ``high``; NaN
        where none is defined) with ``undefined``, the number of pupils who have none; ``texts``: the words with how
        many marked them; ``disputed``, ``pupils_only``, ``tool_only``: rows of :func:`phrases` without the rest;
        ``trust``: :func:`votes`; ``checks``, ``rewrites``
    """
    table, listed = words(answers), phrases(answers)
    whole = np.concatenate(list(answers.marks.values()), axis=1), np.concatenate(list(answers.tool.values()))
    parts = {f"Text {letter}": (answers.marks[letter], answers.tool[letter]) for letter in answers.marks}
    return {
        "pupils": len(answers),
        "agreement": [_agreement(name, *part) for name, part in (*parts.items(), ("Both texts", whole))],
        "texts": _texts(answers, table),
        "disputed": _listed(disputed(listed)),
        "pupils_only": _listed(listed[~listed["tool"] & (listed["share"] >= 0.5)].nlargest(MOST, "share")),
        "tool_only": _listed(listed[listed["tool"] & (listed["share"] < 0.5)].nsmallest(MOST, "share")),
        "trust": votes(answers),
        "checks": _checks(answers),
        "rewrites": rewrites(answers, lexicon=lexicon),
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
        columns = {"letter": letter, "unit": range(len(listed)), "word": listed, "marked": marked}
        columns |= {"share": marked / len(answers), "tool": answers.tool[letter]}
        columns["around"] = [" ".join(listed[max(0, k - AROUND) : k + AROUND + 1]) for k in range(len(listed))]
        parts.append(pd.DataFrame(columns))
    return pd.concat(parts, ignore_index=True)


def phrases(answers: Answers) -> pd.DataFrame:
    """Count for each phrase how many pupils marked a word of it.

    A phrase is what the tool marked as one, or neighbouring words of a paragraph that the same pupils marked; every
    other word stands alone.

    Returns
    -------
    DataFrame
        ``letter``, ``unit`` (of its first word), ``word`` (the phrase), ``marked``, ``share``, ``tool``, ``around``
    """
    rows = []
    for text in answers.lesson["texts"]:
        letter, listed = text["letter"], text["words"]
        marks, tool, starts = answers.marks[letter], answers.tool[letter], set(text["starts"])
        last = {first: last for first, last in text.get("phrases", [])}
        unit = 0
        while unit < len(listed):
            end = last.get(unit, unit)
            if not tool[unit] and marks[:, unit].any():
                while end + 1 < len(listed) and end + 1 not in starts and not tool[end + 1]:
                    if (marks[:, end + 1] != marks[:, unit]).any():
                        break
                    end += 1
            marked = int(marks[:, unit : end + 1].any(axis=1).sum())
            around = " ".join(listed[max(0, unit - AROUND) : end + AROUND + 1])
            said = " ".join(listed[unit : end + 1])
            rows.append((letter, unit, said, marked, marked / len(answers), bool(tool[unit : end + 1].any()), around))
            unit = end + 1
    return pd.DataFrame(rows, columns=["letter", "unit", "word", "marked", "share", "tool", "around"])


def votes(answers: Answers) -> dict:
    """Count the two votes.

    Returns
    -------
    dict
        ``rows``: option, how many chose it before and after the program's marks were seen; ``again``: how many voted
        both times; ``moves``: from which option to which, and how many, the most first
    """
    rows = [(name, answers.trust.count(vote), answers.after.count(vote)) for vote, name in VOTES.items()]
    both = [pair for pair in zip(answers.trust, answers.after, strict=False) if all(pair)]
    moved = Counter(pair for pair in both if pair[0] != pair[1])
    moves = [(VOTES[before], VOTES[after], count) for (before, after), count in moved.most_common()]
    return {"rows": rows, "again": len(both), "moves": moves}


def disputed(table: pd.DataFrame) -> pd.DataFrame:
    """Return the words or phrases that some pupils marked and some did not, those nearest to half and half first."""
    split = table[(table["share"] > 0) & (table["share"] < 1)]
    order = (split["share"] - 0.5).abs().sort_values(kind="stable").index
    return split.loc[order[:MOST]]


def alpha(marks: np.ndarray) -> float:
    """Compute Krippendorff's alpha of n pupils x words (bool) who each chose for every word whether to mark it."""
    if len(marks) < 2 or marks.all() or not marks.any():
        return float("nan")
    marked = marks.sum(axis=0)
    apart = (marked * (len(marks) - marked)).sum()
    return float(_alpha(marked.sum(), apart, marks.shape[1], len(marks)))


def alpha_interval(marks: np.ndarray) -> tuple[float, float]:
    """Return a 95% interval of :func:`alpha`, from runs of ten words that are drawn anew (percentile bootstrap).

    It speaks for other passages of such texts, marked by the same pupils. It is NaN where there are fewer than ten
    runs, or no alpha.
    """
    starts = np.arange(0, marks.shape[1], _RUN)
    if len(starts) < _FEWEST_RUNS or np.isnan(alpha(marks)):
        return float("nan"), float("nan")
    marked = marks.sum(axis=0)
    parts = np.stack([marked, marked * (len(marks) - marked), np.ones_like(marked)])
    runs = np.add.reduceat(parts, starts, axis=1)
    drawn = np.random.default_rng(0).integers(len(starts), size=(_DRAWS, len(starts)))
    ones, apart, units = runs[:, drawn].sum(axis=2)
    known = (ones > 0) & (ones < units * len(marks))
    low, high = np.quantile(_alpha(ones[known], apart[known], units[known], len(marks)), (0.025, 0.975))
    return float(low), float(high)


def _alpha(ones, apart, units, pupils: int):
    """Compute alpha of the marks in all, the pairs of pupils who differ on a word, the words, and the pupils."""
    choices = units * pupils
    return 1 - apart * (choices - 1) / ((pupils - 1) * ones * (choices - ones))


def kappas(marks: np.ndarray, tool: np.ndarray) -> np.ndarray:
    """Compute Cohen's kappa of each of n pupils with the tool.

    Parameters
    ----------
    marks : bool array of n pupils x words: who marked what
    tool : bool array of words: what the tool marked

    Returns
    -------
    (n,) : -1 to 1, higher agrees better; NaN where both mark every word, or none
    """
    same = (marks == tool).mean(axis=1)
    mine, its = marks.mean(axis=1), tool.mean()
    chance = mine * its + (1 - mine) * (1 - its)
    return np.divide(same - chance, 1 - chance, out=np.full(len(marks), np.nan), where=chance < 1)


def rewrites(answers: Answers, *, lexicon: Lexicon | None = None) -> dict:
    """Count the loaded words that are left in what the pupils rewrote."""
    given = answers.lesson["rewrite"]
    changed = [text for text in answers.rewrites if text.strip() and text.split() != given["text"].split()]
    left = measure(changed, lexicon=lexicon)["loaded_words"] if changed else pd.Series(dtype=int)
    counts = left.value_counts().sort_index()
    pairs = [(int(number), int(count)) for number, count in counts.items()]
    return {"before": given["loaded"], "changed": len(changed), "left": pairs, "text": given["text"]}


def _agreement(name: str, marks: np.ndarray, tool: np.ndarray) -> dict:
    found = kappas(marks, tool)
    known = found[~np.isnan(found)]
    low, middle, high = np.quantile(known, (0, 0.5, 1)) if len(known) else (float("nan"),) * 3
    counts, undefined = marks.sum(axis=1), len(found) - len(known)
    row = {"name": name, "words": marks.shape[1], "tool": int(tool.sum())}
    row |= {"fewest": int(counts.min()), "most": int(counts.max()), "alpha": alpha(marks)}
    row |= dict(zip(("alpha_low", "alpha_high"), alpha_interval(marks), strict=True))
    return row | {"low": low, "middle": middle, "high": high, "undefined": undefined}


def _texts(answers: Answers, table: pd.DataFrame) -> list[dict]:
    """Cut each text into its paragraphs; each word with its count and its heat: 0 (nobody) to 4 (three quarters)."""
    out = []
    for text in answers.lesson["texts"]:
        own = table[table["letter"] == text["letter"]]
        heat = np.select([own["share"] >= bound for bound in (0.75, 0.5, 0.25)], (4, 3, 2), default=0)
        heat = np.where((heat == 0) & (own["marked"] > 0), 1, heat)
        rows = list(zip(own["word"], own["marked"].tolist(), own["tool"].tolist(), heat.tolist(), strict=True))
        edges, cited = [*text["starts"], len(rows)], set(text.get("cited", []))
        blocks = [(a in cited, rows[a:b]) for a, b in zip(edges, edges[1:], strict=False)]
        out.append({"letter": text["letter"], "blocks": blocks})
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
