"""A corpus is its table measured whole: in parts, in processes, on a cluster, and after any end."""

from __future__ import annotations

import datetime
import json
import multiprocessing
import os
import random
import re
import signal
import subprocess
import sys
import time
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from analysis import evidence, measure, paragraphs, read_articles
from analysis.articles import Reading
from analysis.cli import commands as cli
from analysis.cli import console
from analysis.corpus import Job, chunks, corpus, measure_corpus, measure_dask
from analysis.corpus import run_job as run
from analysis.schema import InputError
from analysis.text.own_lexicon import load_with

TEXTS = ["A brutal winter came. It was “very sad,” she said.", "", "Rain.", None, "GOOD news!! Not great, but fine."]


ROOT = Path(__file__).parents[2]
SENTENCES = [
    "A brutal winter came, and the council was not very happy.",
    "“It was a GREAT day!!” the mayor, Ana Ruiz, said. She reportedly left.",
    "",
    "Rain fell on the town for 12 days.",
    "  \n ",
    "The minister lamented “the so-called plan” but welcomed the report.",
]
RUN = """
import sys
sys.path.insert(0, sys.argv[1])
from pathlib import Path
from analysis.corpus import Job, run_job
if __name__ == "__main__":
    run_job(Job(Path(sys.argv[2]), Path(sys.argv[3]), workers=int(sys.argv[4]), spans=True, rows=5))
"""


def texts(count):
    return pd.DataFrame({"id": [f"p{k}" for k in range(count)], "text": [SENTENCES[k % 6] for k in range(count)]})


def written(table, path):
    """Write a table in the format that its ending says, and give the table as it is read back."""
    if path.suffix == ".parquet":
        table.to_parquet(path, row_group_size=8)
    elif path.suffix == ".csv":
        table.to_csv(path, index=False)
    else:
        rows = table.astype(object).where(table.notna(), None).to_dict("records")
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return table


def whole(out, *, spans=False):
    return pd.read_parquet(out / "_spans" if spans else out)


def same(a, b):
    pd.testing.assert_frame_equal(whole(a), whole(b))
    pd.testing.assert_frame_equal(whole(a, spans=True), whole(b, spans=True))


def measured_in_twos(path, out, *, spans=True):
    """Do every chunk of `path`, of two rows each, and give the tables that come of it."""
    plan = chunks.plan(chunks.look(path), rows=2)
    columns = corpus.schemas(plan, spans=spans)
    folders = [out, out / "_spans"][: len(columns)]
    for folder in folders:
        folder.mkdir()
    for chunk, rows in chunks.streamed(plan, {c.number for c in plan.chunks}):
        places = tuple(folder / f"part-{chunk.number:05d}.parquet" for folder in folders)
        task = corpus.Task(chunk, rows, columns, places, plan.source.reading, corpus.versions())
        assert corpus.do(task) == chunk.number
    for folder in folders:
        assert len({str(pq.read_schema(p)) for p in folder.glob("*.parquet")}) == 1
    return [pd.read_parquet(folder) for folder in folders]


def test_the_parts_together_are_the_table_measured_whole(tmp_path):
    table = pd.DataFrame(
        {
            "id": ["x", "y", None, "z", "w"],
            "text": TEXTS,
            "voice": ["quoted", None, "outlet", "outlet", None],
            "kind": ["headline", None, "body", None, None],
            "nothing": [None] * 5,
            "number": pd.array([1, None, 3, None, None], "Int64"),
            "day": [datetime.date(2024, 1, 1)] * 5,
            "many": [[1], [], None, [2, 3], None],
            "group": pd.Categorical(["a", "b", "a", None, "b"]),
        }
    )
    table.to_parquet(tmp_path / "a.parquet")
    found, spans = measured_in_twos(tmp_path / "a.parquet", tmp_path / "out")
    want = corpus.measured(table)
    pd.testing.assert_frame_equal(found[want.columns], want)
    pd.testing.assert_frame_equal(found[table.columns], pd.read_parquet(tmp_path / "a.parquet"))
    marks = evidence(table).drop(columns=["paragraph", "place", "counts"])  # a part does not know the article
    pd.testing.assert_frame_equal(spans[marks.columns], marks, check_dtype=False)
    assert spans["id"].tolist() == table["id"].iloc[marks["row"]].tolist()


def test_article_and_block_of_the_input_name_the_spans(tmp_path):
    table = pd.DataFrame({"article": ["p", "p", "q"], "block": [7, None, 9], "text": ["Brutal.", "Brutal.", "Brutal."]})
    table.astype({"block": "Int64"}).to_parquet(tmp_path / "a.parquet")
    _, spans = measured_in_twos(tmp_path / "a.parquet", tmp_path / "out")
    loaded = spans[spans["label"] == "loaded"]
    assert loaded[["article", "block", "row"]].to_numpy().tolist() == [["p", 7, 0], ["p", 1, 1], ["q", 9, 2]]


@pytest.mark.parametrize(
    "column",
    [[1, 2, None], [b"a", None, b"b"], [["a"], None, []], [None] * 3, [True, None, False], [1.5, None, 2.5]],
    ids=str,
)
def test_a_column_that_is_not_text_is_carried_through_with_the_reason(tmp_path, column):
    pq.write_table(pa.table({"text": column, "voice": [1, 2, 3], "kind": [[], [], []]}), tmp_path / "a.parquet")
    found, spans = measured_in_twos(tmp_path / "a.parquet", tmp_path / "out")
    missing = [value is None for value in column]
    assert (found["not_measured"] == "the text is missing").tolist() == missing
    assert (found["not_measured"] == "the text is not text").tolist() == [not m for m in missing]
    assert found["words"].isna().all() and found["compound"].isna().all() and not len(spans)
    assert pq.read_table(tmp_path / "out" / "part-00000.parquet")["text"].to_pylist() == column[:1]


def test_json_that_is_no_text_is_carried_through_with_the_reason(tmp_path):
    (tmp_path / "a.jsonl").write_text('{"text": 5}\n{"text": "Rain."}\n{"id": 3}\n{"text": ["x"]}', encoding="utf-8")
    found, _ = measured_in_twos(tmp_path / "a.jsonl", tmp_path / "out")
    assert found["text"].fillna("").tolist() == ["5", "Rain.", "", '["x"]']
    assert found["not_measured"].fillna("").tolist() == [
        "the text is not text", "", "the text is missing", "the text is not text"
    ]  # fmt: skip


def test_the_spans_of_articles_are_named_by_article_and_block(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for name in "ab":
        (folder / f"{name}.txt").write_text("A brutal day\n\nIt was a brutal winter in all of it.\n", encoding="utf-8")
    found, spans = measured_in_twos(folder, tmp_path / "out")
    assert "row" not in spans and spans["article"].unique().tolist() == ["a", "b"]
    keyed = found.set_index(["article", "block"])["text"]
    assert all(keyed[s.article, s.block][s.start : s.end] == s.surface for s in spans.itertuples())


def test_types_do_not_hang_on_what_is_missing():
    whole, part = pd.DataFrame({"text": ["Rain."]}), pd.DataFrame({"text": ["Rain.", None]})
    assert measure(whole)["words"].dtype != measure(part)["words"].dtype
    kinds = [corpus.measured(t).dtypes for t in (whole, part, whole.iloc[:0], part.iloc[1:])]
    assert all(kind.equals(kinds[0]) for kind in kinds)
    pd.testing.assert_frame_equal(corpus.measured(part), measure(part))


def test_a_column_with_the_name_of_a_measure_is_refused(tmp_path):
    pd.DataFrame({"text": ["a"], "compound": [1]}).to_parquet(tmp_path / "a.parquet")
    with pytest.raises(InputError, match="'compound' has the name of a measure"):
        corpus.schemas(chunks.plan(chunks.look(tmp_path / "a.parquet"), rows=2), spans=False)


def test_other_versions_elsewhere_are_refused(tmp_path):
    chunk = chunks.Chunk(0, 0, 1)
    with pytest.raises(InputError, match="other versions"):
        corpus.do(corpus.Task(chunk, None, (), (), Reading(), corpus.versions() | {"textstat": "0.7.12"}))


def test_a_lexicon_that_changes_during_a_run_stops_it(tmp_path):
    path = tmp_path / "mine.csv"
    path.write_text("term,category\nrain,weather\n", encoding="utf-8")
    told = corpus.versions() | corpus.own_version(path)
    assert corpus.own_version(None) == {} and told[corpus.OWN].startswith("mine.csv ")
    path.write_text("term,category\nsnow,weather\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"mine\.csv: not the lexicon with which the run was begun"):
        corpus.do(corpus.Task(chunks.Chunk(0, 0, 1), None, (), (), Reading(), told, path))


@pytest.mark.parametrize("ending", ["parquet", "csv", "jsonl"])
def test_a_corpus_is_its_table_measured_whole(tmp_path, ending):
    table = texts(40)
    if ending != "csv":
        table.loc[[3, 30], "text"] = None
    source = tmp_path / f"a.{ending}"
    written(table, source)
    seen = []
    done = run(Job(source, tmp_path / "out", rows=7), report=lambda *now: seen.append(now))
    found, want = whole(tmp_path / "out"), corpus.measured(table)
    pd.testing.assert_frame_equal(found[want.columns], want)
    pd.testing.assert_frame_equal(found[["id", "text"]], table)
    assert list(found) == ["id", "text", *want]
    schemas = {str(pq.read_schema(path)) for path in (tmp_path / "out").glob("*.parquet")}
    assert len(schemas) == 1 and done.parts > 5
    assert seen[0] == (0, 40, "rows") and seen[-1] == (40, 40, "rows") and len(seen) == done.parts + 1


def test_a_folder_of_articles_is_measured_block_by_block(tmp_path):
    folder = tmp_path / "articles"
    folder.mkdir()
    for k in range(5):
        text = f"Council hears report {k}\n\n{SENTENCES[0]} {SENTENCES[1]}\n\n{SENTENCES[5]} {SENTENCES[3]}\n"
        (folder / f"{k}.txt").write_text(text, encoding="utf-8")
    done = run(Job(folder, tmp_path / "out", rows=40))
    assert (done.amount, done.unit, done.parts) == (5, "articles", 3)
    blocks = paragraphs(read_articles([folder]))
    want = pd.concat([blocks, corpus.measured(blocks)], axis=1)
    pd.testing.assert_frame_equal(whole(tmp_path / "out"), want)


def test_two_workers_give_what_one_gives(tmp_path):
    for ending in ("csv", "parquet"):
        written(texts(60), tmp_path / f"a.{ending}")
        for workers in (1, 2):
            run(Job(tmp_path / f"a.{ending}", tmp_path / f"{ending}{workers}", workers=workers, spans=True, rows=7))
        same(tmp_path / f"{ending}1", tmp_path / f"{ending}2")
    assert not multiprocessing.active_children()


def test_two_workers_and_a_cluster_know_the_readers_lexicon(tmp_path):
    written(texts(30), tmp_path / "a.csv")
    (tmp_path / "mine.csv").write_text("term,category,weight\nrain,weather,0.4\nbrutal,emotive,0\n", encoding="utf-8")
    job = Job(tmp_path / "a.csv", tmp_path / "1", spans=True, rows=7, lexicon=tmp_path / "mine.csv")
    run(job)
    run(replace(job, out=tmp_path / "2", workers=2))
    same(tmp_path / "1", tmp_path / "2")
    own = load_with(tmp_path / "mine.csv").lexicon
    want = corpus.measured(texts(30), lexicon=own)
    pd.testing.assert_frame_equal(whole(tmp_path / "1")[want.columns], want)
    assert want["loaded_words"].tolist() != corpus.measured(texts(30))["loaded_words"].tolist()
    pytest.importorskip("distributed")
    run(replace(job, out=tmp_path / "3", scheduler="local:1"))
    same(tmp_path / "1", tmp_path / "3")


def test_a_finished_run_says_so_and_measures_nothing(tmp_path, monkeypatch):
    written(texts(20), tmp_path / "a.csv")
    measure_corpus(tmp_path / "a.csv", tmp_path / "out")
    monkeypatch.setattr(corpus, "do", None)
    again = measure_corpus(tmp_path / "a.csv", tmp_path / "out", workers=2)
    assert again.before == again.parts == 1 and again.amount == 20


def test_a_part_that_is_gone_or_damaged_is_made_again(tmp_path):
    job = Job(tmp_path / "a.csv", tmp_path / "out", spans=True, rows=5)
    written(texts(20), job.source)
    run(job)
    before = {p: p.read_bytes() for p in job.out.rglob("*.parquet")}
    (job.out / "part-00001.parquet").unlink()
    (job.out / "part-00002.parquet").write_bytes(b"PAR1")
    assert run(job).before == 2
    assert {p: p.read_bytes() for p in job.out.rglob("*.parquet")} == before


def test_other_input_options_or_versions_are_refused(tmp_path, monkeypatch):
    job = Job(tmp_path / "a.csv", tmp_path / "out")
    written(texts(20), job.source)
    run(job)
    with pytest.raises(InputError, match="of other options. Give -o a new folder"):
        run(Job(job.source, job.out, spans=True))
    monkeypatch.setattr(corpus, "versions", lambda: {"framing": "0"})
    with pytest.raises(InputError, match="of other versions"):
        run(job)
    monkeypatch.undo()
    written(texts(21), job.source)
    with pytest.raises(InputError, match="the input has changed"):
        run(job)


def test_a_damaged_row_group_stops_with_its_name_and_what_was_done_is_kept(tmp_path):
    path = tmp_path / "a.parquet"
    table = written(texts(40), path)
    at = pq.read_metadata(path).row_group(3).column(1).data_page_offset
    raw = bytearray(path.read_bytes())
    raw[at : at + 40] = b"\xff" * 40
    path.write_bytes(raw)
    with pytest.raises(InputError, match=r"a\.parquet: row group 3 cannot be read"):
        run(Job(path, tmp_path / "out"))
    assert whole(tmp_path / "out")["id"].tolist() == table["id"].tolist()[:24]


def test_input_that_is_refused_leaves_no_folder(tmp_path):
    (tmp_path / "a.csv").write_text("id,text\n1,a,b\n", encoding="utf-8")
    pd.DataFrame({"text": ["a"], "words": [1]}).to_parquet(tmp_path / "b.parquet")
    (tmp_path / "c.parquet").write_bytes((tmp_path / "b.parquet").read_bytes()[:-30])
    for name, said in (("a.csv", "row 2 has 3"), ("b.parquet", "name of a measure"), ("c.parquet", "cannot be read")):
        with pytest.raises(InputError, match=said):
            measure_corpus(tmp_path / name, tmp_path / "out")
        assert not (tmp_path / "out").exists()
    with pytest.raises(InputError, match="the input is this folder"):
        measure_corpus(tmp_path, tmp_path)


def start(*arguments):
    return subprocess.Popen([sys.executable, *map(str, arguments)], cwd=ROOT, stderr=subprocess.PIPE, text=True)


def parts(out):
    """The main parts that are there; every file under a final name has to be readable."""
    for path in out.rglob("part-*.parquet"):
        pq.read_table(path)
    return len(list(out.glob("part-*.parquet")))


def test_killed_at_any_instant_it_goes_on_and_loses_no_row(tmp_path):
    written(texts(300), tmp_path / "a.parquet")
    written(texts(300), tmp_path / "a.csv")
    (tmp_path / "run.py").write_text(RUN, encoding="utf-8")
    texts(300).to_parquet(tmp_path / "one_group.parquet")
    chance = random.Random(7)
    for ending in ("parquet", "csv"):
        source, out = tmp_path / f"a.{ending}", tmp_path / ending
        for workers in (1, 2, 1):
            before = parts(out)
            with start(tmp_path / "run.py", ROOT, source, out, workers) as process:
                deadline = time.monotonic() + 60
                while len(list(out.glob("part-*"))) == before and time.monotonic() < deadline:
                    time.sleep(0.01)
                time.sleep(chance.random() * 0.1)
                process.kill()
            assert process.returncode == -signal.SIGKILL, process.stderr
            assert before < parts(out) < 60
        done = run(Job(source, out, spans=True, rows=5))
        assert 3 <= done.before < done.parts == len(list(out.glob("part-*")))
        assert not list(out.rglob(".*"))
        calm = source if ending == "csv" else tmp_path / "one_group.parquet"
        run(Job(calm, tmp_path / f"calm-{ending}", spans=True))
        same(out, tmp_path / f"calm-{ending}")
        assert whole(out)["id"].tolist() == texts(300)["id"].tolist()


def test_control_c_stops_in_order_and_says_how_to_go_on(tmp_path):
    written(texts(4000), tmp_path / "a.parquet")
    out = tmp_path / "out"
    command = ["-m", "analysis.cli", "corpus", tmp_path / "a.parquet", "-o", out, "--workers", "2", "--spans"]
    with start(*command) as process:
        deadline = time.monotonic() + 60
        while not list(out.glob("part-*")) and time.monotonic() < deadline:
            time.sleep(0.01)
        process.send_signal(signal.SIGINT)
        said = process.stderr.read()
    assert process.returncode == 130, said
    # on a busy machine lines of progress come before
    said = [line for line in said.splitlines() if not re.search(r"^\d+ of 4000 rows, ", line)]
    assert len(said) == 1 and "the same command goes on from there" in said[0]
    assert 0 < parts(out) < 500 and not list(out.rglob(".*"))


def test_progress_is_plain_lines_where_there_is_no_terminal(tmp_path, monkeypatch, capsys):
    written(texts(40), tmp_path / "a.parquet")
    monkeypatch.setattr(console, "SECONDS", 0.0)
    command = ["framing", "corpus", str(tmp_path / "a.parquet"), "-o", str(tmp_path / "out")]
    for last in ("out written: 40 rows in 5 parts.", "out: nothing to do, all 40 rows are measured."):
        monkeypatch.setattr(sys, "argv", command)
        with pytest.raises(SystemExit) as stop:
            cli.main()
        said = capsys.readouterr().err.splitlines()
        assert not stop.value.code and said[-1].endswith(last)
        if "written" in last:
            assert [line.split(",")[0] for line in said[:-1]] == [f"{n} of 40 rows" for n in (8, 16, 24, 32, 40)]
            assert said[0].endswith("seconds left") and "a second" in said[0]


def test_a_dask_worker_that_is_killed_loses_nothing(tmp_path):
    pytest.importorskip("distributed")
    written(texts(240), tmp_path / "a.parquet")
    killed = []

    def kill_one(done, total, unit):
        if done and not killed:
            killed.append(multiprocessing.active_children()[0].pid)
            os.kill(killed[0], signal.SIGKILL)

    run(Job(tmp_path / "a.parquet", tmp_path / "out", spans=True, scheduler="local:2"), report=kill_one)
    run(Job(tmp_path / "a.parquet", tmp_path / "calm", spans=True))
    same(tmp_path / "out", tmp_path / "calm")
    assert killed and not multiprocessing.active_children()


def test_a_dask_table_is_measured_with_the_types_it_announces():
    dask = pytest.importorskip("dask.dataframe")
    table = texts(30).set_index("id")
    table.loc["p4", "text"] = None
    lazy = measure_dask(dask.from_pandas(table, npartitions=3, sort=False))
    found = lazy.compute()
    assert lazy.dtypes.equals(found.dtypes) and lazy._meta.index.dtype == found.index.dtype
    pd.testing.assert_frame_equal(found, corpus.measured(table), check_index_type=False)


def test_who_speaks_is_looked_for_if_it_is_asked_for(tmp_path):
    table = written(texts(12), tmp_path / "in.parquet")
    run(Job(tmp_path / "in.parquet", tmp_path / "plain", rows=5))
    run(Job(tmp_path / "in.parquet", tmp_path / "told", rows=5, spans=True, attributions=True))
    plain, told = whole(tmp_path / "plain"), whole(tmp_path / "told")
    assert set(told) - set(plain) == {"words_reported", "attributions"}
    pd.testing.assert_frame_equal(told[plain.columns], plain)
    assert told["attributions"].tolist() == [0, 1, 0, 0, 0, 1] * 2
    spans = whole(tmp_path / "told", spans=True)
    sources = spans[spans["label"] == "source"]
    assert sources["surface"].str.strip(",").tolist() == ["the mayor, Ana Ruiz", "The minister"] * 2
    assert sources["row"].tolist() == [1, 5, 7, 11]
    assert table["text"].iloc[1][sources["start"].iloc[0] : sources["end"].iloc[0]] == sources["surface"].iloc[0]
    with pytest.raises(InputError, match="other options"):
        run(Job(tmp_path / "in.parquet", tmp_path / "told", rows=5, spans=True))


def test_rows_in_another_language_are_counted_in_a_notice(tmp_path):
    german = "Der Rat der Stadt beschloss am Montag, die alte Brücke nach einem Sturm zu schließen."
    pd.DataFrame({"text": [german, "It was a brutal winter.", german, None]}).to_parquet(tmp_path / "t.parquet")
    told = []
    run(Job(tmp_path / "t.parquet", tmp_path / "out", rows=2), note=told.append)
    assert len(told) == 1 and told[0].startswith(
        "2 of 4 texts are not in English (it reads as German, not as English: 2)"
    )
    found = pd.read_parquet(tmp_path / "out")
    assert found["loaded_words"].isna().tolist() == [True, False, True, True]
    assert found["words"].isna().tolist() == [False, False, False, True]


GERMAN = "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke über den Fluss nach dem Sturm zu sperren."


def test_a_corpus_of_one_language_that_is_told_has_its_formulas(tmp_path):
    pd.DataFrame({"text": [GERMAN, "Kurz.", "It rained."]}).to_parquet(tmp_path / "t.parquet")
    run(Job(tmp_path / "t.parquet", tmp_path / "plain"))
    assert "flesch_amstad" not in whole(tmp_path / "plain") and whole(tmp_path / "plain")["syllables"][1] == 1
    job = Job(tmp_path / "t.parquet", tmp_path / "told", reading=Reading(language="de"))
    run(job)
    found = whole(tmp_path / "told")
    want = measure(pd.DataFrame({"text": [GERMAN, "Kurz.", "It rained."], "language": "de"}))
    assert found["flesch_amstad"].tolist() == want["flesch_amstad"].tolist()
    assert found["flesch_amstad"].notna().all() and found["syllables"].isna().all()
    with pytest.raises(InputError, match="other options"):
        run(replace(job, reading=Reading(language="nl")))


@pytest.mark.parametrize("command", ["corpus", "attributions"])
def test_the_limits_that_are_given_hold_for_a_folder(tmp_path, monkeypatch, capsys, command):
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "long.txt").write_text("Rain came down on the town. " * 1000, encoding="utf-8")
    out = "out" if command == "corpus" else "out.jsonl"
    for limit, status in (("0.01", 2), ("1", 0)):
        monkeypatch.setattr(
            sys, "argv", ["framing", command, str(tmp_path / "in"), "--max-mb", limit, "-o", str(tmp_path / out)]
        )
        with pytest.raises(SystemExit) as end:
            cli.main()
        said = capsys.readouterr().err
        assert (end.value.code or 0) == status
        assert ("long.txt: larger than 0.01 MB. If you trust it, raise the limit: --max-mb 0.1." in said) == (
            status == 2
        )
