"""A stand-in for the model that finds attributions, and texts for it: NAME says that WORDS."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.attribution.json_lines import ROLE_SPANS as SPANS
from analysis.attribution.json_lines import ROLES

_SAID = re.compile(r"(\w+) (says) that ([^.\n]*)")


def find(texts: list[str]) -> pd.DataFrame:
    """Find what is said in the one form that the tests use."""
    rows = [
        (row, number, role, *match.span(place))
        for row, text in enumerate(texts)
        for number, match in enumerate(_SAID.finditer(text))
        for place, role in enumerate(ROLES, start=1)
    ]
    return pd.DataFrame(rows, columns=list(SPANS))


@pytest.fixture
def spoken(monkeypatch):
    """Put the stand-in where the command line looks for the model."""
    monkeypatch.setattr("analysis.attribution.find_attributions", find)
