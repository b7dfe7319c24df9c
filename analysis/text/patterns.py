"""Patterns kept compiled beside the install.

Python compiles a pattern each time a process starts. The project has some six hundred, and a few large ones that are
made of word lists: together they took a seventh of the time of a page. :class:`pattern` is for a pattern that stands in
a module, :func:`compiled` for many whose very forms take long to write.
"""

from __future__ import annotations

import atexit
import re
from base64 import b64decode, b64encode
from collections.abc import Callable, Iterable
from contextlib import suppress
from functools import cache
from struct import error, pack, unpack
from typing import Any

from analysis.files import keep, kept

#: a pattern and its flags
Form = tuple[str, int]


class pattern:  # noqa: N801 - it stands in for re.compile
    """A pattern as :func:`re.compile` makes it, which is compiled, or found compiled, when it is first used.

    What no earlier process had is kept when this one ends. So a pattern may not follow from anything but the files
    of the package: those with a reader's words are left to :mod:`re`.
    """

    def __init__(self, form: str, flags: int = 0) -> None:
        self.pattern, self._flags = form, int(flags)

    def __getattr__(self, name: str) -> Any:
        if name not in _TOLD:
            raise AttributeError(name)
        made = _find(self.pattern, self._flags)
        self.__dict__.update({told: getattr(made, told) for told in _TOLD})
        return self.__dict__[name]


#: what is asked of a pattern
_TOLD = ("search", "match", "fullmatch", "finditer", "findall", "split", "sub", "subn", "flags", "groups", "groupindex")


def _find(form: str, flags: int) -> re.Pattern:
    made, key = _made(), f"{flags} {form}"
    if key not in made:
        if not _missed:
            atexit.register(_keep)
        _missed[key] = made[key] = _prepare(form, flags)
    return _restore(*made[key])


_KEPT = "patterns"
#: what this process compiled itself
_missed: dict[str, list] = {}


@cache
def _made() -> dict[str, list]:
    return kept(_KEPT, dict)


def _keep() -> None:
    """Add what this process compiled to what others have kept in the meantime."""
    keep(_KEPT, kept(_KEPT, dict) | _missed)


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
