"""Classes of pupils made up at random, for a lesson, as the files that they would hand in."""

from __future__ import annotations

import json
import random
from pathlib import Path

from analysis.lesson.lesson import Lesson


def given(made: Lesson, *, seed: int = 1, **changes) -> dict:
    """Give one pupil's answers: most of the tool's marks, and some others."""
    chance = random.Random(seed)
    marks = {}
    for text in made.content["texts"]:
        own = {unit for unit in text["tool"] if chance.random() < 0.6}
        own |= set(chance.sample(range(len(text["words"])), min(len(text["words"]), chance.randint(0, 8))))
        marks[text["letter"]] = sorted(own)
    answers = {
        "key": made.key,
        "id": f"{seed:016x}",
        "saves": 1,
        "marks": marks,
        "trust": chance.choice(["A", "B", "same", "neither", ""]),
        "trust_after": chance.choice(["A", "B", "same", "neither", ""]),
        "why": "It keeps to what was seen.",
        "guesses": [chance.choice([None, *range(len(check.options))]) for check in made.checks],
        "rewrite": chance.choice([made.rewrite["text"], "The council met. It was a brutal day.", "The council met."]),
        "tries": {"irony": "", "quotation": "", "omission": ""},
        "unseen": "",
        "lesson": made.content,
    }
    return answers | changes


def hand_in(folder: Path, made: Lesson, *, pupils: int, seed: int = 0) -> list[Path]:
    """Write the files of a class."""
    folder.mkdir(parents=True, exist_ok=True)
    files = []
    for k in range(pupils):
        file = folder / f"answers-{k}.json"
        file.write_text(json.dumps(given(made, seed=1000 * seed + k + 1)), encoding="utf-8")
        files.append(file)
    return files
