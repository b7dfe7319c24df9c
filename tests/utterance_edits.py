"""Utterances of our own, and edits of them whose outcome is known."""

from __future__ import annotations

import re

#: said by nobody; 6 to 40 words, on politics, business, weather, sport, courts, war, climate, health, arts
UTTERANCES = (
    "We will not raise the fuel tax before the next election",
    "The harbour has been closed since the storm tore away both piers",
    "Nobody in this chamber should be proud of what happened on Tuesday night",
    "The company regrets the leak and will pay for every litre that reached the river",
    "I have coached this team for eleven years and never seen a defence play so badly",
    "Our hospitals are running out of oxygen, nurses and patience",
    "She was acquitted because the evidence did not show that she had signed the contract",
    "The glacier lost nine metres of ice in a single summer, and that is without precedent in our records",
    "If the banks do not open on Monday, people will queue at the border for bread and petrol",
    "This verdict is a victory for every tenant who was told to be silent",
    "They shelled the market at noon, when the children come to buy sweets",
    "The minister has answered none of our questions about the missing ferries",
    "There are fewer than forty of these owls left, and we found three nests empty this spring",
    "I am stepping down with a heavy heart, but the party needs a younger voice",
    "Prices for wheat rose by 14 percent in March and will rise further if the rains fail",
    "We do not negotiate with pirates, and we did not pay a ransom for the crew",
    "The referee apologised to both captains in the tunnel, which took courage",
    "A second reactor was shut down on Friday after inspectors found cracks in its cooling pipes",
    "My client has always denied these charges and looks forward to clearing his name in court",
    "The vaccine protected most of the volunteers, although the oldest were hardly helped at all",
    "No law can bring back the miners, but a good one might have saved them",
    "The new timetable is a disaster for commuters who live beyond the ring road",
    "We have recognised the mistake, we have corrected it, and we ask our customers for forgiveness",
    "The fire moved faster than any model predicted and jumped two rivers before dawn",
    "It is too early to say whether the virus came from the farm or from the laboratory",
    "Voters in the north want jobs, in the south they want water, and both are right",
    "This budget takes 3 billion from schools and gives it to people who own yachts",
    "He played the concerto as though the piano had insulted his mother",
    "The ceasefire holds in the valley, yet snipers still fire across the bridge every evening",
    "Every passenger was rescued within the hour thanks to fishermen who ignored the warnings",
    "I told the inquiry in January that the brakes had failed twice and that no one had listened",
    "The rate of inflation is falling more slowly than the governor promised in the autumn",
    "These islands will be under water before my grandchildren are old enough to vote",
    "The police fired rubber bullets only after stones were thrown from the roof of the stadium",
    "Our farmers cannot compete with subsidised sugar from across the sea",
    "The painting is genuine, the signature is genuine, and the bill of sale is a forgery",
    "Turnout was higher than in any local election since the war, despite the snow",
    "We are looking at a shortage of plumbers, teachers and dentists for at least a decade",
    "The judge asked for calm and got applause from one half of the gallery and whistles from the other",
    "What the committee saw yesterday was not a budget but a letter of surrender",
    "The dam is safe today, it was safe yesterday, and it will be safe when the snow melts",
    "Parents deserve an honest answer about why the school roof was never repaired",
)
SPEAKERS = (
    "Ana Ruiz",
    "Martin Okoro",
    "Helen Strand",
    "David Lindqvist",
    "Maria Petrov",
    "Samuel Carter",
    "Laura Brandt",
)
_NAMES_OF_NOBODY = ("orange", "velvet", "cathedral", "umbrella")

#: how an article may quote; {u}: the utterance, {s}: the speaker
CONTEXTS = (
    ("“{u},” {s} said.",),
    ("{s} told reporters on Thursday: “{u}.”",),
    ("The question came up again in the evening. “{u},” said {s}, who had arrived late.",),
    ("{s} said: ‘{u}.’",),
    ("In a statement to reporters, {s} wrote:", "{u}."),
    ("“{u},” {s} added, before the doors were closed to the press.",),
    ('"{u}," {s} said.',),
    ("“{a},” {s} said, “{b}.”",),
    ("“{a},” said {s}, “{b},” and turned away from the microphones.",),
)


def quoted(utterance: str, context: int, speaker: str) -> list[str]:
    """Give the blocks of an article that quotes an utterance."""
    words = utterance.split()
    cut = max(3, len(words) // 2)
    while " ".join(words[:cut]).count("[") > " ".join(words[:cut]).count("]"):
        cut += 1
    a, b = " ".join(words[:cut]).rstrip(","), " ".join(words[cut:])
    return [t.format(u=utterance, s=speaker, a=a, b=b) for t in CONTEXTS[context % len(CONTEXTS)]]


def swapped(text: str, k: int) -> str:
    """Put another word for the longest one."""
    words = text.split()
    at = max(range(1, len(words) - 1), key=lambda i: (len(words[i].strip(",.")), i))
    return " ".join([*words[:at], _NAMES_OF_NOBODY[k % 4] + words[at][len(words[at].rstrip(",.")) :], *words[at + 1 :]])


def dropped(text: str, k: int) -> str:
    words = text.split()
    at = 2 + k % (len(words) - 4)
    return " ".join(words[:at] + words[at + 1 :])


def inserted(text: str, k: int) -> str:
    words = text.split()
    at = 2 + k % (len(words) - 4)
    return " ".join([*words[:at], ("really", "completely", "certainly", "old")[k % 4], *words[at:]])


def reordered(text: str, k: int) -> str:
    words = text.split()
    at = 1 + k % (len(words) - 3)
    words[at], words[at + 1] = words[at + 1], words[at]
    return " ".join(words)


def renumbered(text: str, k: int) -> str | None:
    numbers = {
        "eleven": "twelve",
        "nine": "nineteen",
        "forty": "fifty",
        "three": "thirteen",
        "14": "41",
        "second": "third",
    }
    numbers |= {"3": "5", "two": "seven", "twice": "often", "both": "all", "single": "double", "half": "third"}
    found = next((w for w in text.split() if w.strip(",.") in numbers), None)
    return found and re.sub(rf"\b{found.strip(',.')}\b", numbers[found.strip(",.")], text, count=1)


def affirmed(text: str, k: int) -> str | None:
    changed = re.sub(r"\b(do|did|does|will|was|is|has) not\b", r"\1", text, count=1)
    changed = re.sub(r"\bnever ", "", changed, count=1) if changed == text else changed
    changed = re.sub(r"\bcannot\b", "can", changed, count=1) if changed == text else changed
    changed = re.sub(r"\b[Nn]o one\b", "someone", changed, count=1) if changed == text else changed
    changed = re.sub(r"\bhardly ", "", changed, count=1) if changed == text else changed
    return None if changed == text else changed


def retensed(text: str, k: int) -> str | None:
    pairs = (
        ("was", "is"),
        ("is", "was"),
        ("will be", "was"),
        ("has", "had"),
        ("have", "had"),
        ("are", "were"),
        ("were", "are"),
    )
    for a, b in pairs:
        if re.search(rf"\b{a}\b", text):
            return re.sub(rf"\b{a}\b", b, text, count=1)
    return None


def contracted(text: str, k: int) -> str | None:
    tails = {"are": "’re", "have": "’ve", "will": "’ll"}
    changed = re.sub(r"\b(do|did|was|is|has) not\b", r"\1n’t", text, count=1)
    if changed == text:
        changed = re.sub(r"\b([Ww]e|[Tt]hey) (are|have|will)\b", lambda m: m[1] + tails[m[2]], text, count=1)
    changed = changed.replace("I am", "I’m", 1) if changed == text else changed
    changed = changed.replace("It is", "It’s", 1) if changed == text else changed
    return None if changed == text else changed


def cased(text: str, k: int) -> str:
    words = text.split()
    at = k % len(words)
    words[at] = words[at][0].swapcase() + words[at][1:]
    return " ".join(words)


def bracketed(text: str, k: int) -> str:
    """Put the editor's words in."""
    words = text.split()
    at = 2 + k % (len(words) - 3)
    return " ".join(
        [*words[:at], ("[the opposition]", "[on Friday]", "[sic]", "[Northern Region]")[k % 4], *words[at:]]
    )


def replaced_by_bracket(text: str, k: int) -> str | None:
    changed = re.sub(r"\b(We|They|He|She|It|I) ", "[The council] ", text, count=1)
    changed = re.sub(r"\b(we|they|he|she|it) ", "[the council] ", text, count=1) if changed == text else changed
    return None if changed == text else changed


def letter_bracketed(text: str, k: int) -> str:
    return f"[{text[0].lower()}]{text[1:]}" if len(text.split()[0]) > 1 else text


def elided(text: str, k: int) -> str | None:
    """Leave words out where no negation stands, and say so."""
    words = text.split()
    if len(words) < 12:
        return None
    at, size = 3 + k % (len(words) - 9), 2 + k % 3
    out = {w.strip(",.").lower() for w in words[at : at + size]}
    if out & {"not", "no", "never", "none", "nobody", "cannot", "hardly", "without"}:
        return None
    dots = ("…", "...", "[…]", "[...]", ". . .")[k % 5]
    return " ".join([*words[:at], dots, *words[at + size :]])


def respelled(text: str, k: int) -> str | None:
    pairs = (
        ("harbour", "harbor"),
        ("litre", "liter"),
        ("defence", "defense"),
        ("metres", "meters"),
        ("percent", "per cent"),
    )
    pairs += (
        ("apologised", "apologized"),
        ("recognised", "recognized"),
        ("subsidised", "subsidized"),
        ("eleven", "11"),
    )
    pairs += (("forty", "40"), ("nine", "9"), ("three", "3"), ("two", "2"))
    for a, b in pairs:
        if re.search(rf"\b{a}\b", text):
            return re.sub(rf"\b{a}\b", b, text, count=1)
    return None


def typeset(text: str, k: int) -> str:
    """Change commas, dashes, apostrophes and blanks only."""
    text = text.replace(", and", " – and", 1) if k % 2 else text.replace(", ", " ", 1)
    return text.replace(" ", "\u00a0", 1 + k % 2)


def whole(text: str, k: int) -> str:
    return text


def partial(text: str, k: int) -> str:
    """Quote the second part only."""
    words = text.split()
    return " ".join(words[len(words) // 3 :])


#: edits after which words differ, and edits after which none does
DRIFT = (swapped, dropped, inserted, reordered, renumbered, affirmed, retensed)
NO_DRIFT = (
    contracted,
    whole,
    cased,
    bracketed,
    replaced_by_bracket,
    letter_bracketed,
    elided,
    respelled,
    typeset,
    partial,
)
