"""List the words that tell an act, and write ``action_words.csv``.

``python make_action_words.py``: a word (the key of all its forms) is on the list if news has 15 in 100 of its forms in
*-ed* or *-ing* (``word_frequencies.csv``). Of a word that news has fewer than eight times the dictionary of syllables
decides: it is on the list if it has both forms. So *arrest* and *hijack* are acts, *church* and *president* are none,
and neither is what a title has the key of: *representative*.
"""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.text.names import source_words
from analysis.text.word_forms import key

SHARE, FEWEST = 0.15, 8

_ED, _ING = re.compile(r"[a-z]{2}ed$"), re.compile(r"[a-z]{2}ing$")


def list_actions(counts: dict[str, int], dictionary: set[str]) -> list[str]:
    """List the keys of words that tell an act, from the counts of words in news and the words of a dictionary."""
    all_forms, in_action = Counter(), Counter()
    for word, count in counts.items():
        all_forms[key(word)] += count
        if _ED.search(word) or _ING.search(word):
            in_action[key(word)] += count
    ed, ing = ({key(word) for word in dictionary if ending.search(word)} for ending in (_ED, _ING))
    often = {word for word, count in all_forms.items() if count >= FEWEST}
    acts = {word for word in often if in_action[word] >= SHARE * all_forms[word]} | (ed & ing - often)
    return sorted(acts - {key(word) for word, kind in source_words().items() if kind == "title"})


def main() -> None:
    """Write the list beside this script."""
    here = Path(__file__).parent
    news = pd.read_csv(here / "word_frequencies.csv", keep_default_na=False)
    syllables = pd.read_csv(here / "syllables.csv", comment="#", keep_default_na=False, dtype=str)
    counts = dict(zip(news["word"].str.lower(), news["count"].astype(int), strict=True))
    made = pd.DataFrame({"key": list_actions(counts, set(syllables.iloc[:, 0].str.lower()))})
    made.to_csv(here / "action_words.csv", index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
