from __future__ import annotations

import pandas as pd
import pytest

from analysis.articles import find_damage, read_articles
from analysis.articles.damage import describe_damage
from analysis.articles.read import articles_from, read_given_texts

PLAIN = "The council voted on Monday to close the old bridge over the Tarn, and nobody in the town was asked."
DAMAGED = {
    "html": ["<p>The bridge is shut.</p>", "It is <b class='x'>brutal</b>.", "<!DOCTYPE html>\nThe bridge.", "a<br/>b"],
    "entities": [
        "&quot;It fell,&quot; she said.",
        "The council&#8217;s plan",
        "Tom &amp; Ann",
        "a&nbsp;b",
        "&#x27;90s",
    ],
    "encoded twice": [
        "â€œIt fell,â€\x9d she said.",
        "The councilâ€™s plan",
        "a cafÃ© in Oban",
        "Â£3m",
        "ï»¿The bridge",
    ],
    "lost letters": ["The caf\ufffd was shut."],
    "language": [
        "Der Rat der Stadt beschloss am Montag, die alte Brücke nach einem Sturm zu schließen.",
        "Le conseil a voté lundi la fermeture du vieux pont sur la rivière.",
        "El consejo votó el lunes a favor de cerrar el viejo puente sobre el río.",
        "De raad besloot maandag de oude brug over het water te sluiten.",
        "Совет проголосовал в понедельник за закрытие старого моста.",
        "市议会周一投票决定关闭旧桥，因为暴风雨损坏了它。再也没有人可以过桥。",
    ],
    "no stops": ["we went to the river and we saw the bridge and it was closed " * 10],
}


@pytest.mark.parametrize(("kind", "text"), [(kind, text) for kind, texts in DAMAGED.items() for text in texts])
def test_each_kind_of_damage_is_said_once_with_what_to_do(kind, text):
    told = find_damage(text)
    assert list(told) == [kind]
    assert "\n" not in told[kind] and ": " in told[kind] or kind == "lost letters"


@pytest.mark.parametrize(
    "text",
    [
        PLAIN,
        "",
        "AT&T; the firm said x < y and y > z.",
        "He paid 3 < 4 pounds, & she left.",
        "The CAFÉ” sign, the naïve façade and Ångström’s “É”: all stay.",
        "Bridge shuts; mayor quits",
        "“Die Brücke ist zu,” Mr Roth said, and he left the town for good.",
        "Indonesia, Singapore, Malaysia, Bangladesh, India, Egypt, Italy, France, Spain, Norway, Sweden, Greece, "
        "Chile, Peru, Cuba, Ghana, Kenya, Mali, Niger, Chad, Togo.",
    ],
)
def test_a_sound_text_has_no_notice(text):
    assert find_damage(text) == {}


def test_the_seeds_are_sound(seed_articles):
    assert all(find_damage(article.text) == {} for article in seed_articles)


def test_the_text_stays_as_it_is_and_the_notice_names_the_file(tmp_path):
    path = tmp_path / "a.txt"
    path.write_text("Bridge\n\n&quot;It fell,&quot; she said, and the <b>town</b> slept.", encoding="utf-8")
    (article,) = read_articles(path)
    assert article.text == path.read_text(encoding="utf-8")
    assert [notice.startswith(f"{path}: there ") for notice in article.notices] == [True, True]


def test_one_notice_tells_of_all_rows_of_a_table(tmp_path):
    frame = pd.DataFrame({"text": [PLAIN, "a&nbsp;b it is", "Tom &amp; Ann are", "x &lt; y is so"]})
    (notice,) = (notice for article in articles_from(frame) for notice in article.notices)
    assert notice.startswith("table, row 2: ") and notice.endswith("(2 more texts have the same.)")
    frame.to_csv(tmp_path / "t.csv", index=False)
    told = []
    read_given_texts([tmp_path / "t.csv"], note=told.append)
    assert len(told) == 1 and "t.csv, row 2: " in told[0]
    assert describe_damage([("a", None), ("b", 1.5)]) == ()
