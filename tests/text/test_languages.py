from __future__ import annotations

import pytest

from analysis.text.languages import other_languages, reasons
from analysis.text.words import Vocabulary, split

FOREIGN = {
    "it reads as German, not as English": "Der Rat der Stadt beschloss am Montag, die alte Brücke nach einem Sturm zu "
    "schließen.",
    "it reads as French, not as English": "Le conseil a voté lundi la fermeture du vieux pont sur la rivière.",
    "it reads as Dutch, not as English": "De raad besloot maandag de oude brug over het water te sluiten.",
    "it does not read as English": "Halmashauri ya mji ilipiga kura siku ya jumatatu kufunga daraja la zamani juu ya "
    "mto, na wakazi wengi walisema kwamba hawakuulizwa kabla ya uamuzi huo kufanywa. Meya alisema fedha hazitoshi, "
    "hivyo kazi itaanza mwaka ujao tu, baada ya mvua kubwa kwisha. Wavuvi wanataka njia nyingine haraka.",
    "most of its letters are of another script than English": "Совет проголосовал за закрытие старого моста.",
}
ENGLISH = [
    "",
    "“Die Brücke ist zu,” Mr Roth said, and he left the town for good and never came back to it.",
    "Der Rat der Stadt schließt die Brücke.",
    "Finish: " + ", ".join(f"Ana Ruiz {place}, Tom Roe, Ines Bray" for place in range(1, 20)) + ".",
    "Bridge shuts; mayor quits; town votes; river floods; ferry sinks; police look on; nobody hurt; more follows",
]


def why(texts, **options):
    found = other_languages(split(texts, vocabulary=Vocabulary(), **options))
    return {text: reasons()[reason] for text, reason in zip(found["text"], found["reason"], strict=True)}


@pytest.mark.parametrize("fold", [True, False])
def test_each_text_is_judged_on_its_own(fold):
    texts = [one for pair in zip(FOREIGN.values(), ENGLISH, strict=True) for one in pair]
    assert why(texts, fold=fold) == dict(zip(range(0, 10, 2), FOREIGN, strict=True))


def test_a_text_longer_than_the_packed_sums_hold_is_judged_alike():
    long = " ".join(["der rat und die stadt"] * 7000)
    assert why([long, "It was a town. " * 9000]) == {0: "it reads as German, not as English"}


def test_no_text_is_in_no_language():
    assert why([]) == why(["", " "]) == {}
