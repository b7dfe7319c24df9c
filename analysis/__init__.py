"""How two articles frame one event: the words behind the numbers.

The flow, and where it lives::

    read -> clean -> segment -> voice -> measure -> compare -> show

``read`` files, folders and tables; ``clean`` says what each block is; ``segment`` makes the paragraph table;
``attribution`` says whose words they are; ``sentiment``, ``readability`` and ``loaded_language`` measure, joined by
``features``; ``compare`` puts two articles side by side with their doubt; ``plots``, ``highlight``, ``report`` and
``site`` show. ``schema`` names the tables, ``words`` and ``lexicon`` are the ground that the measures share, ``cli``
is the command line.
"""

from __future__ import annotations

from importlib import import_module

from analysis.features import evidence, measure

__all__ = ["evidence", "measure", "paragraphs", "read_articles"]
__version__ = "0.1.0"

#: what is imported when it is first asked for: who only measures does not read files
_LATER = {"paragraphs": "analysis.segment", "read_articles": "analysis.read"}


def __getattr__(name: str) -> object:
    """Import what `_LATER` names."""
    if name not in _LATER:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_LATER[name]), name)
