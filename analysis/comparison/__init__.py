"""Is a difference between articles more than chance?"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "aggregate": ["ALL", "PLANNED", "article_values", "columns_of", "pairs", "unit_of"],
        "aligned": ["compare_aligned"],
        "compare": ["by_category", "compare_articles", "comparison_sentences"],
        "groups": ["compare_outlets"],
        "permutation": ["shuffles"],
        "reference": ["outlet_differences", "reference_share", "with_reference"],
        "word_differences": ["log_odds", "shift_by_category", "word_shift"],
    },
)
