"""How many examples a slow property draws: few in ``make test``, as many as any other in ``make fuzz``."""

from __future__ import annotations

import os

from hypothesis import settings


def sized(examples: int) -> settings:
    """Return the settings of a property of which `examples` are enough, as each takes long."""
    return settings(max_examples=1000 if os.environ.get("FRAMING_HYPOTHESIS") == "fuzz" else examples, deadline=None)
