"""Patterns that take long to compile, kept compiled beside the install.

Python compiles a pattern each time a process starts. The few large ones here, which are made of word lists and of each
other, took a tenth of the time of a page.
"""

from __future__ import annotations

import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from struct import error, pack, unpack

from analysis.files import kept

#: a pattern and its flags
Form = tuple[str, int]


def compiled(name: str, forms: Callable[[], Iterable[Form]]) -> list[re.Pattern]:
    """Compile patterns as :func:`re.compile` does, or take them from where an earlier process kept them.

    Parameters
    ----------
    name : names the file, ``patterns-NAME``; one name, one set of forms
    forms : returns each pattern with its flags; nothing but the files of the package may change them

    Returns
    -------
    One pattern a form, equal to what :func:`re.compile` returns.
    """
    return [_restore(*row) for row in kept(f"patterns-{name}", lambda: [_prepare(*form) for form in forms()])]


def _prepare(form: str, flags: int) -> list:
    """Return the form, its flags and, where this Python lets one see it, what its compiler made of them."""
    try:
        from re import _compiler, _parser

        tree = _parser.parse(form, flags)
        code = _compiler._code(tree, flags)
    except (ImportError, AttributeError, TypeError):
        return [form, flags, None]
    packed = b64encode(pack(f"<{len(code)}I", *code)).decode()
    return [form, flags, [flags | tree.state.flags, packed, tree.state.groups, tree.state.groupdict]]


def _restore(form: str, flags: int, made: list | None) -> re.Pattern:
    if made:
        # what is no code of this Python's is refused by it
        with suppress(ImportError, AttributeError, TypeError, ValueError, LookupError, RuntimeError, error):
            import _sre

            told, packed, groups, named = made
            body = b64decode(packed)
            names = [None] * groups
            for name, group in named.items():
                names[group] = name
            code = list(unpack(f"<{len(body) // 4}I", body))
            return _sre.compile(form, told, code, groups - 1, named, tuple(names))
    return re.compile(form, flags)
