"""The pages of a lesson: for the pupils, for the teacher, and what a class found, each one file that stands alone.

The pupils' page runs one script, which its Content-Security-Policy names by its hash; nothing else runs, and nothing is
asked for. The other two run none. Whatever comes from a text or an answer is escaped by the templates.
"""

from __future__ import annotations

import hashlib
from base64 import b64encode

from analysis import glossary, page
from analysis.lesson import Lesson
from analysis.lesson_lexicon import compact

#: what the pages explain, in the glossary's words
SHOWN = ("first", "last", "surface", "category", "voice", "neutral", "note")
EXPLAINED = ("loaded_per_100_words", "cohens_kappa")


def student(lesson: Lesson) -> str:
    """Give the pupils' page: the texts without their outlets, and every step from guess to doubt."""
    style, script = _style(), _script()
    data = {
        "key": lesson.key,
        "content": lesson.content,
        "lexicon": compact(),
        "rewrite": lesson.rewrite,
        "checks": [{"answer": check.answer} for check in lesson.checks],
        "marks": {
            piece["letter"]: [
                {name: mark[name] for name in SHOWN if mark[name] != ""}
                for block in piece["blocks"]
                for mark in block["marks"]
            ]
            for piece in lesson.pieces
        },
    }
    return _template("student").render(
        lesson=lesson,
        data=data,
        style=style,
        script=script,
        terms=[glossary.row(name) for name in EXPLAINED],
        policy=f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; img-src data:; "
        "base-uri 'none'; form-action 'none'",
    )


def teacher(lesson: Lesson) -> str:
    """Give the teacher's page: aims, timing, the key, what to discuss, and the lesson on paper."""
    style = _style()
    terms = [glossary.row(name) for name in (*EXPLAINED, "krippendorffs_alpha")]
    return _template("teacher").render(lesson=lesson, style=style, policy=page.policy(style), terms=terms)


def class_page(found: dict) -> str:
    """Give the page about a class; `found` is what :func:`analysis.class_report.class_report` gives."""
    style = _style()
    terms = [glossary.row(name) for name in ("krippendorffs_alpha", "cohens_kappa")]
    return _template("class").render(found=found, style=style, policy=page.policy(style), terms=terms)


def _template(name: str):
    return page.environment().get_template(f"lesson/{name}.html.j2")


def _source(name: str) -> str:
    loader = page.environment().loader
    return loader.get_source(page.environment(), f"lesson/{name}")[0].strip()


def _style() -> str:
    return page.stylesheet() + "\n" + _source("lesson.css")


def _script() -> str:
    return _source("count.js") + "\n" + _source("lesson.js")


def _hash(content: str) -> str:
    return "sha256-" + b64encode(hashlib.sha256(content.encode()).digest()).decode()
