from __future__ import annotations

from analysis import page, parts, parts_facts
from analysis.page_parts import PARTS


def test_the_order_is_fixed_and_every_part_is_there_once():
    names = [part.__name__ for part in PARTS]
    assert names == [
        "loaded",
        "tone",
        "readability",
        "voices",
        "facts",
        "left_out",
        "comparison",
        "trust",
        "glossary",
        "aside",
        "making",
    ]
    assert {part.__module__ for part in PARTS} == {parts.__name__, parts_facts.__name__}


def test_each_has_a_template_of_its_name():
    templates = set(page.environment().list_templates())
    assert {f"parts/{part.__name__}.html.j2" for part in PARTS} <= templates
