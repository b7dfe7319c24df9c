"""Write COMMANDS.md from the commands themselves: ``make commands``."""

from __future__ import annotations

import re
from pathlib import Path

import typer

from analysis.cli.commands import app

PLACE = Path(__file__).parents[1] / "COMMANDS.md"
HEAD = """# Commands

Made from the code by `make commands`; a test holds the two together.

Exit status: 0 all is done; 1 done, but some inputs in a folder, an archive or an export were not read (each is named);
2 nothing is done (one line says what, where, and how to mend it); 130 stopped by Ctrl-C. What a command writes has its
final name only when it is whole.
"""


def document() -> str:
    """Return the description of every command, with its arguments and options."""
    return HEAD + "".join(_sections(typer.main.get_command(app), "framing"))


def _sections(command, name: str):
    if hasattr(command, "commands"):
        for part in sorted(command.commands):
            yield from _sections(command.commands[part], f"{name} {part}")
        return
    rows = [_row(parameter) for parameter in command.params if parameter.name != "help"]
    told = re.sub(r"\s+", " ", (command.help or "").strip())
    yield f"\n## {name}\n\n{told}\n\n" + "| | |\n|---|---|\n" * bool(rows) + "".join(rows)


def _row(parameter) -> str:
    if parameter.param_type_name == "argument":
        sign = f"`{parameter.metavar or parameter.name.upper()}`"
    else:
        sign = ", ".join(f"`{name}`" for name in sorted(parameter.opts, key=len))
    usual = parameter.default
    plain = isinstance(usual, str | int | float) and not isinstance(usual, bool)
    more = " Required." if parameter.required else f" By default {getattr(usual, 'value', usual)}." if plain else ""
    told = re.sub(r"\s+", " ", (parameter.help or "").strip()).replace("|", "\\|")
    return f"| {sign} | {told}{more} |\n"


if __name__ == "__main__":
    PLACE.write_text(document(), encoding="utf-8")
    print(f"{PLACE.name} written.")
