"""How well paragraphs are matched: on the invented events of the tests, and on pairs of real articles, to be read.

    python benchmarks/matching.py                     precision and recall on tests/events
    python benchmarks/matching.py polnear.jsonl 30 5  30 matches of articles by different publishers, seed 5, to judge

The second form needs articles as JSON lines with ``id`` (PUBLISHER_YYYY-MM-DD_...), ``publisher`` and ``text``. It
pairs articles of two publishers that are at most two days apart and share the most rare words.
"""

from __future__ import annotations

import json
import random
import re
import sys
from pathlib import Path

import pandas as pd

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))

from told import NAMES, told

from analysis.facts.align import match_paragraphs
from analysis.facts.similarity import content_words, rarity

_RARE, _DAYS, _PAIRS = 0.75, 2, 25
_DATE = re.compile(r"_(\d{4}-\d\d-\d\d)_")


def on_events() -> pd.DataFrame:
    """Count matches found, right and wanted, event by event and over all."""
    rows = []
    for name in NAMES:
        blocks, same = told(name)
        matches = match_paragraphs(blocks)
        found = set(zip(matches["block_a"], matches["block_b"], strict=True))
        rows.append((name, len(found), len(found & same), len(same)))
    table = pd.DataFrame(rows, columns=["event", "found", "right", "wanted"]).set_index("event")
    table.loc["all"] = table.sum()
    return table.assign(precision=table["right"] / table["found"], recall=table["right"] / table["wanted"]).round(2)


def article_pairs(articles: list[dict]) -> list[tuple[int, int]]:
    """Give pairs that seem to be about one event, no article in two, the surest first."""
    days = [pd.Timestamp(_DATE.search(one["id"])[1]) for one in articles]
    words = content_words([one["text"] for one in articles])
    rare = words[words["key"].map(rarity) > _RARE].groupby("row")["key"].agg(frozenset).to_dict()
    scored = []
    for i in range(len(articles)):
        for j in range(i + 1, len(articles)):
            if articles[i]["publisher"] != articles[j]["publisher"] and abs((days[i] - days[j]).days) <= _DAYS:
                one, other = rare.get(i, frozenset()), rare.get(j, frozenset())
                scored.append((len(one & other) / (min(len(one), len(other)) + 5) ** 0.5, i, j))
    chosen, used = [], set()
    for _, i, j in sorted(scored, reverse=True):
        if not {i, j} & used:
            chosen.append((i, j))
            used |= {i, j}
    return chosen[:_PAIRS]


def sample(articles: list[dict], number: int, seed: int) -> list[tuple]:
    """Draw matches of body paragraphs: score, both texts, the shared words."""
    drawn = []
    for i, j in article_pairs(articles):
        texts = {side: re.split(r"\n+", articles[k]["text"].strip()) for side, k in (("a", i), ("b", j))}
        rows = [
            (side, n, "body" if n else "headline", text) for side, own in texts.items() for n, text in enumerate(own)
        ]
        for row in match_paragraphs(pd.DataFrame(rows, columns=["article", "block", "kind", "text"])).itertuples():
            if row.place == "body":
                drawn.append((row.score, texts["a"][row.block_a], texts["b"][row.block_b], row.shared))
    random.Random(seed).shuffle(drawn)
    return sorted(drawn[:number])


if __name__ == "__main__":
    if len(sys.argv) < 2:
        print(on_events().to_string())
    else:
        lines = Path(sys.argv[1]).read_text(encoding="utf-8").splitlines()
        for score, one, other, shared in sample(
            [json.loads(line) for line in lines], int(sys.argv[2]), int(sys.argv[3])
        ):
            print(f"{score:.2f}  {shared}\n  A: {one[:400]}\n  B: {other[:400]}\n")
