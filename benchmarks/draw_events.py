"""Draw articles on events, to be judged by a reader: ``python benchmarks/draw_events.py events.jsonl FOLDER``.

The draw is fixed by its seed: six times five events, of each up to three articles. The first and the fourth five are
for developing, the others for a first judgement each. The last fifteen are of topics not drawn before them. Each
article becomes a text file in a folder named after its part (:data:`PARTS`), with a blank line between paragraphs.
``REAL_TEXT.md`` has the method and the figures; none of the text is in the project.
"""

from __future__ import annotations

import json
import random
import sys
from pathlib import Path

SEED, EVENTS, ARTICLES = 17, 5, 3
#: with fewer sentences an article tells too little
FEWEST = 6
PARTS = ("develop", "judge", "again", "develop_others", "judge_others", "judge_last")


def draw(path: Path, *, seed: int = SEED) -> dict[str, list[dict]]:
    """Return the articles drawn from a file with an object a line, by the part that they are for."""
    by_event: dict[str, list[dict]] = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        article = json.loads(line)
        if len(article["paragraphs"]) >= FEWEST:
            by_event.setdefault(article["event"], []).append(article)
    chance = random.Random(seed)
    left = sorted(event for event, own in by_event.items() if len(own) > 1)
    events = chance.sample(left, 2 * EVENTS)
    drawn: dict[str, list[dict]] = {part: [] for part in PARTS}
    for place, event in enumerate(events):
        drawn[PARTS[place // EVENTS]] += _articles(by_event[event], chance)
    for event in chance.sample([event for event in left if event not in events], EVENTS):
        drawn[PARTS[2]] += _articles(by_event[event], chance)
        events.append(event)
    for parts in (PARTS[3:5], PARTS[5:]):
        topics = sorted({_topic(event) for event in left} - {_topic(event) for event in events})
        for place, topic in enumerate(chance.sample(topics, len(parts) * EVENTS)):
            events.append(chance.choice([event for event in left if _topic(event) == topic]))
            drawn[parts[place // EVENTS]] += _articles(by_event[events[-1]], chance)
    return drawn


def _topic(event: str) -> int:
    return int(event.removesuffix("plus").removesuffix("ecb"))


def _articles(own: list[dict], chance: random.Random) -> list[dict]:
    return chance.sample(sorted(own, key=lambda article: article["article"]), min(ARTICLES, len(own)))


def main(arguments: list[str]) -> int:
    """Write the articles drawn as text files."""
    if len(arguments) != 2:
        print("Name the events and a folder: draw_events.py events.jsonl FOLDER", file=sys.stderr)
        return 2
    for part, articles in draw(Path(arguments[0])).items():
        folder = Path(arguments[1]) / part
        folder.mkdir(parents=True, exist_ok=True)
        for article in articles:
            (folder / f"{article['article']}.txt").write_text(
                "\n\n".join(article["paragraphs"]) + "\n", encoding="utf-8"
            )
        print(f"{folder}: {len(articles)} articles on {len({a['event'] for a in articles})} events")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
