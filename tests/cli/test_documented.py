"""COMMANDS.md says what the commands are, and every option says what it is for."""

from __future__ import annotations

from pathlib import Path

import typer
from document import document

from analysis.cli.commands import app

ROOT = Path(__file__).parents[2]


def commands(command, name="framing"):
    if not hasattr(command, "commands"):
        return {name: command}
    return {k: v for part, one in command.commands.items() for k, v in commands(one, f"{name} {part}").items()}


def test_the_document_is_what_the_code_says_and_complete():
    written = (ROOT / "COMMANDS.md").read_text(encoding="utf-8")
    assert written == document(), "make commands"
    for name, command in commands(typer.main.get_command(app)).items():
        assert f"## {name}\n" in written and command.help, name
        for parameter in command.params:
            assert parameter.name == "help" or parameter.help, f"{name} {parameter.name} says nothing"
            assert parameter.param_type_name == "argument" or all(f"`{sign}`" in written for sign in parameter.opts)
