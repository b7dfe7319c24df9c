import re
import subprocess
import sys

from analysis import files
from analysis.articles.clean import read_patterns
from analysis.facts import quantities, sums
from analysis.text import patterns
from analysis.text.patterns import compiled

FORMS = [(r"(?P<a>[^\W\d_]+)(?:-(\d+))?", 0), (r"(?i:[’'”]s)|Ünder \u00a0", re.IGNORECASE), ("", 0), (r"(?x) a  b", 0)]


def test_what_is_kept_is_what_the_compiler_makes(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "KEPT", tmp_path)
    made = compiled("own", lambda: FORMS)
    monkeypatch.setattr(patterns, "_prepare", None)  # a second process compiles nothing
    again = compiled("own", lambda: FORMS)
    assert made == again == [re.compile(*form) for form in FORMS]
    assert again[0].groupindex == {"a": 1} and again[0].match("ab-12").groupdict() == {"a": "ab"}
    assert again[0].groups == 2 and again[1].search("Sue\u2019S")


def test_a_pattern_of_a_module_is_compiled_by_one_process_and_found_by_the_next(tmp_path, monkeypatch):
    run = "import sys; from pathlib import Path; from analysis import files; files.KEPT = Path(sys.argv[1])\n"
    run += "from analysis.text import patterns\n"
    run += "said = [patterns.pattern(*form) for form in [(r'(?P<a>b+)c', 2), ('d', 0), (sys.argv[2], 0)]]\n"
    run += "before = patterns._made.cache_info().currsize\n"
    run += "told = [(one.pattern, one.flags, one.groupindex.get('a')) for one in said]\n"
    run += "print(before, told, len(patterns._missed))"

    def told(own: str) -> str:
        command = [sys.executable, "-c", run, str(tmp_path), own]
        return subprocess.run(command, capture_output=True, text=True, check=True).stdout.strip()

    found = "0 [('(?P<a>b+)c', 34, 1), ('d', 32, None), ('e', 32, None)] "
    assert [told("e"), told("e"), told("f"), told("f"), told("e")] == [
        *(found + missed for missed in "30"),
        *(found.replace("'e'", "'f'") + missed for missed in "10"),
        found + "0",
    ]
    (tmp_path / "patterns.kept").write_bytes(b"spoilt")
    assert told("e") == found + "3"
    monkeypatch.setattr(files, "KEPT", tmp_path / "not" / "to" / "be" / "made")
    patterns._keep()  # where one may not write, nobody is told


def test_where_python_keeps_its_compiler_to_itself_patterns_are_compiled(tmp_path, monkeypatch):
    monkeypatch.setattr(files, "KEPT", tmp_path)
    monkeypatch.delattr(re, "_compiler")
    monkeypatch.setitem(__import__("sys").modules, "re._compiler", None)
    kept_forms = patterns._prepare(*FORMS[0])
    monkeypatch.undo()
    assert kept_forms == [*FORMS[0], None] and patterns._restore(*kept_forms) == re.compile(*FORMS[0])


def test_code_that_this_python_does_not_take_is_compiled_anew():
    form, flags, made = patterns._prepare(*FORMS[0])
    for spoilt in ([made[0], "AAAA", *made[2:]], [made[0], made[1][:-8], *made[2:]], made[:2], "x"):
        assert patterns._restore(form, flags, spoilt) == re.compile(form, flags)


def test_the_large_patterns_of_the_project_are_those_that_python_compiles():
    found = [*quantities._patterns().values(), *(one for rows in sums._ways().values() for _, one in rows)]
    found += [one.says for name in ("furniture", "disclaimers") for one in read_patterns(name)]
    assert len(found) > 80 and all(one == re.compile(one.pattern, one.flags & ~re.UNICODE) for one in found)
