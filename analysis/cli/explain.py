"""``framing explain``: what is marked in a sentence, who speaks in it, the numbers, and on request every decision."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from analysis.cli.console import SIGNS, Lexicon, Typography, grid, note, out, own, plain, refuse

if TYPE_CHECKING:
    import pandas as pd

    from analysis.text.own_lexicon import OwnLexicon

#: how the reasons are to be read
_LEGEND = (
    "word+0 is the word itself, word-1 the one before it; class is the sort of word (SAY a verb of saying, NAME, DET "
    "an article ...), shape its letters (Xx: a capital, then small ones); before and behind name what the neighbour "
    "is read as (S source, C cue, T content, O no part). All of it stands in analysis/models/attribution.tsv."
)


#: the name of a file is no longer than this
_LONGEST_NAME = 250


def explain(
    sentence: Annotated[str, typer.Argument(help="A sentence, in quotation marks.")],
    why: Annotated[bool, typer.Option("--why", help="Also say word by word why it is source, cue or content.")] = False,
    model: Annotated[
        Path | None, typer.Option(help="Another model of attributions than the project's (see analysis/models/).")
    ] = None,
    lexicon: Lexicon = None,
    typography: SIGNS = Typography.folded,
) -> None:
    """Print what is marked in a sentence, who speaks in it, and the numbers that follow from it."""
    if not sentence.strip():
        refuse("the sentence: there is nothing in it. Give a sentence in quotation marks.")
    if "\n" not in sentence and len(sentence) < _LONGEST_NAME and "\0" not in sentence and Path(sentence).is_file():
        refuse(f"{sentence}: a file. framing measure reads files; give explain a sentence, in quotation marks.")
    import pandas as pd

    from analysis.articles import find_damage, lay_out
    from analysis.measures import evidence, measure

    text, mine = lay_out(plain(sentence)), own(lexicon)
    for told in find_damage(text).values():
        note(f"the sentence: {told}")
    table, terms = pd.DataFrame({"text": [text]}), mine and mine.lexicon
    how = {"lexicon": terms, "typography": typography.named}
    numbers, marks = measure(table, **how).iloc[0], evidence(table, **how)
    _show_marks(marks, mine, why=why)
    _show_speakers(text, model)
    if why:
        _show_reasons(text, model)
    _show_numbers(numbers, where=why)


def _cells(*cells: object) -> tuple[str, ...]:
    from rich.markup import escape

    return tuple(escape(str(cell)) if isinstance(cell, str) else "" for cell in cells)


def _show_marks(marks: pd.DataFrame, mine: OwnLexicon | None, *, why: bool) -> None:
    further = (["counts with"] if why else []) + (["from"] if mine else [])
    words = grid("words", "layer", "category", "weight", "voice", "plainer", "why", *further)
    for mark in marks.to_dict("records"):
        weight = f"{mark['weight']:+.2f}"
        file = [mark["source"] if mark["source"] == mine.file.name else None] if mine else []
        told = (mark["surface"], mark["label"], mark["category"], weight, mark["voice"], mark["neutral"], mark["note"])
        words.add_row(*_cells(*told, *([_in_score(mark)] if why else []), *file))
    out().print(words if len(marks) else "No word of it is marked.")


def _in_score(mark: dict) -> str:
    """Say with how much of its weight a mark counts in ``loaded_score``, and whose words it is taken for."""
    from analysis.measures import factor_reason

    if not mark["counts"]:
        return "0: not counted"
    reason = factor_reason(mark["factor"])
    return f"{mark['factor']:g} x {mark['weight']:.2f}" + (f": {reason}" if reason else "")


def _show_speakers(text: str, model: Path | None) -> None:
    import pandas as pd

    from analysis.attribution import attribute
    from analysis.schema import BODY, OUTLET

    blocks = pd.DataFrame({"article": ["sentence"], "block": [0], "kind": [BODY], "voice": [OUTLET], "text": [text]})
    found = attribute(blocks, model=model).table
    if not len(found):
        out().print("Nothing in it is ascribed to someone.")
        return
    said = grid("who", "read as", "kind of source", "by which words", "class of the verb", "form", "what")
    for one in found.to_dict("records"):
        named = (one["source"], one["speaker"], one["source_kind"], one["cue"], one["cue_class"], one["form"])
        said.add_row(*_cells(*named, one["content"]))
    out().print(said)


def _show_reasons(text: str, model: Path | None) -> None:
    from analysis.attribution import MEANINGS, reasons

    listed = grid("word", "read as", "and not as", "points ahead", "what speaks for it")
    for one in reasons(text, model=model).to_dict("records"):
        because = "a rule about quotation marks" if one["rule"] else one["because"]
        meanings = (MEANINGS[one["label"]], MEANINGS[one["next_best"]])
        listed.add_row(*_cells(one["surface"], *meanings, f"{one['margin']:.2f}", because))
    out().print(listed)
    out().print(_LEGEND, highlight=False, markup=False)


def _show_numbers(numbers: pd.Series, *, where: bool) -> None:
    import pandas as pd

    from analysis.measures import load_glossary

    places = load_glossary().set_index("measure")["function"] if where else None
    sums = grid("measure", "value", *(["worked out in"] if where else []))
    for name, value in numbers.drop("not_measured", errors="ignore").items():
        shown = value if isinstance(value, str) else f"{value:.4g}"
        place = [] if places is None else [str(places.get(name, ""))]
        sums.add_row(str(name), "not defined" if pd.isna(value) else shown, *place)
    out().print(sums)
