"""Words as no newspaper has them, to hold what is worked out for many words at once against its plain definition."""

from __future__ import annotations

import random

_SIGNS = "aAbcdSsnNtTſ'''’’’.,!?-–—_…/()“”\"éÉİΣσςßǅ🙂☺❤‍½²中ªK0123µ—--..lrevREV"
_PARTS = ("isn't", "DON'T", "good", "kill", "don’t", "it’s", "Joe's", "bosses'", "very", "NOT", "but", "never", "THANK")


def odd_words(count: int = 5_000, *, seed: int = 0) -> list[str]:
    """Make distinct words without white space, of odd signs and of common words that these glue together."""
    draw = random.Random(seed)
    words = {draw.choice(_SIGNS) for _ in range(count)}
    while len(words) < count:
        words.add("".join(draw.choice(_SIGNS) for _ in range(draw.randint(1, 7))))
        words.add("".join(draw.choice((draw.choice(_SIGNS), draw.choice(_PARTS))) for _ in range(draw.randint(1, 5))))
    return sorted(words)
