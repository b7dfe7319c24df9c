import re

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
