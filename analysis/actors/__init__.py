"""Who is in a story: what they are called, what they do, and in what light they stand."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "acts": ["NO_ONE", "find_same_acts"],
        "actors": ["Actors", "find_actors"],
        "tone": ["LABELS", "find_tone", "read_tone_weights"],
    },
)
