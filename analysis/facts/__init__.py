"""What several articles say of the same event."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "align": ["SURE"],
        "arithmetic": ["SPREAD", "check_sums"],
        "checks": ["find_checks"],
        "claims": ["AGREE"],
        "drift": ["find_drift"],
        "findings": [
            "IN_ONE_HEADLINE",
            "MOST_ARTICLES",
            "SameFacts",
            "compare_facts",
            "facts_table",
            "figure_marks",
            "in_english",
            "observations",
        ],
        "headline_pairs": ["headline_sentence"],
        "omissions": ["half_told", "only_one_has", "told_nowhere"],
        "sums": ["CANNOT_BE_CHECKED", "FITS"],
    },
)
