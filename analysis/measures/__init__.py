"""Numbers for each paragraph, and the words behind them."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "features": ["evidence", "measure", "measure_attributed"],
        "frame_terms": ["ISSUE_FRAMES", "NEWS_FRAMES", "OTHER", "FrameTerms", "load_reliability"],
        "frames": ["article_texts", "find_frames", "frame_profile", "frame_spans"],
        "own_frames": ["OwnFrames", "read_own_frames"],
        "glossary": ["explain_measure", "format_value", "glossary_row", "load_glossary", "shown_glossary"],
        "loaded_language": [
            "ACRONYMS",
            "ADVERBS",
            "INSTITUTIONS",
            "PROPER_IN",
            "SCARE_WEIGHT",
            "TYPOGRAPHIC_WEIGHT",
            "before_names",
            "factor_reason",
        ],
        "sentiment": ["vader_package"],
    },
)
