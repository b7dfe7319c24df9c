"""The house: eleven rooms in one order, each used through its door; and what every module keeps."""

from __future__ import annotations

import ast
import importlib
import re
import subprocess
import sys
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from types import SimpleNamespace

import pytest

from tests.conftest import LONGEST, pytest_collection_modifyitems

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "analysis"
#: from the ground to the roof; a room imports earlier ones only
ROOMS = ("text", "articles", "attribution", "measures", "actors", "comparison", "facts")
ROOMS += ("corpus", "evaluation", "report", "lesson", "cli")
#: what all rooms stand on, and the one room that may be used in full
GROUND, OPEN = ("schema", "files"), "text"
MODULES = {
    ".".join(path.relative_to(PACKAGE).with_suffix("").parts): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if path.parent.name not in ("lexicons", "models")
}
#: HTML's elements; a drawing's (svg and what is in it) come from matplotlib
TAG = re.compile(
    r"</?(a|b|body|br|dd|details|div|dl|dt|h[1-6]|head|html|i|img|li|mark|ol|p|pre|q|section|span|table|td|th|tr|ul)[\s>/]"
)


@cache
def tree_of(name: str) -> ast.Module:
    return ast.parse(MODULES[name].read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> list[str]:
    """List the full names of what `tree` imports, inside functions too."""
    found = []
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            found += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, "imports name the whole way: from analysis.room import name"
            found += [f"{node.module}.{alias.name}" for alias in node.names]
    return found


def own(tree: ast.AST) -> set[tuple[str, ...]]:
    """List the parts of the names that `tree` imports from this package, the package's own name left out."""
    return {tuple(name.split(".")[1:]) for name in imports(tree) if name.startswith("analysis.")}


def room(name: str) -> str:
    return name.split(".")[0]


def rank(name: str) -> int:
    """Tell how high a module stands: the ground, the rooms in their order, the package's own door."""
    return ROOMS.index(room(name)) if room(name) in ROOMS else -1 if room(name) in GROUND else len(ROOMS)


def test_imports_run_one_way_and_through_doors():
    """Twelve lines that hold the order; see the map in CONTRIBUTING.md."""
    for name in MODULES:
        for parts in own(tree_of(name)):
            if parts[0] == room(name) or parts[0] in GROUND or (parts == ("__version__",)):
                continue
            assert parts[0] in ROOMS, f"{name} imports analysis.{'.'.join(parts)}: what is that?"
            assert rank(parts[0]) < rank(name), f"{name} imports {parts[0]}, which stands above it"
            if parts[0] != OPEN:
                door = importlib.import_module(f"analysis.{parts[0]}").__all__
                modules = {m.split(".")[1] for m in MODULES if m.startswith(parts[0] + ".")}
                assert len(parts) == 2 and (parts[1] in door or parts[1] in modules & set(door)), (
                    f"{name} imports {'.'.join(parts)}, which is not at the door of {parts[0]}"
                )


def module_graph() -> dict[str, set[str]]:
    """By module, the modules that it imports; what comes through a door is of the module that defines it."""
    graph = {}
    for name in MODULES:
        graph[name] = set()
        for parts in own(tree_of(name)):
            of = ".".join(parts[:2])
            if of not in MODULES and parts[0] in ROOMS and len(parts) == 2:
                thing = getattr(importlib.import_module(f"analysis.{parts[0]}"), parts[1])
                of = getattr(thing, "__module__", "analysis.").removeprefix("analysis.")
            graph[name].add(of if of in MODULES else parts[0])
        graph[name] &= set(MODULES) - {name}
    return graph


def test_there_is_no_cycle_and_no_long_chain():
    graph, depth = module_graph(), {}
    for name in TopologicalSorter(graph).static_order():
        depth[name] = 1 + max((depth[other] for other in graph.get(name, ())), default=0)
    assert max(depth.values()) <= 17, depth
    floor = {name: "ground" if name in GROUND else room(name) for name in graph}
    storeys = {place: 0 for place in ("ground", *ROOMS)}
    for place in ROOMS:
        below = {floor[other] for name in graph if floor[name] == place for other in graph[name]} - {place}
        storeys[place] = 1 + max(storeys[other] for other in below)
    assert storeys["cli"] + 1 <= 9, "from the roof to the ground, both counted"


@pytest.mark.parametrize("name", ROOMS)
def test_a_door_names_what_is_there_and_says_what_the_room_is_for(name):
    door = importlib.import_module(f"analysis.{name}")
    assert door.__doc__ and "\n" not in door.__doc__.strip(), "one sentence"
    assert door.__all__ and all(getattr(door, each) is not None for each in door.__all__)
    modules = {m.split(".")[1] for m in MODULES if m.startswith(name + ".")}
    clash = {each for each in set(door.__all__) & modules if not hasattr(getattr(door, each), "__path__")} & {
        each for each in door.__all__ if type(getattr(door, each)).__name__ != "module"
    }
    assert not clash, f"{clash} is a module and a name at the door"


@pytest.mark.parametrize("name", MODULES)
def test_a_module_keeps_to_its_trade(name):
    uses = {each.split(".")[0] for each in imports(tree_of(name))}
    assert "matplotlib" not in uses or room(name) == "report", "plots are drawn in report/"
    assert not uses & {"pickle", "logging", "marshal", "shelve"}
    assert "subprocess" not in uses or name == "articles.extraction", "one process is begun, which can be ended"
    assert name == "articles.addresses" or not uses & {"socket", "http", "urllib", "requests", "httpx"}, "no network"
    calls = [node.func for node in ast.walk(tree_of(name)) if isinstance(node, ast.Call)]
    prints = [call for call in calls if isinstance(call, ast.Name) and call.id == "print"]
    assert not [call for call in calls if isinstance(call, ast.Name) and call.id in ("eval", "exec")]
    assert room(name) == "cli" or not (prints or uses & {"rich", "typer"}), "printing is in cli/"
    assert ast.get_docstring(tree_of(name)), "no docstring says what it is for"


def documented(tree: ast.AST) -> set[int]:
    """List the ids of the string nodes that are docstrings."""
    owners = (ast.Module, ast.ClassDef, ast.FunctionDef)
    return {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, owners) and node.body and isinstance(node.body[0], ast.Expr)
    }


@pytest.mark.parametrize("name", MODULES)
def test_html_is_written_in_templates_only(name):
    skipped = documented(tree_of(name))
    strings = [n for n in ast.walk(tree_of(name)) if isinstance(n, ast.Constant) and isinstance(n.value, str)]
    assert not [f"line {n.lineno}: {n.value[:60]}" for n in strings if id(n) not in skipped and TAG.search(n.value)]


@pytest.mark.parametrize("name", [name for name in MODULES if room(name) != "cli"])
def test_public_functions_are_documented_and_take_few_arguments(name):
    for function in tree_of(name).body:
        if isinstance(function, ast.FunctionDef) and not function.name.startswith("_"):
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
# prepared.py of a room is imported to do what it does
for name in {[name for name in MODULES if not name.endswith(("__main__", ".prepared"))]!r}:
    importlib.import_module("analysis." + name.removesuffix(".__init__") if name != "__init__" else "analysis")
sys.exit("\\n".join(seen) or 0)
"""
    done = subprocess.run([sys.executable, "-c", watch], cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("count", [2, 3, 4])
def test_what_takes_longest_is_begun_first_by_all_processes(count):
    paths = [ROOT / "tests" / f"{name}.py" for name in LONGEST]
    assert [path for path in paths if not path.is_file()] == []
    given = [SimpleNamespace(path=path) for path in [ROOT / "tests" / "short.py"] * 1000 + paths]
    items = list(given)
    pytest_collection_modifyitems(SimpleNamespace(workerinput={"workercount": count}), items)
    assert sorted(map(id, items)) == sorted(map(id, given))
    begin = 0
    for k in range(count):
        assert [item.path for item in items[begin:]][: len(paths[k::count])] == paths[k::count]
        begin += (len(items) - begin) // (count - k)
