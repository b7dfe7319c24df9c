"""Build ``word_commonness.csv``: in how many news articles each word was found.

Run it when the rules of keys change, with a file of articles (JSON lines with ``text``)::

    python analysis/lexicons/make_word_commonness.py polnear.jsonl

Only counts of single keys are in the table, none for a key found in fewer than four articles. No text is.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from pathlib import Path

from analysis.facts.similarity import ARTICLES, COMMONNESS, FEWEST, content_words

TARGET = Path(__file__).with_name(COMMONNESS)


def counted(texts: list[str]) -> Counter:
    """Count the texts that hold each key."""
    words = content_words(texts).drop_duplicates(["row", "key"])
    return Counter(words["key"].tolist())


def content(counts: Counter, articles: int) -> str:
    """Lay out the file: a header of comments, the names of the columns, a line a key."""
    header = (
        f"# In how many of {articles} political news articles (PolNeAR, Newell et al. 2018, LREC) a key was found.\n"
        "# A key is a word without its endings, = and a name, or # and a number. Keys in fewer than four articles are\n"
        "# left out. None of the articles' text is held here. Made by make_word_commonness.py; do not edit.\n"
    )
    rows = sorted((key, n) for key, n in counts.items() if n >= FEWEST)
    return header + "key,articles\n" + "".join(f"{key},{n}\n" for key, n in rows)


if __name__ == "__main__":
    texts = [json.loads(line)["text"] for line in Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()]
    assert len(texts) == ARTICLES, f"{len(texts)} articles, not {ARTICLES}"
    TARGET.write_text(content(counted(texts), len(texts)), encoding="utf-8", newline="\n")
