"""Inputs on which tools of this kind went wrong, by public reports: each with what is right, short."""

from __future__ import annotations

import pandas as pd
import pytest

from analysis import attribute, evidence, measure, paragraphs, read_articles
from analysis.attribution.quotation import quotations
from analysis.facts.arithmetic import check_sums
from analysis.facts.claims import claims
from analysis.facts.drift import against_source, find_drift
from analysis.facts.headline import headline
from analysis.facts.quantities import found_in
from analysis.facts.reuse import reused_passages
from analysis.text.sentences import sentences
from analysis.text.words import split

HEAD = "Bridge to close in spring\n\n"
COUNCIL = "The council voted on Monday to close the old bridge over the Tarn after a storm.\n\n"
ENGINEERS = "Engineers had warned of cracks for years, and the repair bill grew to £3m."


def read(folder, text, name="a.txt"):
    (folder / name).write_bytes(text if isinstance(text, bytes) else text.encode())
    return read_articles(folder / name)


def blocks_of(*texts, kinds=None):
    names = ["a", "b"][: len(texts)] if kinds is None else ["a"] * len(texts)
    numbers = [0] * len(texts) if kinds is None else range(len(texts))
    return pd.DataFrame({"article": names, "block": numbers, "kind": kinds or "body", "text": texts})


def said(blocks):
    table = attribute(blocks).table
    return [tuple(None if pd.isna(x) else x for x in row) for row in table[["speaker", "cue", "content"]].values]


@pytest.mark.parametrize(
    ("text", "compound"),
    [
        ("The plan isn’t good and it won’t help.", -0.5667),
        ("The plan isn't good and it won't help.", -0.5667),
        ("The mayor’s plan was a “disaster”—a “fiasco”, she said.", -0.8126),
    ],
)
def test_typography_is_not_tone(text, compound):
    assert measure(text)["compound"].item() == compound


def test_a_text_without_stops_has_no_grade():
    assert (
        measure("we went to the river and we saw that it was closed so we went home and " * 12)[
            ["flesch_kincaid_grade", "dale_chall_readability_score"]
        ]
        .isna()
        .all(axis=None)
    )


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (HEAD.replace("\n\n", "\n\u200b\n") + COUNCIL.replace("\n\n", "\n\u200b\n") + ENGINEERS, "hbb"),
        (HEAD + "Mayor Rosa Lind walks over it on Sunday. Photograph: Anna Poe/Tarn Echo\n\n" + COUNCIL, "hxb"),
        (HEAD + COUNCIL + "Related Topics\n\nBridges\nTarn\n\n" + ENGINEERS, "hbxxb"),
        (HEAD + COUNCIL + ENGINEERS + "\n\nMore on this story\n\nOld bridge fails brutal test", "hbbxx"),
        (HEAD + COUNCIL + "Updated rules for the bridge come into force in May.\n\n" + ENGINEERS, "hbbb"),
        (HEAD + COUNCIL + "More from the mayor came at noon.\n\n" + ENGINEERS, "hbbb"),
        (HEAD + COUNCIL + "Video by drone pilots shows the brutal damage to the bridge.\n\n" + ENGINEERS, "hbbb"),
        (HEAD + COUNCIL + "Copyright law will change in May, the minister said.\n\n" + ENGINEERS, "hbbb"),
        (
            HEAD
            + COUNCIL
            + "What happens next?\n\n"
            + ENGINEERS
            + "\n\nThe cost\n\nA new one will open in May, the mayor said.",
            "hbxbxb",
        ),
        (HEAD + "BELLA MARCH, OTTO VINE and RUBY STAGG\n\n" + COUNCIL + ENGINEERS, "hybb"),
        (HEAD + "By Nora P. Lund and Tess Holm-Vale\n\n" + COUNCIL + ENGINEERS, "hybb"),
        (HEAD + "Jess Silver in Oban\n\n" + COUNCIL + ENGINEERS, "hybb"),
        ("Interview with the mayor\n\nQ: Why did it fail?\n\nA: It was old.\n\nQ: Who is to blame?", "hbbb"),
        ("Dam bursts\n\nAda Quince\n\n" + COUNCIL + ENGINEERS, "hybb"),
        ("Flood\n\nAda Quince\n\n" + COUNCIL + ENGINEERS, "hybb"),
        ("Lock Closed\n\nAda Quince and Tom Reed\n\n" + COUNCIL + ENGINEERS, "hybb"),
        ("Tarn Gazette\n\n" + HEAD + "Ada Quince\n\n" + COUNCIL + ENGINEERS, "xhybb"),
        ("Facebook faces new calls\n\nFacebook faces new calls for regulation after reports.", "hb"),
    ],
)
def test_what_a_block_is(tmp_path, text, kinds):
    letters = {"headline": "h", "body": "b", "byline": "y", "boilerplate": "x"}
    assert "".join(letters[kind] for kind in paragraphs(read(tmp_path, text))["kind"]) == kinds


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("NEW YORK (AP) — The firm has won.", []),
        ("IT WAS a long night for the town by the river.", []),
        ("Petra Savage met Colin Slaughter.", []),
        ("The discovery and the delivery went on.", []),
        ("The ﬂawed plan was a ﬁasco.", ["ﬂawed", "ﬁasco"]),
        ("a bru\u200btal winter", ["bru\u200btal"]),
        ("the far‑right group and the far-right group", ["far‑right", "far-right"]),
        ("a _brutal_ winter and a *brutal* winter, __brutal__ and ***brutal***", ["brutal"] * 4),
        ("a _brutal winter_ and a winter _that is brutal_", ["brutal"] * 2),
        ("In the ‘90s the miners’ union led a brutal strike.", ["brutal"]),
        ("The law protects endangered species and threatened plants.", []),
        ("He was charged with possession of a firearm by a felon.", []),
        ("The fire devastated the mill and completely destroyed the barn.", []),
        ("The news devastated her, and she was completely lost.", ["devastated", "completely"]),
        ("The House Committee on Energy Independence met.", []),
        ("The quarterback made a fumble in the second game.", []),
        ("The minister’s fumble cost the town its bridge.", ["fumble"]),
        ("The RAPID scheme of the council ended in MAY.", []),
        ("The “reform” closed every lock on the river.", ["“reform”"]),
        ("The “reform” closed every lock, Ms Wren said.", []),
        ("She raised “serious concerns” in the hall.", []),
        ("None of the letters reached the “top secret” level.", []),
        ("They called the band Brujas, Spanish for “witches”.", []),
        ("Divers met a “closed” sign at the gate.", []),
    ],
)
def test_which_words_are_marked(text, marked):
    found = evidence(text)
    found = found[found["counts"] & (found["voice"] == "outlet")]
    assert found["surface"].tolist() == marked


def test_a_word_broken_at_a_line_end_is_one(tmp_path):
    blocks = paragraphs(read(tmp_path, HEAD + "It was a bru-\ntal winter for the town by the river."))
    assert evidence(blocks)["label"].eq("loaded").sum() == 1


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "‘The workers’ union wants more, and the drivers’ union agrees,’ Ms Odell said.",
            ["‘The workers’ union wants more, and the drivers’ union agrees,’"],
        ),
        (
            "'The workers' union wants more, and the drivers' union agrees,' Ms Odell said.",
            ["'The workers' union wants more, and the drivers' union agrees,'"],
        ),
        ("In the '90s the bridge was painted 'badly'.", ["'badly'"]),
        ("In the ‘90s the miners’ union led a brutal strike.", []),
        ('The bridge will be late and it will cost us," he said.', ['The bridge will be late and it will cost us,"']),
        ("» The first finding was cost.\n» The second was delay.", []),
        ('The clerk wrote "it was the "ghost ferry" that sank us."', ['"it was the "ghost ferry" that sank us."']),
        ("‘The bridge is brutal,' Mr Quill said.", ["‘The bridge is brutal,'"]),
        ("“Wait,” she said, “where did the ferry go?", ["“Wait,”", "“where did the ferry go?"]),
        ('" We have no steel , " the minister said .', ['" We have no steel , "']),
        ('While two fled, three were held, "a harbour guard said.', ['While two fled, three were held, "']),
        ('What else could it be? "Yanes said.', ['What else could it be? "']),
        ('It has been hard but they did it. "', ['It has been hard but they did it. "']),
        ('He said, "it is late.', ['"it is late.']),
    ],
)
def test_what_stands_between_marks(text, found):
    words = split([text])
    assert quotations(words).surfaces(words) == found


@pytest.mark.parametrize(
    ("text", "speakers", "cues"),
    [
        ("“We have no steel,” sighed Orla Finch.", ["Orla Finch"], ["sighed"]),
        ("“We have no steel,” conceded Finch.", ["Finch"], ["conceded"]),
        ("“We have no steel,” agreed Finch.", ["Finch"], ["agreed"]),
        ("“We have no steel,” whispered the clerk.", ["clerk"], ["whispered"]),
        ("“We have no steel,” growled a guard.", ["guard"], ["growled"]),
        ("“We have no steel,” shrugs Quill.", ["Quill"], ["shrugs"]),
        ("“We are late,” confessed an officer who asked not to be named.", ["officer"], ["confessed"]),
        ('"We have no steel , " said Orla Finch .', ["Orla Finch"], ["said"]),
        ("“Who broke it?” Harker asked. “Nobody!” Ms Odell shouted.", ["Harker", "Odell"], ["asked", "shouted"]),
        ("“Nobody knows iron as she does, and it will show.” –Commissioner Edgar Holt", ["Edgar Holt"], [None]),
        ("Harker faced the crowd. “The bridge is finished.” Quill left the room.", [None], [None]),
        ("“Nobody slept,” said a ferry worker known as “Stretch.”", ["ferry worker"], ["said"]),
        ("Ann Bishop said it was unsafe. Ms Bishop said it would fall.", ["Ann Bishop"] * 2, ["said"] * 2),
        ("Della King left. King said she was tired.", ["Della King"], ["said"]),
        (
            "Jan van den Haak said the bridge was unsafe. Van den Haak added that it would fall.",
            ["Jan van den Haak"] * 2,
            ["said", "added"],
        ),
        ("Yusuf bin Tariq al-Harun said the ferry was late.", ["Yusuf bin Tariq al-Harun"], ["said"]),
        ("The BBC’s Rosa Lind says it is unsafe. Rosa Lind says it will fall.", ["Rosa Lind"] * 2, ["says"] * 2),
        ("Émile Østby said it was unsafe. Østby said it would fall.", ["Émile Østby"] * 2, ["said"] * 2),
        ("But Lund, whose firm paid, has not said a word about the massive scandal engulfing it.", [], []),
        ("Lund has said nothing about the plan.", [], []),
        ("The mayor refused to say why the bridge fell.", [], []),
        ("Mr Pike has not said whether he will pay.", [], []),
        ("Tarn Motors today said that the gate is late.", ["Tarn Motors"], ["said"]),
        ("Lund, a dashing figure with silver hair, adamantly denied that it was late.", ["Lund"], ["adamantly denied"]),
        (
            "“There is no way out,” said Al Orr, director of DevOps at a cloud vendor, in a post.",
            ["Al Orr"],
            ["said"],
        ),
        ("H. Dale Hall, director of the fish service, said the rule was late.", ["H. Dale Hall"], ["said"]),
        ("Ms Wren asked for a glass of water.", [], []),
        ("The council must explain why the lock was shut.", [], []),
        ("The rules announced on Tuesday would shut nine locks.", [], []),
        ("Men in hats saying “Save Our Lock” stood at the gate.", [], []),
        ("“We have no gate left, sighed Orla Penn", ["Orla Penn"], ["sighed"]),
        ("“It is what the law is for,” said Dist. Atty. Ada Wren.", ["Ada Wren"], ["said"]),
        ("Outside court, Defense Attorney Al Orr said his client was calm.", ["Al Orr"], ["said"]),
        (
            "Harbour master Dana Holt said the lock was shut. The harbour master said it would stay so.",
            ["Dana Holt"] * 2,
            ["said"] * 2,
        ),
        (
            "The council issued two rules on Thursday that environmentalists say weaken the lock.",
            ["environmentalists"],
            ["say"],
        ),
    ],
)
def test_who_speaks(text, speakers, cues):
    found = said(blocks_of(text))
    assert ([who for who, _, _ in found], [cue for _, cue, _ in found]) == (speakers, cues)


@pytest.mark.parametrize(
    ("text", "speakers"),
    [
        (
            HEAD + "“We will not let the bridge fall in May, because the\nwhole town needs it,” Ms Rosa Lind said.",
            ["Rosa Lind"],
        ),
        (
            HEAD + "“The pumps ran all night,” Ms Lind said. “We had no sleep.\n\n“By dawn it was a brutal sight.\n\n"
            "“Bring boots if you come.”\n\nThe council met on Monday.",
            ["Lind"] * 3,
        ),
        (HEAD + "Hal Brandt, a welder, said: “The rivets fell.\n\n“Nobody came,” he added.", ["Hal Brandt"] * 2),
        (
            "Doe Jr. Pleads Guilty\n\nFormer Rep. John Doe Jr. pleaded guilty.\n\nDoe said he was calm.",
            ["John Doe Jr."],
        ),
        ('"Ferry."\n\n"Late."', []),
        (HEAD + "Asked if he would pay, Mr Hal Brandt replied:\n\n“Not a penny.”", ["Hal Brandt"]),
        (HEAD + "Hal Brandt, who runs the lock, was blunt:\n\n“It will never open again.”", ["Hal Brandt"]),
        (
            HEAD + '"The hinges went first.\n\nThen the chain went.\n\nThen the gate did," Hal Brandt said.',
            ["Hal Brandt"] * 2,
        ),
        (HEAD + "“The hinges went first.\n\n“Then the chain did,” Hal Brandt said.", ["Hal Brandt"] * 2),
        (HEAD + "‘It fell,’ Hal Brandt said. ‘Then it sank.\n\n‘By dawn it was gone.’", ["Hal Brandt"] * 2),
        (HEAD + "Hal Brandt said he would pay.\n\n“It is my town and I love it.”", ["Hal Brandt"] * 2),
        (HEAD + '"It was shut," the officer said.\n\nHe said that the council had paid.', ["officer"] * 2),
    ],
)
def test_who_speaks_over_paragraphs(tmp_path, text, speakers):
    assert [who for who, _, _ in said(paragraphs(read(tmp_path, text)))] == speakers


@pytest.mark.parametrize("text", ["&quot;The bridge fell,&quot; he said.", "â€œThe bridge fell,â€\x9d he said."])
def test_damaged_text_has_a_notice(tmp_path, text):
    assert read(tmp_path, HEAD + text)[0].notices


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("Membership doubled from two and a half million to five million.", "fits"),
        ("The bank raised rates by a quarter of a percentage point, from 4% to 4.25%.", "fits"),
        ("The fund doubled from £500 m to £1 bn.", "fits"),
        ("It rose from Rs 2,50,000 to Rs 5,00,000, doubling.", "fits"),
        ("The route was doubled from 500 m to 1 km.", "cannot be checked"),
    ],
)
def test_sums(text, verdict):
    assert check_sums(text)["verdict"].tolist() == [verdict]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("Some 2½ million homes, ¾ of the town, lost power.", [2.5e6, 0.75]),
        ("Prices rose 7pc in May and 3.5 pc in June.", [7, 3.5]),
        ("Turnout was 61 per cent.", [61]),
        ("Police found 5kg of cocaine 10km away in 30mph winds.", [5, 10, 30]),
        ("There is a one-in-five chance of a 1-in-100-year flood.", [0.2, 0.01]),
        ("Two in five drivers agreed.", [0.4]),
        ("In May 20 welders left.", [20]),
        ("2000 people came.", [2000]),
        ("It has two-and-a-half million members.", [2.5e6]),
        ("Prices rose by 0.5qq.", []),
        ("King Charles III spoke to 3 men.", [3]),
    ],
)
def test_figures(text, values):
    assert [one.value for one in found_in(text)] == values


@pytest.mark.parametrize(
    ("text", "low", "high", "unit"),
    [
        ("Snow will cover 30 to 45 percent of the hills.", 30, 45, "percent"),
        ("Twice 5-10m people watched.", 5e6, 1e7, ""),
        ("The lake is 5–10km away.", 5, 10, "km"),
        ("It cost 5-10 million crowns.", 5e6, 1e7, ""),
    ],
)
def test_a_range_has_both_ends_and_one_unit(text, low, high, unit):
    (one,) = found_in(text)
    assert (one.low, one.high, one.unit) == (low, high, unit)


@pytest.mark.parametrize(
    ("a", "b"), [("a quarter of a million", "250,000"), ("12 lakh", "1.2 million"), ("½ million", "500,000")]
)
def test_one_figure_in_two_spellings(a, b):
    texts = (f"The storm left {many} homes in Tarn without power." for many in (a, b))
    assert claims(blocks_of(*texts))["relation"].tolist() == ["agree"]


@pytest.mark.parametrize(
    ("head", "body", "found"),
    [
        ("Storm leaves 1.5m homes dark", "It left one and a half million homes dark.", []),
        ("Storm leaves 2.5m homes dark", "It left 2½ million homes dark.", []),
        ("Storm leaves 250,000 homes dark", "It left a quarter of a million homes dark.", []),
        ("Storm leaves 750,000 homes dark", "It left three quarters of a million homes dark.", []),
        ("Storm leaves 500,000 homes dark", "It left half a million homes dark.", []),
        ("Storm leaves 900,000 homes dark", "It left half a million homes dark.", ["half a million homes"]),
        (
            "Couple Report Earnings of $9 Million in Seven Years",
            "They had eight years of returns, 2007 to 2014, of $9 million.",
            ["eight years"],
        ),
    ],
)
def test_a_headline_and_its_body(head, body, found):
    blocks = blocks_of(head, body, kinds=["headline", "body"])
    assert headline(blocks, attribute(blocks)).query("kind == 'number'")["found"].tolist() == found


@pytest.mark.parametrize(
    ("text", "source", "results", "altered"),
    [
        (
            "“The ﬂawed of\u00adfice plan will ﬁnally be dropped,” Roe said.",
            "The flawed office plan will finally be dropped.",
            ["verbatim"],
            [0],
        ),
        (
            "“For too long,” he said, “a small group has reaped the rewards. The city did not share in the wealth.” "
            "He added, “That all changes starting right here and right now.”",
            "For too long a small group has reaped the rewards.\n\nThe city did not share in its wealth. Jobs "
            "left.\n\nTheir wins were not yours.\n\nThat all changes starting right here and right now, because.",
            ["altered", "verbatim"],
            [2, 0],
        ),
    ],
)
def test_quotations_and_their_source(text, source, results, altered):
    blocks = blocks_of(text)
    table, _ = against_source(blocks, attribute(blocks), source)
    assert (table["result"].tolist(), table["altered_words"].tolist()) == (results, altered)


def test_marks_do_not_make_another_wording():
    texts = (
        "“We won’t let the old bridge fall — not in May,” Lind said.",
        '"We won\'t let the old bridge fall - not in May," Lind said.',
    )
    blocks = blocks_of(*texts)
    assert find_drift(blocks, attribute(blocks)).pairs[["only_a", "only_b"]].to_numpy().tolist() == [[0, 0]]
    old = "The council of Tarn voted on Monday night to close the old iron bridge over the river for its cracks."
    assert len(reused_passages(blocks_of(old, old.replace("old iron", "“old-iron”").replace("river", "river —")))) == 1


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("a.jsonl", '{"id": 1, "text": "The bridge is brutal.\u2028It fell."}\n'.encode()),
        ("a.csv", b'id;text\r\n1;"The bridge, it is said, is shut, and it is brutal."\r\n'),
        ("a.csv", "\ufeffid\ttext\r\n1\tThe bridge, it is said, is shut, and brutal.\r\n".encode("utf-16-le")),
        ("a.txt", "\ufeffBridge to close\n\nThe council voted on Monday, and it was brutal.".encode("utf-16-le")),
    ],
)
def test_files_of_other_programs(tmp_path, name, raw):
    (one,) = read(tmp_path, raw, name)
    assert "brutal." in one.text and one.notices == ()


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("“Who broke it?” Harker asked. Nobody knew.", 2),
        ("The ferry was sold to a firm in the U.S.A. Nobody told Orla P. Finch. Some U.S. sailors came.", 3),
        ("“We hoped ... for better ... and waited,” Mr Quill said.", 1),
        ("Mr.\u00a0Ferris met J.\u00a0R.\u00a0Colm on Monday. They spoke.", 2),
        ("She studied World War II. King Charles III spoke to 3 men.", 2),
    ],
)
def test_sentences(text, count):
    assert len(sentences([text])) == count


@pytest.mark.parametrize(
    ("a", "b", "relations"),
    [
        (
            "In 2004 a massive tremor sparked a tsunami that killed 170,000 people in the province.",
            "In 2004, a magnitude 9.1 quake triggered a tsunami that killed some 230,000 people around the ocean.",
            ["told of another place or time", "agree"],  # the dead, and the year
        ),
        (
            "The quake injured more than 200 people and damaged more than 300 houses, Budi Hartono said.",
            "“We have recorded 24 people dead and 249 people injured,” Budi Hartono told reporters.",
            ["one is vaguer"],
        ),
        (
            "Officials condemned the bombing of a refugee camp. Sam Lado said at least 12 people had been killed.",
            "The agency condemned the bombing of the refugee camp. “There were no casualties,” said Paul Weber.",
            ["one says none"],
        ),
        (
            "A quake of magnitude 8.7 hit off the city of Banda in May 2012, triggering tsunami alerts.",
            "In April 2012 a quake of magnitude 8.6 struck off the city of Banda, prompting a tsunami alert.",
            ["told of another place or time"],
        ),
        (
            "Acme has wasted little time, with the acquisition of start-up Micronode for $334m.",
            "Acme announced a deal on Wednesday to buy Micronode, a maker of servers, for $334 million.",
            ["agree"],
        ),
    ],
)
def test_figures_of_two_articles(a, b, relations):
    blocks = blocks_of(a, b)
    assert claims(blocks)["relation"].tolist() == relations
