"""How hard a text in another language than English is to read: the formulas that textstat has for that language.

Each language has formulas of its own, and each has its own column, so that numbers of two formulas are never in one.
textstat itself computes them: such texts are few. It takes syllables from Pyphen's hyphenation of the language. Where
textstat only has English's constants (as for Polish reading ease), there is no column: the formula was not made for it.

References
----------
Amstad (1978); Bamberger & Vanecek (1984), first formula; Fernández Huerta (1959); Szigriszt Pazos (1993); Gutiérrez de
Polini (1972); Crawford (1989); Franchina & Vacca (1986); Lucisano & Piemontese (1988); Kandel & Moles (1958); Douma
(1960); Oborneva (2006); El-Haj & Rayson (2016). textstat 0.7.13.
"""

from __future__ import annotations

import warnings
from functools import lru_cache

import numpy as np
import pandas as pd

#: of each language the columns, with textstat's function and what it takes besides the text
FORMULAS = {
    "de": {"flesch_amstad": ("flesch_reading_ease",), "wiener_sachtextformel": ("wiener_sachtextformel", 1)},
    "es": {name: (name,) for name in ("fernandez_huerta", "szigriszt_pazos", "gutierrez_polini", "crawford")},
    "fr": {"flesch_kandel_moles": ("flesch_reading_ease",)},
    "it": {"flesch_vacca": ("flesch_reading_ease",), "gulpease_index": ("gulpease_index",)},
    "nl": {"flesch_douma": ("flesch_reading_ease",)},
    "ru": {"flesch_oborneva": ("flesch_reading_ease",)},
    "hu": {"flesch_hungarian": ("flesch_reading_ease",), "fog_hungarian": ("gunning_fog",)},
    "pl": {"fog_polish": ("gunning_fog",)},
    "ar": {"osman": ("osman",)},
}


@lru_cache(maxsize=len(FORMULAS))
def _textstat(language: str):
    from textstat.textstat import textstatistics  # English texts do not wait for it

    made = textstatistics()
    made.set_lang(language)
    return made


def other_readability(texts: list[str], languages: list[str | None]) -> pd.DataFrame:
    """Measure texts by the formulas of their languages.

    Parameters
    ----------
    texts : n texts
    languages : the code of each one's language, or None

    Returns
    -------
    DataFrame of n rows: the columns of :data:`FORMULAS` for the languages that are there, NaN in rows of another one
    """
    columns = {name: np.full(len(texts), np.nan) for code, of in FORMULAS.items() if code in languages for name in of}
    for row, (text, code) in enumerate(zip(texts, languages, strict=True)):
        for name, (function, *more) in FORMULAS.get(code, {}).items():
            with warnings.catch_warnings():
                # the fog index takes English's list of easy words where the language has none: no word of so many
                # syllables in that language is on it
                warnings.simplefilter("ignore")
                columns[name][row] = getattr(_textstat(code), function)(text, *more)
    return pd.DataFrame(columns, index=range(len(texts)))
