"""Count how often news has each word, and write ``word_frequencies.csv``.

``python make_word_frequencies.py polnear.jsonl``: counts are written for words found in four articles or more, so that
no article can be told from them.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

import pandas as pd

from analysis.comparison.word_differences import count_words

FEWEST_ARTICLES = 4


def main() -> None:
    """Read the documents that are named, and write the table beside this file."""
    counts, articles = Counter(), Counter()
    with Path(sys.argv[1]).open(encoding="utf-8") as lines:
        for line in lines:
            found = count_words(pd.Series([json.loads(line)["text"]])).to_dict()
            counts.update(found)
            articles.update(found.keys())
    kept = sorted(word for word in counts if articles[word] >= FEWEST_ARTICLES)
    table = pd.DataFrame({"word": kept, "count": [counts[word] for word in kept]})
    table.to_csv(Path(__file__).with_name("word_frequencies.csv"), index=False, lineterminator="\n")


if __name__ == "__main__":
    main()
