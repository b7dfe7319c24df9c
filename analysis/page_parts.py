"""The folded parts of the page in their order: what is measured, who speaks, facts, chance, and how far to trust it."""

from __future__ import annotations

from analysis import parts, parts_facts

#: each is a function from the report to what the template of its name needs
PARTS = (
    parts.loaded,
    parts.tone,
    parts.readability,
    parts.voices,
    parts_facts.facts,
    parts_facts.left_out,
    parts.comparison,
    parts.trust,
    parts.glossary,
    parts.aside,
    parts.making,
)
