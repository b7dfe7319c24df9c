"""Files in, paragraph table out: what each block of an article is."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "damage": ["describe_damage", "find_damage"],
        "introduction": ["find_introduction"],
        "layout": ["lay_out"],
        "read": [
            "ARTICLE_ENDINGS",
            "Article",
            "TABLE_ENDINGS",
            "articles_from",
            "articles_table",
            "unique_name",
            "check_each_once",
            "list_files",
            "read_given_articles",
            "read_given_texts",
            "read_articles",
            "read_file",
            "read_objects",
            "read_table",
        ],
        "segment": ["paragraphs"],
    },
)
