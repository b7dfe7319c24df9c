"""Is a difference between articles more than chance?"""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "aggregate": ["ALL", "article_values", "columns_of", "unit_of"],
        "compare": ["by_category", "compare_articles", "comparison_sentences"],
        "word_differences": ["log_odds"],
    },
)
