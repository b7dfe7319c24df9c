"""Files in, paragraph table out: what each block of an article is."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "read": [
            "ARTICLE_ENDINGS",
            "Article",
            "TABLE_ENDINGS",
            "articles_from",
            "articles_table",
            "distinct",
            "each_once",
            "files_of",
            "given_articles",
            "given_texts",
            "read_articles",
            "read_file",
            "read_objects",
            "read_table",
        ],
        "segment": ["introducing", "paragraphs"],
    },
)
