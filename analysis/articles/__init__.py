"""Files in, paragraph table out: what each block of an article is."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "damage": ["describe_damage", "find_damage", "find_languages"],
        "introduction": ["find_introduction"],
        "layout": ["lay_out"],
        "reading": ["Address", "Reading", "Refusal", "is_address"],
        "read": [
            "ARTICLE_ENDINGS",
            "Article",
            "articles_from",
            "articles_table",
            "unique_name",
            "check_each_once",
            "is_own_page",
            "list_files",
            "read_given_articles",
            "read_given_texts",
            "read_articles",
            "read_all",
            "read_file",
        ],
        "segment": ["paragraphs"],
        "tables": ["TABLE_ENDINGS", "read_table", "table_of"],
        "unread": ["is_hidden", "no_article", "unread_in"],
    },
)
