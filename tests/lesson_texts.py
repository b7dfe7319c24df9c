"""Texts that count.js and Python must count alike: of our own, and put together at random from awkward pieces."""

from __future__ import annotations

import random

from analysis.lesson.pages import keys_of
from analysis.text.lexicon import load_lexicon as load

OWN = (
    "",
    " ",
    "A brutal winter came.",
    "A brutal, brutal winter!",
    "THANK YOU! The mayor’s plan is a DISASTER for everyone.",
    "ALL OF THIS IS IN CAPITALS AND NOTHING STANDS OUT",
    "She lamented the ‘reform’; he called it a “reform”.",
    "The so-called “experts” met, and the ‘nearly all’ of it went well.",
    "It went according to plan, and it was according to the mayor a catastrophe.",
    "The United Nations Security Council met. A war on Social Security began.",
    "A slow‑moving—brutal—retreat/defeat (disastrous) cost them dear…",
    "Once more: a glaring failure,” she said. The “brutal",
    "He spoke of ``a brutal winter'' and of 'a tale of woe', she said.",
    "“Brutal”",
    "‘The brutal workers’ union and a ‘brutal’ plan’s end,’ he said. In the ‘90s the miners’ ‘mob’ met.",
    'The pipe is 5" wide, a "brutal" one" and the "clerk wrote "a mob" here", known as "Mob"',
    '’Brutal’ he said,’ and » mob\n» the “brutal“ »mob« plan " mob " here. Vincent “Mob” Gigante ”mob” left',
    "Brutal’s not the word; the brutals' word is BRUTAL'S.",
    "İstanbul’s ſtrange ǅ ΣΊΣΥΦΟΣ naïve façade NAÏVE führer",
    "a\u00a0brutal\u2009winter\u3000came\u0085and\x1cwent",
    "🌉brutal🌉 🏳️‍🌈 “brutal🌉” _brutal_ brutal_ __",
    "STOP! GO HOME NOW! It is US policy, WHO said so, OK?",
    "According to the song “Nightmare”, the word ‘catastrophe’ is as a “disgrace” as any.",
    "He named the ‘disgrace’ — and, as the “saviour”, she wept. ‘Mob’, he said.",
    "\ufeffbrutal \u200bbrutal bru\u00adtal",
)
_LISTED = """
“ ” „ « » ‘ ’ " ' '' `` ``` ''' — – - -- … .. ... / ( ) [ ] ! !! ? . , ; : * _ ’s 's S' ſ 🌉 é Σ Ä 7 500%
said says told called as a an the song word film United Nations Security Council Donald Trump Taliban ISIS
nearly all every none THE OF GO HOME NOW WINTER BRUTAL STOP FIRE Brutal brutal’s so-called US WHO
bridge council mayor winter river price vote paper school train market rain
"""
PIECES = _LISTED.split()
GAPS = (" ", " ", " ", " ", " ", " ", "", "", ". ", ", ", "\u00a0", "\n\n", "\t", "—", "/", "’s ", "! ", "” ", " “")


def texts(count: int, *, seed: int = 9) -> list[str]:
    """Give `count` texts: the own ones, then random ones; the same seed gives the same texts."""
    chance = random.Random(seed)
    terms, names = sorted(keys_of(load())), sorted(keys_of(load("names")))
    made = list(OWN)
    while len(made) < count:
        made.append("".join(_piece(chance, terms, names) + chance.choice(GAPS) for _ in range(chance.randint(1, 40))))
    return made[:count]


def _piece(chance: random.Random, terms: list[str], names: list[str]) -> str:
    kind = chance.random()
    if kind < 0.45:
        return chance.choice(PIECES)
    piece = chance.choice(terms if kind < 0.9 else names)
    shape = chance.random()
    if shape < 0.1:
        return piece.upper()
    if shape < 0.2:
        return piece.title()
    if shape < 0.3:
        return piece.replace("'", "’").replace(" ", chance.choice(("\u00a0", "  ", ", ", " “", "-")))
    if shape < 0.4:
        return chance.choice(("“{}”", "‘{}’", "'{}'", '"{}"', "({})", "“{},”", "«{}»", "‘{}’s")).format(piece)
    return piece
