"""The package's shape: imports run downwards, and each rule that every module keeps."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MODULES = {path.stem: path for path in sorted((ROOT / "analysis").glob("*.py"))}
#: the modules of the command line, the only ones that print
PRINTING = {name for name in MODULES if name == "cli" or name.startswith("cli_")}
TREES = {name: ast.parse(path.read_text(encoding="utf-8")) for name, path in MODULES.items()}

#: from the ground to the roof: a module imports from the lines above its own only
LAYERS = (
    ("schema", "stretches", "word_shapes", "hyphenation", "exercise"),
    (
        "words",
        "word_keys",
        "decode",
        "output",
        "page",
        "markup",
        "resample",
        "agreement",
        "syllables",
        "rowgroups",
        "sentences",
        "crf",
        "dataset",
        "workers",
        "adjust",
        "effect",
        "power",
        "dependence",
    ),
    ("permutation",),
    ("chance",),
    (
        "download",
        "terms",
        "weights",
        "glossary",
        "quotation_kind",
        "quotation_marks",
        "lines",
        "cluster",
        "attribution_data",
    ),
    ("lexicon", "quotation", "attribution_agreement"),
    ("tokens", "names", "cues", "word_forms"),
    ("content_words", "token_places", "attribution_labels", "people"),
    ("likeness", "token_features", "speakers"),
    ("quoted_contents", "according"),
    ("attribution_spans",),
    ("attribution_reasons",),
    ("tables", "lexicon_file"),
    ("own_lexicon",),
    ("lexicon_queries",),
    ("read", "annotated"),
    ("clean",),
    ("block_voice",),
    ("attribution_joins",),
    ("segment",),
    ("vader", "typography", "word_reading"),
    ("voices", "align"),
    ("attribution", "reuse", "omissions"),
    ("valence",),
    ("sentiment", "readability", "loaded_language"),
    ("chunks",),
    ("features",),
    ("estimate", "peers", "row_attributions"),
    ("partition",),
    ("corpus",),
    ("validate",),
    ("aggregate", "log_odds"),
    ("comparison_sentences", "word_shift", "groups"),
    ("compare",),
    ("who_speaks", "wording"),
    ("word_alignment", "utterances"),
    ("operations",),
    ("drift",),
    ("drift_source",),
    ("headline_text",),
    ("headline_terms",),
    ("headline_numbers", "headline_certainty", "headline_actors"),
    ("headline_quantifiers",),
    ("headline",),
    ("numerals", "time_frames", "figure_words"),
    ("quantity_forms",),
    ("counted", "quantity_values"),
    ("quantity_context",),
    ("quantities",),
    ("rounding", "figure_roles"),
    ("sums",),
    ("change_sums", "part_sums"),
    ("arithmetic",),
    ("claims",),
    ("same_facts",),
    ("observations", "facts_table", "figure_marks"),
    ("plots_base", "highlight", "report_data"),
    ("part_tables",),
    ("parts",),
    ("parts_facts",),
    ("page_parts",),
    ("plots_chance", "plots_svg", "plots_validate", "plots_voice"),
    ("plots",),
    ("findings", "texts"),
    ("report", "show", "lesson_checks", "lesson_lexicon"),
    ("lesson",),
    ("lesson_page", "answers"),
    ("class_report",),
    ("story",),
    ("site",),
    ("inputs", "cli_console"),
    ("attribution_texts",),
    ("cli_options",),
    ("cli_lexicon",),
    ("cli_attribution", "cli_compare", "cli_explain", "cli_lesson", "cli_validate"),
    ("cli",),
)
LEVEL = {name: level for level, names in enumerate(LAYERS) for name in names} | {"__init__": len(LAYERS)}
LONGEST = 300
#: HTML's elements; a drawing's (svg and what is in it) come from matplotlib
TAG = re.compile(
    r"</?(a|b|body|br|dd|details|div|dl|dt|h[1-6]|head|html|i|img|li|mark|ol|p|pre|q|section|span|table|td|th|tr|ul)[\s>/]"
)


def imports(tree: ast.AST) -> list[str]:
    """Give the full names of what `tree` imports, inside functions too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = ".".join(filter(None, ["analysis" if node.level else "", node.module]))
            found += [f"{base}.{alias.name}" for alias in node.names]
    return found


def own_imports(tree: ast.AST) -> set[str]:
    return {name.split(".")[1] for name in imports(tree) if name.startswith("analysis.")} & set(LEVEL)


def documented(tree: ast.AST) -> set[int]:
    """Give the ids of the string nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


def public_functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [node for node in tree.body if isinstance(node, ast.FunctionDef) and not node.name.startswith("_")]


def test_the_reader_of_imports_sees_every_form():
    forms = (
        "import analysis.words",
        "from . import schema",
        "from .read import x",
        "def f():\n from analysis import clean",
    )
    tree = ast.parse("\n".join(forms))
    assert own_imports(tree) == {"words", "schema", "read", "clean"}


@pytest.mark.parametrize("name", MODULES)
def test_imports_run_downwards(name):
    assert name in LEVEL, f"analysis/{name}.py has no place in LAYERS"
    upwards = {other for other in own_imports(TREES[name]) if LEVEL[other] >= LEVEL[name]}
    assert not upwards, f"{name} imports {sorted(upwards)}, which stand on it or beside it"


@pytest.mark.parametrize("name", MODULES)
def test_only_plots_draws_with_matplotlib(name):
    uses = any(module.split(".")[0] == "matplotlib" for module in imports(TREES[name]))
    assert not uses or name.startswith("plots")


@pytest.mark.parametrize("name", sorted(set(MODULES) - PRINTING))
def test_only_the_command_line_prints(name):
    calls = [node.func for node in ast.walk(TREES[name]) if isinstance(node, ast.Call)]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert not {module.split(".")[0] for module in imports(TREES[name])} & {"rich", "typer", "pickle", "logging"}


@pytest.mark.parametrize("name", MODULES)
def test_html_is_written_in_templates_only(name):
    skipped = documented(TREES[name])
    strings = [n for n in ast.walk(TREES[name]) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert not [f"line {n.lineno}: {n.value[:60]}" for n in strings if id(n) not in skipped and TAG.search(n.value)]


@pytest.mark.parametrize("name", sorted(set(MODULES) - {"__init__"}))
def test_every_module_has_its_tests(name):
    assert (ROOT / "tests" / f"test_{name}.py").is_file()


@pytest.mark.parametrize("name", MODULES)
def test_a_module_holds_one_idea(name):
    lines = len(MODULES[name].read_text(encoding="utf-8").splitlines())
    assert lines <= LONGEST, f"{lines} lines: split it"
    assert ast.get_docstring(TREES[name]), "no docstring says what it is for"


@pytest.mark.parametrize("name", sorted(set(MODULES) - PRINTING))
def test_public_functions_are_documented_and_take_few_arguments(name):
    for function in public_functions(TREES[name]):
        arguments = function.args
        taken = arguments.posonlyargs + arguments.args + arguments.kwonlyargs
        assert ast.get_docstring(function), f"{function.name} has no docstring"
        assert len(taken) <= 5, f"{function.name} takes too much"


def test_importing_reads_no_file_and_reaches_no_network():
    watch = f"""
import os, sys
seen = []
def hook(event, args):
    if event == "open" and str(args[0]).startswith({str(ROOT)!r}) and not str(args[0]).endswith((".py", ".pyc")):
        if os.path.isfile(args[0]) and "/.venv/" not in str(args[0]) and "__pycache__" not in str(args[0]):
            seen.append(str(args[0]))
    if event in ("socket.connect", "subprocess.Popen", "socket.getaddrinfo"):
        seen.append(event)
sys.addaudithook(hook)
import importlib
for name in {[name for name in MODULES if name != "__init__"]!r}:
    importlib.import_module("analysis." + name)
sys.exit("\\n".join(seen) or 0)
"""
    done = subprocess.run([sys.executable, "-c", watch], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
