"""Make ``attribution.tsv`` from annotated articles: ``python analysis/models/make_attribution.py polnear.jsonl``.

``--left-out OUT.jsonl`` makes no model: it leaves out one publisher after the other, learns from the rest, and writes
what is found in the publisher left out, for figures that tell how it does on publishers it has not seen. The points of
certainty are learned without that publisher, too. ``--certainty`` writes the points that all publishers give, each
left out of the model that found its attributions: ``certainty.csv``.

The learning is python-crfsuite's (a development dependency): L-BFGS with L1 and L2 regularisation. The same file gives
the same model. Words that fewer than four articles have are left out, so nothing of a single article's wording is kept
but common words.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from scipy.optimize import minimize
from scipy.sparse import csr_matrix
from scipy.special import expit

from analysis.attribution import certainty, crf
from analysis.attribution.labels import LABELS, label_tokens
from analysis.attribution.spans import WORD_TEMPLATES, Extractor, contexts, find_with, show_value, word_values
from analysis.attribution.tokens import Tokens
from analysis.files import MODELS

SETTINGS = {"c1": 0.5, "c2": 1.0, "max_iterations": 80, "feature.minfreq": 3, "feature.possible_transitions": True}
FEWEST_ARTICLES = 4
SMALLEST = 0.015
#: of certainty: in how many articles a sign is seen, how far points are held near 0, and what is nearly the same
FEWEST_SIGNED, RIDGE, NEARLY = 25, 10.0, 0.5
_EDGES = " \"“”‘’'\n\t,.:;?!…"
_CUT = "\t"


def train(records: Sequence[dict]) -> crf.Model:
    """Learn a model from records with ``text`` and ``attributions``."""
    import pycrfsuite

    extractor = Extractor(crf.Model(LABELS, {}, np.zeros((len(LABELS),) * 2, np.float32), {}))
    tokens, classes = extractor.tokens([record["text"] for record in records])
    gold = [(row, one) for row, record in enumerate(records) for one in record["attributions"]]
    names = np.array(LABELS, object)[label_tokens(tokens, gold)]
    columns = _columns(tokens, classes)
    trainer = pycrfsuite.Trainer("lbfgs", verbose=False)
    trainer.set_params(SETTINGS)
    first = np.flatnonzero(np.append(True, np.diff(tokens.sequence) != 0))
    for a, b in zip(first.tolist(), [*first[1:].tolist(), len(tokens)], strict=True):
        trainer.append(list(zip(*(column[a:b].tolist() for column in columns), strict=True)), names[a:b].tolist())
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "model")
        trainer.train(path)
        tagger = pycrfsuite.Tagger()
        tagger.open(path)
        info = tagger.info()
        return _model(info.state_features, info.transitions)


def _model(states: dict, transitions: dict) -> crf.Model:
    number = {label: k for k, label in enumerate(LABELS)}
    points: dict[str, dict[str, np.ndarray]] = {}
    for (attribute, label), weight in sorted(states.items()):
        if abs(weight) >= SMALLEST:
            template, _, value = attribute.partition(_CUT)
            column = points.setdefault(template, {}).setdefault(value, np.zeros(len(LABELS), np.float32))
            column[number[label]] = round(weight, 2)
    table = np.zeros((len(LABELS), len(LABELS)), np.float32)
    for (left, right), weight in transitions.items():
        table[number[left], number[right]] = round(weight, 2)
    return crf.Model(LABELS, points, table, {})


def _columns(tokens: Tokens, classes: np.ndarray) -> list[np.ndarray]:
    """Give every template's value for every token, as crfsuite wants it (objects)."""
    values = [word_values(surface) for surface in tokens.surfaces]
    pairs = np.unique(np.stack([tokens.row, tokens.types]), axis=1)
    low, which = np.unique(np.array([value["word"] for value in values]), return_inverse=True)
    pairs = np.unique(np.stack([pairs[0], which[pairs[1]]]), axis=1)
    common = set(low[np.bincount(pairs[1], minlength=len(low)) >= FEWEST_ARTICLES].tolist())
    columns, position = [], np.arange(len(tokens))
    for name, at in WORD_TEMPLATES.items():
        own = [value[name] if name != "word" or value[name] in common else "" for value in values]
        for by in at:
            shown = np.array([f"{name}{by:+d}{_CUT}{value}" for value in [*own, "PAD"]], object)
            place = np.clip(position + by, 0, len(tokens) - 1)
            inside = (position + by == place) & (tokens.sequence[place] == tokens.sequence)
            columns.append(shown[np.where(inside, tokens.types[place], len(own))])
    for name, (column, sizes) in contexts(tokens, classes).items():
        used, which = np.unique(column, return_inverse=True)
        shown = np.array([f"{name}{_CUT}{show_value(int(number), sizes)}" for number in used], object)
        columns.append(shown[which])
    return columns


def left_out(records: Sequence[dict], out: Path) -> None:
    """Write what is found in each publisher's articles by a model and by points that have seen none of them."""
    found = find_unseen(records)
    with open(out, "w", encoding="utf-8") as file:
        for publisher in sorted({record["publisher"] for record in records}):
            points = learn_points([pair for pair in found if pair[0]["publisher"] != publisher])
            for record, own in found:
                if record["publisher"] == publisher:
                    kept = [one for one in own if certainty.is_certain(record["text"], _spans(one), points=points)]
                    file.write(json.dumps({"id": record["id"], "attributions": kept}) + "\n")


def find_unseen(records: Sequence[dict]) -> list[tuple[dict, list[dict]]]:
    """Return each article with all that a model finds in it which has seen none of its publisher's."""
    found = []
    for publisher in sorted({record["publisher"] for record in records}):
        model = train([record for record in records if record["publisher"] != publisher])
        own = [record for record in records if record["publisher"] == publisher]
        spans = find_with(Extractor(model), [record["text"] for record in own], least=-np.inf)
        rows = dict(list(spans.groupby("row")))
        found += [(record, grouped(rows[row]) if row in rows else []) for row, record in enumerate(own)]
        print(f"{publisher}: {len(own)} articles", file=sys.stderr)
    return found


def learn_points(found: Sequence[tuple[dict, list[dict]]]) -> dict[str, float]:
    """Learn the points of each sign of an attribution: logistic regression of whether it is right.

    Signs that fewer than FEWEST_SIGNED articles have are left out.
    """
    signs, right, articles = [], [], {}
    for number, (record, own) in enumerate(found):
        for one in own:
            spans = _spans(one)
            if certainty.is_judged(record["text"], spans):
                signs.append(certainty.list_signs(record["text"], spans))
                right.append(_is_right(record["text"], one, record["attributions"]))
                for sign in signs[-1]:
                    articles.setdefault(sign, set()).add(number)
    names = sorted(sign for sign, where in articles.items() if len(where) >= FEWEST_SIGNED)
    place = {sign: k for k, sign in enumerate(names)}
    cells = [(row, place[sign]) for row, own in enumerate(signs) for sign in set(own) & place.keys()]
    if not cells:
        return {}
    seen = csr_matrix((np.ones(len(cells)), tuple(zip(*cells, strict=True))), shape=(len(signs), len(names)))
    truth = np.array(right, float)

    def loss(points: np.ndarray) -> tuple[float, np.ndarray]:
        total = seen @ points
        value = np.logaddexp(0, total).sum() - (truth * total).sum() + RIDGE / 2 * (points**2).sum()
        return value, seen.T @ (expit(total) - truth) + RIDGE * points

    learned = minimize(loss, np.zeros(len(names)), jac=True, method="L-BFGS-B").x.round(2).tolist()
    return {sign: points for sign, points in zip(names, learned, strict=True) if abs(points) >= SMALLEST}


def _is_right(text: str, one: dict, annotated: Sequence[dict]) -> bool:
    """Test whether an annotated attribution has nearly the same content and a source that overlaps."""
    for other in annotated:
        near = any(_share(text, a, b) >= NEARLY for a in one["content"] for b in other["content"])
        if near and any(_share(text, a, b) > 0 for a in one["source"] for b in other["source"]):
            return True
    return False


def _share(text: str, left: Sequence[int], right: Sequence[int]) -> float:
    """Return what two stretches share of what they cover together, without marks and blanks at their edges (0 to 1)."""
    (a, b), (c, d) = (_bare(text, *at) for at in (left, right))
    return max(0, min(b, d) - max(a, c)) / max(1, max(b, d) - min(a, c))


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    held = text[start:end]
    return start + len(held) - len(held.lstrip(_EDGES)), end - len(held) + len(held.rstrip(_EDGES))


def _spans(one: dict) -> list[tuple[str, int, int]]:
    return [(role, start, end) for role, spans in one.items() for start, end in spans]


def grouped(spans) -> list[dict]:
    """Give the spans of one text as a list of attributions."""
    made: dict[int, dict] = {}
    for number, role, start, end in spans[["attribution", "role", "start", "end"]].itertuples(index=False):
        made.setdefault(number, {"source": [], "cue": [], "content": []})[role].append([start, end])
    return list(made.values())


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("file", type=Path, help="articles with their attributions (PolNeAR), one JSON object a line")
    parser.add_argument("--certainty", action="store_true", help="write only the points of certainty")
    parser.add_argument("--left-out", type=Path, metavar="OUT", help="leave out one publisher at a time")
    given = parser.parse_args()
    records = [json.loads(line) for line in given.file.read_text(encoding="utf-8").splitlines()]
    if given.left_out:
        left_out(records, given.left_out)
        return
    if given.certainty:
        certainty.write_points(learn_points(find_unseen(records)))
        return
    seen = [hashlib.sha256(record["text"].encode()).hexdigest()[:12] for record in records]
    notes = {
        "made by": "make_attribution.py from PolNeAR (Newell et al. 2018, LREC), 600 articles of 5 publishers",
        "learned from": " ".join(seen),
        "columns": "template, value, points for labels",
    }
    model = train(records)
    text = crf.model_text(crf.Model(LABELS, model.points, model.transitions, notes))
    (MODELS / "attribution.tsv").write_text(text, encoding="utf-8")
    print(f"attribution.tsv: {len(text.encode()) / 1e6:.2f} MB", file=sys.stderr)


if __name__ == "__main__":
    main()
