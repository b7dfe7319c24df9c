"""How two articles frame one event: the words behind the numbers.

The flow, a room a step::

    articles -> attribution -> measures -> actors, comparison, facts -> report, lesson

``articles`` reads files and tells what each block is. ``attribution`` tells whose words they are. ``measures`` counts,
and marks the words behind each number. ``actors`` finds who is in a story. ``comparison`` and ``facts`` hold articles
side by side, with their doubt. ``report`` and ``lesson`` show. ``text`` is the ground, ``corpus`` measures any number
of texts, ``evaluation`` tells how far to trust a measure, ``cli`` is the command line.

A reader starts with :class:`Story`; the functions under it work on any table.
"""

import lazy_loader

__version__ = "0.1.0"

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submod_attrs={
        "articles": ["Reading", "paragraphs", "read_articles"],
        "attribution": ["attribute"],
        "comparison": ["compare_articles"],
        "facts": ["compare_facts"],
        "measures": ["evidence", "measure"],
        "report": ["Story", "plots", "show", "widgets", "write_report"],
    },
)
