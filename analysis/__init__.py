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

from analysis.features import evidence, measure
from analysis.read import read_articles
from analysis.segment import paragraphs

__all__ = ["evidence", "measure", "paragraphs", "read_articles"]
__version__ = "0.1.0"
