"""Texts in other languages: the formulas of their language, and nothing that rests on English words."""

from __future__ import annotations

import warnings

import pandas as pd
import pytest
from textstat.textstat import textstatistics

from analysis.actors import find_actors
from analysis.articles import Reading, articles_from, paragraphs
from analysis.attribution import attribute
from analysis.facts import compare_facts
from analysis.measures import evidence, find_frames, frame_profile, frame_spans, measure
from analysis.measures.features import IN_ANY_LANGUAGE
from analysis.measures.other_readability import FORMULAS
from analysis.report import Story
from analysis.schema import InputError
from analysis.text.languages import language_codes, reasons

TEXTS = {
    "de": "Der Rat der Stadt hat am Montag beschlossen, die alte Brücke über den Fluss nach einem schweren "
    "Sturm zu sperren. Die Arbeiten sollen zwölf Millionen Euro kosten, sagte die Bürgermeisterin am Abend. "
    "Niemand wurde verletzt.",
    "es": "El consejo de la ciudad decidió el lunes cerrar el viejo puente sobre el río después de una fuerte "
    "tormenta. Las obras costarán doce millones de euros, dijo la alcaldesa por la noche. Nadie resultó herido.",
    "fr": "Le conseil de la ville a décidé lundi de fermer le vieux pont sur la rivière après une forte tempête. Les "
    "travaux vont coûter douze millions d'euros, a dit la maire dans la soirée. Personne n'a été blessé.",
    "it": "Il consiglio della città ha deciso lunedì di chiudere il vecchio ponte sul fiume dopo una forte tempesta. I "
    "lavori costeranno dodici milioni di euro, ha detto la sindaca in serata. Nessuno è rimasto ferito.",
    "nl": "De raad van de stad besloot maandag om de oude brug over de rivier na een zware storm te sluiten. Het werk "
    "gaat twaalf miljoen euro kosten, zei de burgemeester in de avond. Er is niemand gewond geraakt.",
    "hu": "A városi tanács hétfőn úgy döntött, hogy a nagy vihar után lezárja a régi hidat a folyó felett. A munka "
    "tizenkét millió euróba kerül, mondta este a polgármester, és nem is lesz egy évnél hosszabb.",
    "pl": "Rada miasta zdecydowała w poniedziałek, że stary most na rzece zostanie zamknięty po silnej burzy. Prace "
    "będą kosztować dwanaście milionów euro, jak powiedziała wieczorem pani burmistrz. Nikt nie jest ranny.",
    "ru": "Городской совет в понедельник решил закрыть старый мост через реку после сильной бури. Работы будут стоить "
    "двенадцать миллионов евро, и это не всё, сказала мэр на заседании. Никто не пострадал.",
    "ar": "قرر مجلس المدينة يوم الاثنين إغلاق الجسر القديم على النهر بعد عاصفة قوية. وقالت رئيسة البلدية إن هذا العمل "
    "في المدينة سيكلف مبلغا كبيرا من المال. لم يصب أحد بأذى.",
}
ENGLISH = (
    "The council voted on Monday to shut the old bridge over the river after a brutal storm. “It is a disaster,” said "
    "Mayor Anna Roth on Monday evening, and she asked the state for help."
)
FUNCTIONS = {
    "flesch_amstad": "flesch_reading_ease", "flesch_kandel_moles": "flesch_reading_ease", "fog_polish": "gunning_fog",
    "flesch_vacca": "flesch_reading_ease", "flesch_douma": "flesch_reading_ease", "fog_hungarian": "gunning_fog",
    "flesch_oborneva": "flesch_reading_ease", "flesch_hungarian": "flesch_reading_ease",
}  # fmt: skip


@pytest.mark.parametrize("code", FORMULAS)
def test_the_formulas_of_a_language_are_textstats(code):
    reference = textstatistics()
    reference.set_lang(code)
    measured = measure([TEXTS[code], ENGLISH], typography="as given")
    said = reasons()[language_codes().index(code)]
    assert measured["not_measured"][0] == said and pd.isna(measured["not_measured"][1])
    for name in FORMULAS[code]:
        more = (1,) if name == "wiener_sachtextformel" else ()
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            assert measured[name][0] == getattr(reference, FUNCTIONS.get(name, name))(TEXTS[code], *more)
        assert pd.isna(measured[name][1])


def test_two_formulas_by_hand():
    # 20 words, 1 sentence, 28 syllables by hyphenation
    text = TEXTS["de"].split(". ")[0] + "."
    assert measure(text)["flesch_amstad"][0] == 180 - 1 * 20.0 - 58.5 * (28 / 20)
    # 12 words, 1 sentence; a full stop is a character, too
    text = "Il consiglio della città ha deciso di chiudere il ponte sul fiume."
    letters = sum(map(str.isalpha, text))
    assert measure(text)["gulpease_index"][0] == pytest.approx(300 / 12 - 10 * (letters + 1) / 12 + 89)


def test_an_english_table_has_no_column_more():
    columns = measure([ENGLISH, "", "Rain."]).columns
    assert not set(columns) & {name for of in FORMULAS.values() for name in of}
    assert columns[-1] == "not_measured"


def test_no_column_holds_two_languages():
    measured = measure(list(TEXTS.values()))
    for code, of in FORMULAS.items():
        for name in of:
            assert measured[name].notna().tolist() == [other == code for other in TEXTS]
    english = measured.columns.difference(
        [*IN_ANY_LANGUAGE, "not_measured", *(n for of in FORMULAS.values() for n in of)]
    )
    assert measured[english].isna().all(axis=None)


def test_a_list_and_a_text_without_stops_have_no_formula():
    endless = "der die das und ist nicht ein eine " * 20
    items = "\n".join(f"- der Rat und die Stadt sind {word} über den Fluss" for word in ("hier", "dort", "da"))
    measured = measure([endless, items, TEXTS["de"]])
    assert measured["readability_unfit"].tolist() == ["no stops", "list", "short"]
    assert measured["flesch_amstad"].isna().tolist() == [True, True, False]


def test_a_language_without_formulas_is_told_and_has_none():
    text = "O conselho da cidade decidiu na segunda fechar a ponte sobre o rio, mas não foi um voto de todos."
    measured = measure(text)
    assert measured["not_measured"][0] == "it reads as Portuguese, not as English"
    assert measured.columns[-1] == "not_measured"


def blocks_of(*texts):
    table = pd.DataFrame({"article": [f"a{k}" for k in range(len(texts))], "text": list(texts)})
    return paragraphs(articles_from(table))


def story_text(code):
    return "\n\n".join(["Brücke" if code == "de" else "Bridge", *TEXTS[code].replace(". ", ".\n\n").split("\n\n")])


def test_a_short_paragraph_is_in_the_language_of_its_article():
    more = "Die Polizei hat die Straße nach dem Sturm gesperrt, und das bleibt sie auch bis zum Ende der Woche so."
    blocks = blocks_of("\n\n".join((story_text("de"), more, ENGLISH.split(". ")[0] + ".")), ENGLISH)
    assert blocks["language"].tolist()[:4] == ["de"] * 4
    assert blocks["language"][blocks["text"].str.startswith("The council")].isna().all()
    assert measure(blocks)["compound"].notna().tolist() == blocks["language"].isna().tolist()
    assert "language" not in blocks_of(ENGLISH, ENGLISH + " It rained.")


def test_nothing_english_is_looked_for_in_another_language():
    blocks = blocks_of(story_text("de"), story_text("de").replace("zwölf", "13"))
    found = attribute(blocks)
    assert not len(found.table) and not len(found.places)
    assert not len(find_actors(blocks, spoken=found).mentions)
    assert not len(frame_spans(blocks)) and find_frames(blocks).isna().all(axis=None)
    assert frame_profile(blocks)["share"].isna().all() and not frame_profile(blocks)["leads"].any()
    assert set(evidence(blocks)["label"]) <= {"quotation"}
    with pytest.raises(InputError, match="in English only"):
        compare_facts(blocks, found)


def test_a_page_of_two_languages_compares_no_formulas():
    table = pd.DataFrame({"article": ["brücke", "bridge"], "text": [story_text("de"), "Bridge shut\n\n" + ENGLISH]})
    story = Story.from_table(table)
    differences = story.differences.set_index(["measure", "voice"])
    for name in FORMULAS["de"]:
        row = differences.loc[(name, "all")]
        assert row["value_a"] == row["value_a"] and pd.isna(row["value_b"]) and pd.isna(row["difference"])
    page = story.page()
    assert "it reads as German" in page and "Wiener Sachtextformel" in page and "Gulpease" not in page
    assert page.count(' lang="de"') == 4 and "Der Rat der Stadt" in page.split(' lang="de"')[2]
    assert "uses no loaded word" not in page and "13% of brücke" not in page


def test_two_articles_of_one_language_are_compared_by_its_formulas():
    texts = [
        story_text("de"),
        story_text("de").replace("Niemand wurde verletzt", "Das ist nun der Stand der Dinge hier"),
    ]
    story = Story.from_table(pd.DataFrame({"article": ["eins", "zwei"], "text": texts}))
    row = story.differences.set_index(["measure", "voice"]).loc[("flesch_amstad", "all")]
    assert row["difference"] == pytest.approx(row["value_a"] - row["value_b"])


def test_the_language_can_be_told():
    table = pd.DataFrame({"text": [TEXTS["de"], ENGLISH, "Kurz."], "language": ["en", "de", "de"]})
    measured = measure(table)
    assert measured["loaded_words"].notna().tolist() == [True, False, False]
    assert measured["flesch_amstad"].notna().tolist() == [False, True, True]
    assert measure(table.assign(language="no such"))["loaded_words"].notna().tolist() == [False, True, True]


def test_a_page_of_what_was_told_to_be_english_says_nothing_of_another_language(tmp_path):
    for name, text in (("a", story_text("de")), ("b", ENGLISH)):
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    story = Story.read(tmp_path / "a.txt", tmp_path / "b.txt", reading=Reading(language="en"))
    page = story.page()
    assert "it reads as German" not in page and ' lang="de"' not in page
    assert story.paragraphs["compound"].notna().all()
