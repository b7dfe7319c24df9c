"""SECURITY.md and ACCESSIBILITY.md: the tests that they name exist; each criterion of WCAG 2.2 A, AA is listed."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TESTS = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in (ROOT / "tests").rglob("*.py")}
#: of each guideline, the numbers of its criteria of levels A and AA (4.1.1 is gone from WCAG 2.2)
WCAG = """1.1: 1; 1.2: 1 2 3 4 5; 1.3: 1 2 3 4 5; 1.4: 1 2 3 4 5 10 11 12 13; 2.1: 1 2 4; 2.2: 1 2; 2.3: 1;
2.4: 1 2 3 4 5 6 7 11; 2.5: 1 2 3 4 7 8; 3.1: 1 2; 3.2: 1 2 3 4 6; 3.3: 1 2 3 4 7 8; 4.1: 2 3"""


@pytest.mark.parametrize("name", ["SECURITY.md", "ACCESSIBILITY.md"])
def test_what_a_promise_is_held_by_is_there(name):
    text = (ROOT / name).read_text(encoding="utf-8")
    functions = {found for source in TESTS.values() for found in re.findall(r"def (test_\w+)", source)}
    named = re.findall(r"`((?:tests/)?[\w/]*test_\w+(?:\.py)?|tests/\w+/)`", text)
    assert len(set(named)) > 5
    for one in named:
        files = [f"tests/articles/{one}", one]
        assert one in functions or any(file in TESTS for file in files) or (ROOT / one).is_dir(), one


@pytest.mark.parametrize("name", ["README.md", "ACCESSIBILITY.md", "notebooks/lessons/README.md"])
def test_no_sentence_of_what_one_reads_first_has_more_than_25_words(name):
    told = re.sub(r"```.*?```|^\|.*?$", "", (ROOT / name).read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    told = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", told)
    paragraphs = [" ".join(part.split()) for part in re.split(r"\n\s*\n|\n(?=- |\d+\. )", told)]
    sentences = [one for part in paragraphs for one in re.split(r"(?<=[.!?:;])[”)*]*\s+", part)]
    assert len(sentences) > 15 and [one for one in sentences if len(one.split()) > 25] == []


def test_every_criterion_is_listed_once():
    rows = re.findall(r"^\| (\d\.\d\.\d+) ", (ROOT / "ACCESSIBILITY.md").read_text(encoding="utf-8"), re.MULTILINE)
    guidelines = [part.split(":") for part in WCAG.replace("\n", " ").split(";")]
    wanted = [f"{guideline.strip()}.{number}" for guideline, numbers in guidelines for number in numbers.split()]
    assert rows == wanted and len(rows) == 55
