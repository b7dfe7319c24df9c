"""Who says what, and whose voice each character of an article is."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "attribution": ["Attributions", "BLOCK", "attribute", "find_quoted_places", "words_reported"],
        "explanations": ["MEANINGS", "reasons"],
        "json_lines": [
            "ROLES",
            "ROLE_SPANS",
            "attribution_lines",
            "batch_texts",
            "find_in_documents",
            "read_measured_figures",
            "read_documents",
            "read_predictions",
            "text_fingerprint",
            "read_training_documents",
        ],
        "quotation": [
            "DIRECT_QUOTATION",
            "Quotations",
            "SCARE",
            "TITLE",
            "doubted_words",
            "find_scare_words",
            "quotations",
            "quoting_words",
        ],
        "spans": ["find_attributions"],
        "speakers": ["CLASSES", "GOES_ON", "OTHER", "PRONOUN", "cue_classes"],
        "tables": ["by_cue", "by_source", "by_source_kind", "by_voice", "contents", "list_quotations"],
    },
)
