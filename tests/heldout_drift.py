"""Utterances and edits written after the rules were fixed: other matters, other ways to quote, near misses."""

from __future__ import annotations

import re

UTTERANCES = (
    "The orchestra voted last night to strike, and I have told the hall to refund every ticket",
    "Our satellite stopped answering on Sunday, so we are flying blind over the southern ocean",
    "He was offered bail twice, he refused it twice, and he sits in a cell because he wants to",
    "You cannot feed a city of two million on lorries that arrive once a week",
    "The bees did not vanish overnight; we poisoned them slowly and called it progress",
    "Whoever leaked the minutes has damaged the talks, perhaps beyond repair",
    "I would rather lose the championship than win it on a penalty like that one",
    "We found lead in the drinking water of seventeen villages, and the council knew",
    "Nothing in the treaty obliges us to take the reactor fuel back",
    "Rents have doubled since 2015 while wages in the port stayed exactly where they were",
    "The bridge should never have been opened to heavy lorries, and I said so at the time",
    "She taught three generations of pianists in that kitchen and never sent a bill",
    "Our troops will stay in the valley until the last mine has been cleared",
    "This court is not the place to settle a quarrel between two newspapers",
    "There is no plan, there is no money, and there is nobody in the building after five",
    "The merger creates a bank that is too large to fail and too clumsy to run",
    "Even the fishermen, who are used to storms, had not seen the sea behave like this",
    "I signed the letter because it was true, not because anybody pushed me",
    "A third of the harvest is gone and the rest will be gone by August without rain",
    "They promised a ramp for wheelchairs in spring and built a fountain instead",
    "The budget of the museum has been cut four times in five years, and visitors notice",
    "Let me be clear: the pipeline was not attacked, it rusted",
    "What we need are midwives, not another commission on midwives",
    "The hackers were inside the hospital network for ninety days before anyone noticed",
    "My grandfather dug this well, my father deepened it, and now it is dry",
    "It was the best defeat of my career because we finally played like a team",
    "We will publish the full report on Monday, with every name in it",
    "The island lost its only doctor in March and its only ferry in April",
    "Nobody asked the nurses, and the nurses are the ones who were there",
    "If that is a ceasefire, I would not like to see a war",
    "The dictionary is wrong about this word and has been wrong since 1911",
    "Half of the money went to consultants who had never visited a farm",
    "We have no objection to the wind farm, only to its height and its colour",
    "The verdict honours the victims and organises nothing for the living",
    "Children under six should not be anywhere near that kind of machine",
    "The governor apologised for the delay but not for the decision",
    "Our goal is to halve the number of deaths on rural roads within eight years",
    "The strike ends tonight; the anger does not",
    "I saw the driver wave, and then the tram came round the corner",
    "Those figures were checked by two auditors who do not speak to each other",
)
SPEAKERS = ("Irma Hale", "Peter Novak", "Grace Mensah", "Robert Quinn", "Elena Marino")
CONTEXTS = (
    ("According to {s}, the matter is plain. “{u}.”",),
    ("“{u}!” {s} told the crowd.",),
    ("“{a},” {s} told the broadcaster on Sunday night, “{b}.”",),
    ('{s} put it this way: "{u}." The hall fell silent.',),
    ("{u},” {s} said.",),
    ("“{u},” {s} wrote in an email to this newspaper, which has seen the file.",),
    ("'{u},' {s} said.",),
    ("«{u}», said {s}.",),
    ("“{a}", "“{b},” {s} said."),
    ("''{u},'' {s} said in an interview.",),
)


def quoted(utterance: str, context: int, speaker: str) -> list[str]:
    words = utterance.split()
    cut = max(3, len(words) // 2)
    while " ".join(words[:cut]).count("[") > " ".join(words[:cut]).count("]"):
        cut += 1
    a, b = " ".join(words[:cut]).rstrip(",;:"), " ".join(words[cut:])
    return [t.format(u=utterance, s=speaker, a=a, b=b) for t in CONTEXTS[context % len(CONTEXTS)]]


def name_changed(text: str, k: int) -> str:
    """Put other words for two in a row."""
    words = text.split()
    at = 3 + k % (len(words) - 5)
    return " ".join([*words[:at], "purple", "lanterns", *words[at + 2 :]])


def two_dropped(text: str, k: int) -> str:
    words = text.split()
    at = 2 + k % (len(words) - 5)
    return " ".join(words[:at] + words[at + 2 :])


def first_changed(text: str, k: int) -> str:
    return " ".join(["Tomorrow", *text.split()[1:]])


def end_added(text: str, k: int) -> str:
    """Put words into the middle of the second half."""
    words = text.split()
    at = len(words) - 2
    return " ".join([*words[:at], "most", "regrettably", *words[at:]])


def denied(text: str, k: int) -> str | None:
    changed = re.sub(r"\b(is|are|was|will|have|has|should|would)\b", r"\1 not", text, count=1)
    twice = any(f"not {word}" in changed for word in ("not", "no", "never"))
    return None if changed == text or twice else changed


def not_dropped(text: str, k: int) -> str | None:
    changed = re.sub(r"\b(did|is|was|do|does|had|should|would) not\b", r"\1", text, count=1)
    changed = re.sub(r"\b(cannot)\b", "can", changed, count=1) if changed == text else changed
    changed = re.sub(r"\bno (plan|objection)\b", r"a \1", changed, count=1) if changed == text else changed
    return None if changed == text else changed


def plural_changed(text: str, k: int) -> str | None:
    found = next((w for w in text.split()[2:] if w.endswith("s") and w.isalpha() and len(w) > 5), None)
    return found and text.replace(found, found[:-1], 1)


def halves_swapped(text: str, k: int) -> str | None:
    parts = text.split(", ", 1)
    return None if len(parts) < 2 else f"{parts[1]}, {parts[0]}"


def hidden_not(text: str, k: int) -> str | None:
    """An ellipsis that swallows the negation of its clause."""
    changed = re.sub(r"\b(did|is|was|do|does|had|should|would) not\b", r"\1 …", text, count=1)
    return None if changed == text else changed


def emphasised(text: str, k: int) -> str:
    words = text.split()
    at = 1 + k % (len(words) - 1)
    words[at] = words[at].upper()
    return " ".join(words)


def explained(text: str, k: int) -> str:
    words = text.split()
    at = 3 + k % (len(words) - 4)
    return " ".join([*words[:at], ("[as it is known]", "[the ministry]", "[sic]", "[laughs]")[k % 4], *words[at:]])


def cut_twice(text: str, k: int) -> str | None:
    words = text.split()
    if len(words) < 15 or set(words) & {"not", "no", "never", "cannot", "nobody", "nothing", "without"}:
        return None
    return " ".join([*words[:4], "…", *words[6:10], "[…]", *words[12:]])


def hyphens(text: str, k: int) -> str | None:
    changed = (
        text.replace("wheelchairs", "wheel-chairs").replace("overnight", "over-night").replace("wind farm", "windfarm")
    )
    changed = changed.replace("ceasefire", "cease-fire").replace("anywhere", "any where")
    return None if changed == text else changed


def american(text: str, k: int) -> str | None:
    changed = text.replace("colour", "color").replace("honours", "honors").replace("organises", "organizes")
    changed = changed.replace("apologised", "apologized").replace("seventeen", "17").replace("ninety", "90")
    return None if changed == text else changed


def one_sentence(text: str, k: int) -> str | None:
    """Make two sentences of one, or the other way round, by the stop alone."""
    changed = text.replace("; ", ". ", 1) if "; " in text else text.replace(", and ", ". And ", 1)
    return None if changed == text else changed


def tail(text: str, k: int) -> str:
    return "… " + " ".join(text.split()[3:])


def same(text: str, k: int) -> str:
    return text


DRIFT = (
    name_changed,
    two_dropped,
    first_changed,
    end_added,
    denied,
    not_dropped,
    plural_changed,
    halves_swapped,
    hidden_not,
)
NO_DRIFT = (same, emphasised, explained, cut_twice, hyphens, american, one_sentence, tail)
#: other things said on the same matter: no two are one utterance
NEAR_MISSES = (
    (
        "We will not raise the fuel tax before the next election",
        "The fuel tax will have to wait until after the election",
    ),
    ("The dam is safe and people should go home", "People who live under the dam should stay with relatives tonight"),
    (
        "We are going to win this match because we are the better team",
        "We are going to do what we always do and play our game",
    ),
    (
        "I have nothing to hide and I will answer every question",
        "I will answer questions when the inquiry asks them and not before",
    ),
    ("Prices for bread and milk have gone up again this month", "The price of milk is set by farmers and not by shops"),
    ("The talks were frank and useful", "The talks were long and hard and nobody slept"),
    ("The school roof must be mended before the winter", "The winter was mild and the school stayed open"),
    ("It is too early to say what caused the crash", "It is too early to say who will lead the party"),
    ("We want peace with our neighbours and trade with everyone", "Trade with our neighbours has never been better"),
    ("There is no place for hatred in this city", "There is no room for error in this budget"),
)
