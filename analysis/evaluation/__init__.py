"""How far the measures agree with experts."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "agreement": [
            "GIVEN",
            "LINKS",
            "NOTE",
            "OUR_MODEL",
            "QUOTATIONS",
            "agreement_figures",
            "count_agreement",
            "groups_of",
            "trained_note",
        ],
        "labels": ["on_frames", "on_tone"],
        "validation": [
            "NOTES",
            "OURS",
            "VALIDATED_MEASURES",
            "WORD_LOADED_AT",
            "missing_peers",
            "on_sentences",
            "on_words",
            "read_annotated",
            "scored",
        ],
    },
)
