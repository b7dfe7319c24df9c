"""Words, sentences, names and lexicon terms of any text."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__, submod_attrs={"lexicon": ["load_lexicon"], "words": ["split"]}
)
