"""``python -m analysis.cli``: the same as ``framing``."""

from analysis.cli import run

run()
