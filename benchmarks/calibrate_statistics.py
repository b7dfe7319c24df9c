"""Count how often the comparison of two articles errs, on articles made of real paragraphs.

``make calibrate DATA=polnear.jsonl`` first tests made-up paragraphs of many kinds (``test_sizes.py``). Then it measures
the paragraphs of the documents (an object a line: ``id``, ``publisher``, ``text``), makes pairs of pseudo-articles of
them, compares each pair, and writes what came out here and, not rounded, to ``calibration.csv`` and ``test_size.csv``.
It also writes ``analysis/readability_scale.csv``, the scale of the readability factor. Nothing of the texts is kept. A
small run of the same stands in ``tests/comparison/test_calibration.py``, on paragraphs that are made up.
"""

from __future__ import annotations

import json
import os
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

for _threads in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ.setdefault(_threads, "1")

import numpy as np  # noqa: E402
import pandas as pd  # noqa: E402
import test_sizes  # noqa: E402

from analysis import measure  # noqa: E402
from analysis.comparison import PLANNED, article_values, compare, compare_articles  # noqa: E402
from analysis.files import PACKAGE, table_writer, write_all  # noqa: E402
from analysis.schema import InputError  # noqa: E402

HERE = Path(__file__).parent
#: the sizes of the two articles, in paragraphs, and how many pairs are made of each
SIZES = {(6, 14): 300, (14, 8): 300, (20, 40): 300, (60, 60): 100}
DIFFERENT = {(14, 8): 150, (20, 40): 150}
#: pages of eight articles, and the fewest and most paragraphs of each
PAGES, EIGHT, LENGTHS = 100, 8, (8, 30)
POWER = ((6, 40), (14, 14), (20, 40), (60, 60))
NEIGHBOURS, WHOLE, MOVED = 150, 250, 100
#: 50 of 1,001 are just below 0.05
RESAMPLES = 1000
FORMULAS = "flesch_reading_ease flesch_kincaid_grade gunning_fog smog_index automated_readability_index"
FORMULAS += " coleman_liau_index dale_chall_readability_score linsear_write_formula"
#: a paragraph of which so much is quoted stands for a quoted passage
QUOTED_SHARE = 0.8
KEY = ["measure", "voice"]


def paragraphs_of(path: Path) -> pd.DataFrame:
    """Measure the paragraphs of the documents in `path`, the first of each (its headline) left out."""
    rows = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            of = json.loads(line)
            blocks = [text for text in of["text"].split("\n") if text.strip()][1:]
            rows += [{"document": of["id"], "publisher": of["publisher"], "text": text} for text in blocks]
        except (ValueError, KeyError, TypeError) as error:
            said = f"{path}, line {number}: {error!r}. Each line is an object with id, publisher and text."
            raise InputError(said) from error
    table = pd.DataFrame(rows, columns=["document", "publisher", "text"])
    table = pd.concat([table, measure(table)], axis=1).drop(columns="text")
    table = table[table["words"] > 0].reset_index(drop=True)
    quoted = table["words_quoted"] / (table["words_outlet"] + table["words_quoted"]) >= QUOTED_SHARE
    return table.assign(kind=np.where(quoted, "blockquote", "body"), voice=np.where(quoted, "quoted", "outlet"))


def pair(a: pd.DataFrame, b: pd.DataFrame) -> pd.DataFrame:
    """Make two articles of paragraphs."""
    return pd.concat([a.assign(article="a"), b.assign(article="b")], ignore_index=True)


def compared(seed: int, pools: tuple[pd.DataFrame, pd.DataFrame], sizes: tuple[int, int], shift: dict) -> pd.DataFrame:
    """Draw two articles, raise the first one's measures by `shift` (by measure), and compare them."""
    rng = np.random.default_rng(seed)
    a, b = (pool.iloc[rng.integers(0, len(pool), n)] for pool, n in zip(pools, sizes, strict=True))
    return compared_pair(seed, pair(raised(a, shift, rng), b))


def compared_pair(seed: int, both: pd.DataFrame, *, smallest: bool = False) -> pd.DataFrame:
    """Compare articles; the smallest difference is found only where it is asked for, as it takes the longest."""
    kept = compare.smallest_of
    if not smallest:
        compare.smallest_of = lambda table, *_, **__: np.full(len(table), np.nan)
    try:
        return compare_articles(both, resamples=RESAMPLES, seed=seed).assign(pair=seed)
    finally:
        compare.smallest_of = kept


def raised(table: pd.DataFrame, shift: dict, rng: np.random.Generator) -> pd.DataFrame:
    """Raise scores by a number, and rates by words that fall at random and in clusters as those of news."""
    for name, by in shift.items():
        if name == "loaded_per_100_words":
            more = rng.poisson(by / 100 * table["words_outlet"].to_numpy(float) * rng.gamma(0.9, 1 / 0.9, len(table)))
            table = table.assign(loaded_words_outlet=table["loaded_words_outlet"] + more)
        else:
            table = table.assign(**{name: table[name] + by})
    return table


def smallest(seed: int, pool: pd.DataFrame, sizes: tuple[int, int]) -> pd.DataFrame:
    """Find the smallest difference of each planned row for two articles of one pool."""
    rng = np.random.default_rng(seed)
    a, b = (pool.iloc[rng.integers(0, len(pool), n)] for n in sizes)
    return compared_pair(seed, pair(a, b), smallest=True)


def page(seed: int, pool: pd.DataFrame) -> pd.DataFrame:
    """Compare eight articles of one pool, as a page does: the first with each of the others."""
    rng = np.random.default_rng(seed)
    parts = [pool.iloc[rng.integers(0, len(pool), rng.integers(*LENGTHS, endpoint=True))] for _ in range(EIGHT)]
    parts = [own.assign(article=f"article {k}") for k, own in enumerate(parts)]
    return compared_pair(seed, pd.concat(parts, ignore_index=True))


def neighbours(seed: int, documents: list[pd.DataFrame], n: int) -> pd.DataFrame:
    """Compare `n` paragraphs of a real article with the `n` that follow them."""
    rng = np.random.default_rng(seed)
    own = documents[rng.integers(len(documents))]
    begin = rng.integers(0, len(own) - 2 * n + 1)
    both = pair(own.iloc[begin : begin + n], own.iloc[begin + n : begin + 2 * n])
    return compared_pair(seed, both)


def two_articles(seed: int, documents: list[pd.DataFrame]) -> pd.DataFrame:
    """Compare two whole articles of one outlet, on whatever they are about."""
    rng = np.random.default_rng(seed)
    first = documents[rng.integers(len(documents))]
    outlet = first["publisher"].iloc[0]
    others = [own for own in documents if own["publisher"].iloc[0] == outlet and own is not first]
    return compared_pair(seed, pair(first, others[rng.integers(len(others))]))


def many(job, count: int, workers: int = 1) -> pd.DataFrame:
    """Do a job for the seeds 0 to `count` - 1, and join what it gives."""
    if workers < 2:
        return pd.concat(map(job, range(count)), ignore_index=True)
    with ProcessPoolExecutor(workers) as pool:
        return pd.concat(pool.map(job, range(count), chunksize=10), ignore_index=True)


def tested(found: pd.DataFrame) -> pd.DataFrame:
    """Keep the rows for which the comparison says something."""
    return found[found["reason"].isna()]


def rates(found: pd.DataFrame, truth: pd.Series | None = None) -> pd.DataFrame:
    """Count, for each measure and voice, how often it was tested, found, and how often the interval held the truth.

    Parameters
    ----------
    found : rows of many comparisons
    truth : the true difference by measure and voice; 0 if not given
    """
    rows = tested(found)
    true = 0.0 if truth is None else truth.reindex(pd.MultiIndex.from_frame(rows[KEY])).to_numpy()
    rows = rows.assign(rejected=rows["clear_alone"], covered=(rows["low"] <= true) & (true <= rows["high"]))
    told = rows.groupby(KEY, sort=False).agg(
        tested=("p", "size"), rejected=("rejected", "mean"), covered=("covered", "mean"), lag_one=("lag_one", "mean")
    )
    return told.reset_index()


def discoveries(found: pd.DataFrame) -> dict[str, float]:
    """Count the pairs (or pages) of one population with a row that is called clear, or is found alone.

    Parameters
    ----------
    found : rows of many comparisons in which nothing differs
    """
    planned = found.assign(alone=found["clear_alone"] & found["planned"])
    by = planned.groupby("pair")[["clear", "alone", "clear_alone"]].any()
    return {
        "a clear row": by["clear"].mean(),
        "a planned row found alone": by["alone"].mean(),
        "any row found alone": by["clear_alone"].mean(),
    }


def truth_of(pools: tuple[pd.DataFrame, pd.DataFrame]) -> pd.Series:
    """Give the true differences of two populations of paragraphs."""
    values = article_values(pair(*pools))
    text = values[values["part"] == "text"].set_index(["article", *KEY])["value"]
    return text["a"] - text["b"]


def markdown(table: pd.DataFrame) -> str:
    """Write a table as Markdown."""
    shown = table.copy()
    for name in shown.select_dtypes("float"):
        shown[name] = [f"{100 * value:.1f}" if value == value else "" for value in shown[name]]
    lines = [list(map(str, row)) for row in (shown.columns, ["---"] * shown.shape[1], *shown.itertuples(index=False))]
    return "\n".join("| " + " | ".join(cells) + " |" for cells in lines)


def wide(tables: dict[str, pd.DataFrame], column: str) -> pd.DataFrame:
    """Lay a column of several tables side by side, a row a measure and voice."""
    parts = [table.set_index(KEY)[column].rename(name) for name, table in tables.items()]
    return pd.concat(parts, axis=1).reset_index()


def readability_scale(pool: pd.DataFrame) -> pd.DataFrame:
    """Find the middle and the spread of each formula over paragraphs, from its quartiles."""
    low, middle, high = (pool[FORMULAS.split()].astype(float).quantile(share) for share in (0.25, 0.5, 0.75))
    harder = [-1 if name == "flesch_reading_ease" else 1 for name in middle.index]
    spread = (high - low) / 1.349
    table = pd.DataFrame({"measure": middle.index, "middle": middle.to_numpy(), "spread": spread.to_numpy()})
    return table.round(3).assign(harder=harder)


def found_again(pool: pd.DataFrame, sizes: tuple[int, int], workers: int) -> pd.DataFrame:
    """Raise one measure at a time by the smallest difference that was named, and count how often it is clear."""
    named = many(partial(smallest, pool=pool, sizes=sizes), 30, workers)
    named = named.dropna(subset="smallest").groupby("measure")["smallest"].median()
    rows = []
    for name in ("compound_names_masked",):
        job = partial(compared, pools=(pool, pool), sizes=sizes, shift={name: named[name]})
        found = many(job, MOVED, workers).query("planned and measure == @name and p_holm.notna()")
        rows.append({"sizes": f"{sizes[0]}, {sizes[1]}", "measure": name, "by": f"{named[name]:.2f}"})
        rows[-1] |= {"tested": len(found), "clear": found["clear"].mean()}
    return pd.DataFrame(rows)


def main() -> None:
    """Simulate, measure, and write ``CALIBRATION.md`` and its tables beside this file."""
    workers = min(2, os.cpu_count() or 1)
    try:
        pool = paragraphs_of(Path(sys.argv[1]))
    except (InputError, OSError) as error:
        sys.exit(f"framing: {error}")
    size = test_sizes.table(workers=workers)
    ways = _ways()
    power = [test_sizes.power(sizes=sizes) for sizes in POWER]
    aligned, in_pairs = test_sizes.aligned_table(), test_sizes.aligned_power()
    null = {n: many(partial(compared, pools=(pool, pool), sizes=n, shift={}), k, workers) for n, k in SIZES.items()}
    pages = many(partial(page, pool=pool), PAGES, workers)
    outlets = pool["publisher"].value_counts().index[:2].tolist()
    pools = tuple(pool[pool["publisher"] == outlet].reset_index(drop=True) for outlet in outlets)
    truth = truth_of(pools)
    apart = {n: many(partial(compared, pools=pools, sizes=n, shift={}), k, workers) for n, k in DIFFERENT.items()}
    again = pd.concat([found_again(pool, n, workers) for n in ((14, 8), (20, 40))], ignore_index=True)
    documents = [own for _, own in pool.groupby("document", sort=False)]
    nearby = {
        n: many(
            partial(neighbours, documents=[own for own in documents if len(own) >= 2 * n], n=n), NEIGHBOURS, workers
        )
        for n in (8, 14)
    }
    whole = many(partial(two_articles, documents=[own for own in documents if len(own) >= 8]), WHOLE, workers)
    sizes = {f"{a}, {b}": rates(found) for (a, b), found in null.items()}
    truths = {f"{a}, {b}": rates(found, truth) for (a, b), found in apart.items()}
    everything, outlet = rates(pd.concat(null.values(), ignore_index=True)), rates(whole)
    clear = tested(whole)
    errs = [{"pages of": f"{a} and {b} paragraphs", **discoveries(found)} for (a, b), found in null.items()]
    errs.append({"pages of": f"eight articles, {LENGTHS[0]} to {LENGTHS[1]} paragraphs", **discoveries(pages)})
    outside = size[~size["rejected"].between(0.035, 0.065) & (size["tested"] >= 300)]
    grid = size.assign(sizes=[f"{a}, {b}" for a, b in zip(size["a"], size["b"], strict=True)])
    kinds = list(test_sizes.KINDS)
    planned = pd.MultiIndex.from_tuples(PLANNED, names=KEY)
    lags = outlet.set_index(KEY)["lag_one"].reindex(planned).reset_index()
    text = f"""# How often the comparison errs

{__doc__.split(chr(10), 2)[2].strip()}

All figures but numbers of pairs are in 100. Real paragraphs: {len(pool):,} of {len(documents):,} articles.

## Made-up paragraphs where nothing differs

How often p was below 0.05, by the kind of paragraphs and by how many there are in the first article and in the second
({size["pairs"].max():,} pairs a cell, {test_sizes.SHUFFLES} shuffles; the standard error of a cell is 0.7).
5 is meant. `spread`: normal values, the first article's spread so many times as wide. `skewed`: lognormal. `lag one
.3`: neighbours correlate by .3. `counts`: 2.3 words in 100, in clusters, paragraphs of all lengths. `zeros`: 15 in 100
paragraphs of the first article and 90 of the second have 0, and the means are equal. A cell is empty where fewer than
300 pairs could be tested.
Cells outside 3.5 to 6.5: {_cells(outside) or "none"}. Below 3.5 the test is cautious: counts are tested only where
three paragraphs of each article, and one in ten, have any, and which pairs pass that is part of the chance. For the
others there is no interval, and the reason. Three cells were drawn again, with other numbers: spread 2 to 1 with 6 and
8 paragraphs 5.3 and 5.0, with 8 and 6 4.6 and 5.7 (3,000 pairs each), lag one .3 with 40 and 20 5.1 and 5.7 (2,000).

{markdown(_grid(grid, "rejected", kinds, least=300))}

How many of the pairs could be tested:

{markdown(_grid(grid.assign(tested=grid["tested"] / grid["pairs"]), "tested", kinds[-2:]))}

### Neighbours that correlate by .3: other ways

The weight is that of the estimated correlation, `c` in `exp(c * lag)` (``permutation.py``). With 0 nothing is done but
to widen the error by {test_sizes.permutation.WIDENED}, for the mean correlation of neighbours in the planned rows.
2 is the long-run variance as it is.

{markdown(ways)}

Measured once with 1,000 pairs a cell, error widened by 1.05, weight 3: the larger of plain and smoothed variance (a
correlation below 0 counts as 0) finds 9.9, 9.5 and 5.1 with 6 and 8, 7 and 7, 14 and 14 paragraphs; each article's own
correlation, not that of both, finds 6.0, 5.4 and 2.9, and 6.3 and 8.1 with 6 and 40, 6 and 60. Without a rule for rare
counts the equal means of `zeros` are found in 7 to 59.

### Power

A true difference of half a standard deviation, and how often it is found. `without neighbours`: the same test, with
nothing done about neighbours. To reckon with them in every pair has this price.

{markdown(pd.DataFrame(power))}

What holds it was measured once with 2,000 pairs a cell (1,500 for the second, the fourth and the widening). With 6 and
40 paragraphs it is the six: Welch's test, which takes neighbours as independent, has five degrees of freedom, too.
There shuffling costs 1, the widening 1, and the weight of neighbours nothing; with 14 and 14 that weight costs 4.
Tried, and not taken (found in 6 and 40; 14 and 14; 8 and 8, there a difference of .8):

- An error widened by 1.04: found in 13.1, 19.4 and 21.0, where 1.02 finds 14.0, 20.9 and 21.8. Not widened: 14.7, 22.1
  and 22.7, but neighbours that correlate by .3 are found in up to 7.5.
- Student's t with Satterthwaite's degrees, and no shuffles: 15.0, 22.9 and 31.9, but what is not there in 7.7 (6 and
  8), and neighbours in 8.7. With degrees that also count the doubt of the correlation: 15.7, 22.6 and 22.8, but skewed
  values are found in 2.2 (7 and 7), and neighbours in up to 7.4.
- Signs of the residuals drawn, and no shuffles (wild bootstrap): 14.4, 21.4 and 22.8, what is not there in 5.7 and 6.0
  (6 and 8, 8 and 6), neighbours in up to 6.8. It says nearly the same.
- A correlation below 0, or below .05, counts as that: 12.4 to 12.5, 20.7 to 21.1 and 27.9 to 28.5 (widened by 1.04),
  but neighbours in 8.9 to 9.7 (6 and 8).
- A smaller weight, 2 + 250 / n²: 14.2, 21.0 and 23.5, but neighbours in 6.6, 6.5 and 7.3 (6 and 8, 6 and 40, 40 and
  20).

## Paragraphs that report the same point, in pairs

`compare_aligned` on made-up pairs where nothing differs ({test_sizes.SHUFFLES} drawings, or all; 1,000 of each): how
often p was below 0.05. The two of a pair correlate by {test_sizes.SUBJECT}, save those that are skewed, counts, or
correlate with their neighbours: with these it is not right, and six pairs cannot tell.

{markdown(aligned)}

A difference of .75 of a paragraph's own standard deviation in 14 pairs is found in {100 * in_pairs["in pairs"]:.1f}, in
the same paragraphs as two articles in {100 * in_pairs["apart"]:.1f}.

## Real paragraphs where nothing differs

Both articles are drawn from the same paragraphs. `tested`: how many of {sum(SIZES.values()):,} pairs had enough to be
tested, all sizes together. `rejected`: how often p was below 0.05 among these. `covered`: how often the interval held
0. `lag_one`: the mean of the estimated correlation of neighbours, which is none.

{markdown(everything)}

Rejected, by the number of paragraphs (with few rows tested the figure is loose; of loaded words, outlet, 60 and 60,
1,000 other pairs were once drawn: 3.8 rejected, and 3.5 of the score):

{markdown(wide(sizes, "rejected"))}

## Pages on which nothing differs

How many of 100 pages have such a row. Clear is what the page calls so: a planned row, adjusted over the page.

{markdown(pd.DataFrame(errs))}

## Where two populations differ

The first article is drawn from the paragraphs of one outlet, the second from those of another; the true difference is
that of all their paragraphs. How often the interval held it (standard error 1.8, more where few were tested):

{markdown(wide(truths, "covered"))}

## The smallest difference that would have been called clear

One measure of the first article was raised by the smallest difference that such pairs name (their median). How often
that row was then clear; 80 is meant, and the difference that a single pair names is itself an estimate. For rates
none is named: what was tried for loaded words was clear in 47 (14, 8) and 34 (20, 40).

{markdown(again)}

## Paragraphs of one real article, in their order

The first n against the n that follow. A text also has a course, so that its beginning may truly differ from the rest.

{markdown(wide({f"{n}, {n}": rates(found) for n, found in nearby.items()}, "rejected"))}

The mean correlation of neighbours in whole articles, planned rows:

{markdown(lags)}

## Two whole articles of one outlet

How often two articles of the same outlet differ by more than shuffling gives. It is what topic, speakers and writer
make: a difference of two articles says nothing yet of two outlets. Of {WHOLE} such
pairs {100 * clear.groupby("pair")["clear"].any().mean():.0f} in 100 have a clear row.

{markdown(outlet[[*KEY, "tested", "rejected"]])}
"""
    parts = {"null": everything} | {f"null {n}": t for n, t in sizes.items()}
    parts |= {f"truth {n}": t for n, t in truths.items()} | {"one outlet": outlet}
    parts |= {f"neighbours {n}": rates(t) for n, t in nearby.items()}
    figures = pd.concat([table.assign(run=name) for name, table in parts.items()], ignore_index=True)
    tables = {HERE / "calibration.csv": figures, HERE / "test_size.csv": size}
    tables[PACKAGE / "readability_scale.csv"] = readability_scale(pool)
    writers = {place: table_writer(table, place) for place, table in tables.items()}
    page_writer = {HERE / "CALIBRATION.md": lambda path: path.write_text(text, encoding="utf-8", newline="\n")}
    write_all(page_writer | writers)
    print("benchmarks/CALIBRATION.md, calibration.csv and test_size.csv written.", file=sys.stderr)


def _ways() -> pd.DataFrame:
    rows = []
    for sizes in ((6, 8), (6, 14), (14, 14), (6, 40), (60, 60)):
        used = test_sizes.permutation.weight_of_lag(sum(sizes))
        tried = {"weight 0": 0.0, "weight 2": 2.0, "weight 3": 3.0, "as used": used}
        found = {name: test_sizes.weighted(weight, sizes=sizes, pairs=500) for name, weight in tried.items()}
        rows.append({"sizes": f"{sizes[0]}, {sizes[1]}", "weight used": f"{used:.2f}", **found})
    return pd.DataFrame(rows)


def _grid(grid: pd.DataFrame, column: str, kinds: list[str], *, least: int = 0) -> pd.DataFrame:
    kept = grid.assign(**{column: grid[column].where(grid["tested"] >= least)})
    laid = kept.pivot(index="sizes", columns="kind", values=column)
    return laid.loc[grid["sizes"].unique(), kinds].reset_index()


def _cells(rows: pd.DataFrame) -> str:
    return "; ".join(f"{r.kind}, {r.a} and {r.b} ({100 * r.rejected:.1f})" for r in rows.itertuples())


if __name__ == "__main__":
    main()
