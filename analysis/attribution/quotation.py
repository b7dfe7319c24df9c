"""What stands between quotation marks, and what kind it is: someone's words, a title or a term, or scare quotes.

:func:`quotations` looks at the marks of all texts at once, never at the letters between them; only a text whose marks
do not come in plain pairs is gone through mark by mark. Places are bytes in ``Words.data``. Two apostrophes in a row
are a double mark, as old wire copy has it; an apostrophe inside a word is none. Missing marks are survived: a closing
mark without an opening one opens at the start of its sentence or of the block; an opening one that is never closed
holds to the end of the block. One or two words in marks, with no verb of saying beside them and no comma or stop
inside, are *scare quotes*: the outlet's own distance, not a speaker's words.
"""

from __future__ import annotations

import string
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from analysis.attribution.pairs import BEFORE, may_be_apostrophe, pair_marks
from analysis.files import listed
from analysis.text.patterns import pattern
from analysis.text.words import Runs, Words, narrow, without_overlap

DIRECT_QUOTATION, SCARE, TITLE = KINDS = "direct", "scare", "named"
#: the places of the kinds in KINDS
_DIRECT, _SCARE, _NAMED = range(3)
ALL_MARKS = "“”„«»‘’`\"'"
OPEN, CLOSE, STRAIGHT = range(3)


def _one_of(signs: str) -> np.ndarray:
    """Test for each byte from 0 to 255 whether it is one of these ASCII signs (bool, 256)."""
    return np.isin(np.arange(256), np.frombuffer(signs.encode(), np.uint8))


_SPACE = _one_of("\t\n\x0b\x0c\r\x1c\x1d\x1e\x1f ")
_OPENS_AFTER = _SPACE | _one_of("([{-/'")
_FIGURE = _one_of(string.digits)
_LETTER = _one_of(string.ascii_letters)
_LETTER_OR_FIGURE = _one_of(string.ascii_letters + string.digits)
#: what ends a sentence or a clause
_ENDS = _one_of(",.!?;")
_STOP = _one_of(",.!?")
#: in bytes, between two single marks
_NEAR = 60
#: in bytes, how far a gloss behind a quotation is looked for
_GLOSS = 80
#: bytes of the longest character
_WIDEST = 4
_QUANTITY = frozenset(
    ("nearly", "almost", "about", "all", "most", "many", "some", "few", "every", "each", "half", "none", "no")
    + ("only", "more", "less", "than")
)
#: in words: what is longer is a title or someone's words; scare quotes hold no more than two
_LONGEST_NAME, _LONGEST_SCARE = 10, 2
#: so many words around a quotation tell its kind, in no more characters, should words be very long
LOOK_AROUND, FARTHEST = 25, 2000
#: what a word says of a quotation near it, in bits
SAYS, NAMES, TITLED, AS, ARTICLE, SIGN, KNOWN, SMALL, CALLS, OWNED, FOR, TONGUE = (1 << bit for bit in range(12))
_STOPS, _CAPITAL, _LOWER, _SMALL_START, _LARGE, _AMOUNT, _STOPPED, _PAUSED, _EMPTY, _SAID_LAST, _DEGREE = (
    1 << bit for bit in range(12, 23)
)
SAID = SAYS | _SAID_LAST
#: what may begin a gloss behind a quotation, or a speaker
_GLOSSES = _one_of("(-,")
#: by bit, words as they stand around quotations: verbs of saying; words for what has a
#: name or is one, before it; for what bears words, behind it
_LISTED = {
    SAYS: """said says say saying told tells telling called calls calling dubbed described describes describing
        termed labelled labeled wrote writes tweeted posted added replied asked answered declared declares
        claimed claims accuse accused accuses accusing blamed denounced condemned criticised criticized
        according quoted quoting citing argued argues insisted insists insisting warned stated explained
        explains testified responded remarked joked quipped shouted yelled chanted chanting urged noted
        complained complains demanded admitted acknowledged mocked recalled commented predicted suggested
        dismissed praised hailed branded deemed considers charge charges charged alleged alleges alleging
        indicates indicated suggests believes ruled found concluded promised vowed apologized apologised
        characterized characterised refers referred referring portrayed portrays lauded decried blasted slammed
        lambasted feared fears warns denied denies read reads promise promises promising pledge pledged pledges
        pledging vow vows boast boasts boasted boasting imply implies implied implying assert asserts asserted
        asserting remark remarks comment comments suggestion suggestions suggesting rail rails railed rant rants
        cry crying cried cite cites cited stress stresses stressed raise raised raises raising voiced express
        expressed expresses expressing chide chided chides ripped bickering rebuke rebuked ridicule ridiculed
        taunt taunted urging pointed reminded reminds reported admit admits agreed agrees agree arguing argue
        announced announces announcing advised advises assured assures caution cautioned cautions complaining
        concede conceded concedes conclude concludes confirm confirmed confirms contend contends contended
        criticizing criticising criticism criticize criticise declaring demand demands demanding denying
        denounce denounces denouncing deride derided derides describe disclosed disputed disputes emphasize
        emphasized emphasizes explain explaining exclaim exclaimed hail hails hailing hint hinted hints joke
        jokes joking lament lamented laments lamenting maintain maintained maintains mention mentioned mentions
        mutter muttered noting observe observed observes objected opined praise praises praising proclaim
        proclaims proclaimed questioned questions questioning quips recommended recommends recommend reiterate
        reiterated reiterates remind repeated repeats reply replies request requested requests requesting
        retorted revealed reveals shout shouts shouting sneered speak speaks spoke speaking speech stating
        statement statements swear swore sworn talked tweet tweets tweeting urge urges utter uttered warning
        whisper whispered whispers wondered wonders write writing interview letter memo testimony portraying
        rejected rejects rejecting slams slamming accusation accusations slur slurs quote quotes phrases bragged
        brags brag apology apologizes regrets conjectured speculated dub dubs brands branding labeling labelling
        recalls predict predicts cheer cheered chant chants greeted greets refuse refused contradict contradicts
        contradicted citation jeered heckled conversation asks call charging talk rips mocks""",
    NAMES: """song film movie book band show series album novel play poem sitcom drama comedy musical single track
        episode documentary thriller sequel hit blockbuster memoir essay opera painting magazine starring
        franchise trilogy saga game role word words term marked spelled spelt alias aka terms means meaning""",
    TITLED: """title titled entitled headline hashtag nicknamed nickname nicknames named codenamed slogan phrase
        reading motto""",
    AS: "as",
    ARTICLE: "a an the",
    SIGN: """song film movie book album novel series show sitcom movies films books songs franchise trilogy saga
        sequel episode soundtrack tour musical magazine column sign signs button buttons key vote votes
        voters label labels hashtag logo brand app star actor actress author host director creator fame cast
        fans singer tag option menu setting level levels clause clauses standard standards category
        categories status rating ratings classification protocol primary primaries tool tools feature mode
        genre genres musicals test tests update updates version versions box list lists country countries
        stage phase zone vulnerability bug flaw virus worm software one doctrine""",
    KNOWN: "known nickname nicknamed alias aka billed codenamed",
    CALLS: "called titled",
    OWNED: "a an the my our your i we very so too not no it",
    FOR: "for",
    TONGUE: """spanish french german latin arabic greek italian russian chinese mandarin hebrew dutch japanese
        portuguese irish welsh turkish persian hindi urdu polish ukrainian swahili""",
    SMALL: "a an the of in on at to for and or but with from by as is vs de la",
}
_ABBREVIATED = pattern(
    r"[(“\"'‘]?(?:Dr|Mr|Mrs|Ms|Sen|Rep|Gov|Gen|Lt|Col|Sgt|Capt|Prof|Rev|St|Msgr|Jr|Sr|[A-Z]|U\.[SKN])\."
)
_GLOSSED = pattern(r"\s*(?:[,(]|[—–-]+)[\s—–-]*(?:or|nickname|the nickname|meaning|short for|a term|the term)\b")
_COMMA_AND_SPEAKER = pattern(r"\s*[,—–-]")


@dataclass(frozen=True)
class Marks:
    """Marks in order: first byte, the byte after, kind, text, and whether a quotation may open there."""

    at: np.ndarray
    end: np.ndarray
    kind: np.ndarray
    text: np.ndarray
    opens: np.ndarray


def find_marks(words: Words) -> tuple[Marks, Marks]:
    """Find the double marks “ ” „ « » " '' and ``, and the single ones ‘ ’ and ' that open or close a quotation.

    A straight single mark that may do both is there twice, as STRAIGHT with `opens` and without.
    """
    data, end = words.data, len(words.data) - 1
    # two signs more look like " and ' if two bits are left out: one pass does for both
    plain = np.flatnonzero((data & 0xFA) == 0x22)
    straight, tick = plain[data[plain] == 0x22], plain[data[plain] == 0x27]
    backward = data == 0x60
    if backward.any():
        tick = np.union1d(tick, np.flatnonzero(backward))
    paired, alone, backward = _ticks(words, tick)
    wide = words.wide
    first = data[wide]
    guillemets = wide[first == 0xC2]
    guillemets = guillemets[np.isin(data[np.minimum(guillemets + 1, end)], (0xAB, 0xBB))]
    wide = wide[first == 0xE2]
    wide = wide[data[np.minimum(wide + 1, end)] == 0x80]
    third = data[np.minimum(wide + 2, end)]
    curly = wide[(third >= 0x9C) & (third <= 0x9E)]
    at = np.concatenate([straight, paired, guillemets, curly])
    width = np.repeat([1, 2, 2, 3], [len(straight), len(paired), len(guillemets), len(curly)])
    kind = np.concatenate(
        [
            np.full(len(straight), STRAIGHT),
            np.where(backward, OPEN, STRAIGHT),
            np.where(data[np.minimum(guillemets + 1, end)] == 0xAB, OPEN, CLOSE),
            np.where(data[np.minimum(curly + 2, end)] == 0x9D, CLOSE, OPEN),
        ]
    )
    order = np.argsort(at, kind="stable")
    at, width, kind = at[order], width[order], kind[order]
    text = text_at(words, at)
    opens = kind == OPEN
    either = np.flatnonzero(kind == STRAIGHT)
    opens[either] = _may(words, at[either], at[either] + width[either], text[either], opens=True)
    single = _single_marks(words, alone, wide[third == 0x98], wide[third == 0x99])
    return Marks(at, at + width, kind, text, opens), single


def text_at(words: Words, places: np.ndarray) -> np.ndarray:
    """Return the text that each byte of `places` is in."""
    offsets = narrow(words.offsets, len(words.data))
    return np.searchsorted(offsets, places.astype(offsets.dtype), side="right") - 1


def _ticks(words: Words, tick: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Cut runs of ' or ` into pairs: the pairs, the apostrophes that stand alone, and which pairs are ``."""
    if not len(tick):
        return tick, tick, np.zeros(0, bool)
    sign = words.data[tick]
    begins = words.offsets[np.searchsorted(words.offsets, tick)] == tick
    joined = np.append(False, (np.diff(tick) == 1) & (sign[1:] == sign[:-1]) & ~begins[1:])
    run = np.flatnonzero(~joined)
    odd = (np.arange(len(tick)) - np.repeat(run, np.diff(np.append(run, len(tick))))) % 2 == 1
    goes_on = np.append(joined[1:], False)
    pair = ~odd & goes_on
    return tick[pair], tick[~joined & ~goes_on & (sign == 0x27)], sign[pair] == 0x60


def _single_marks(words: Words, alone: np.ndarray, left: np.ndarray, right: np.ndarray) -> Marks:
    """Return the single marks that may open a quotation, and those that may close one."""
    at = np.concatenate([left, alone, right, alone])
    counts = [len(left), len(alone), len(right), len(alone)]
    end = at + np.repeat([3, 1, 3, 1], counts)
    kind, text = np.repeat([OPEN, STRAIGHT, CLOSE, STRAIGHT], counts), text_at(words, at)
    opens = np.arange(len(at)) < len(left) + len(alone)
    good = np.empty(len(at), bool)
    for opening in (True, False):
        which = opens == opening
        good[which] = _may(words, at[which], end[which], text[which], opens=opening)
    order = np.flatnonzero(good)[np.argsort(at[good], kind="stable")]
    return Marks(at[order], end[order], kind[order], text[order], opens[order])


def _may(words: Words, at: np.ndarray, end: np.ndarray, text: np.ndarray, *, opens: bool) -> np.ndarray:
    """Test which marks may open or close a quotation.

    One that opens has white space or an opening sign before it and none behind; one that closes has no white space
    before it and no letter behind. A text's edge is white space.
    """
    data = words.data
    begins, stops = at == words.offsets[text], end >= words.offsets[text + 1]
    before, after = data[np.maximum(at - 1, 0)], data[np.minimum(end, len(data) - 1)]
    if opens:
        good = (begins | _OPENS_AFTER[before]) & ~stops & ~_SPACE[after]
    else:
        good = ~(begins | _SPACE[before]) & (stops | ~_LETTER_OR_FIGURE[after])
    for k in np.flatnonzero(((before >= 0x80) & ~begins) | ((after >= 0x80) & ~stops)).tolist():
        begin, stop = words.offsets[text[k] : text[k] + 2].tolist()
        left = words.between_bytes(max(begin, at[k] - _WIDEST), at[k])[-1:] or " "
        right = words.between_bytes(end[k], min(stop, end[k] + _WIDEST))[:1] or " "
        if opens:
            good[k] = not right.isspace() and (left.isspace() or left in BEFORE)
        else:
            good[k] = not right.isalnum() and not left.isspace()
    return good


def _in_pairs(words: Words, double: Marks, single: Marks) -> tuple[np.ndarray, np.ndarray]:
    """Pair the marks: where quotations start and end.

    Double marks that come in plain pairs are paired at once; a text of any others is read by :mod:`attribution.pairs`.
    """
    data, edge, count = words.data, len(words.data) - 1, len(double.at)
    first = np.flatnonzero(np.diff(double.text, prepend=-1))
    sizes, own = np.diff(np.append(first, count)), double.text[first]
    before, after = data[np.maximum(double.at - 1, 0)], data[np.minimum(double.end, edge)]
    before = np.where(double.at == words.offsets[double.text], ord(" "), before)
    straight = double.kind == STRAIGHT
    # a text that begins inside of a quotation: its first mark closes
    closes = (_LETTER[before] | _STOP[before]) & (double.at > words.offsets[double.text])
    closes &= ~_LETTER_OR_FIGURE[after] & (after < 0x80) | (double.end == words.offsets[double.text + 1])
    closes &= ~double.opens & (straight | (double.kind == CLOSE)) & (data[double.at] != 0xC2)
    headless = closes[first]
    left = (np.arange(count) - np.repeat(first + headless, sizes)) % 2 == 0
    right = (double.kind == CLOSE) | (straight & ~double.opens & ~_FIGURE[before])
    plain = np.where(left, double.opens & (straight | ~_ENDS[before]), right)
    plain[first[headless]] = True
    last = first + sizes - 1
    unclosed = left[last] if count else np.zeros(0, bool)
    odd = np.add.reduceat(~plain, first) > 0 if count else unclosed
    odd |= unclosed & (words.offsets[own + 1] <= double.end[last])
    # on the wrong side of a blank: "It will be late, "the clerk said."
    astray = straight & (data[np.maximum(double.at - 1, 0)] == 0x20) & _STOP[data[np.maximum(double.at - 2, 0)]]
    odd |= unclosed & (np.add.reduceat(astray, first) > 0 if count else unclosed)
    odd |= unclosed & np.isin(own, single.text[~single.opens & _ENDS[data[np.maximum(single.at - 1, 0)]]])
    kept = np.flatnonzero(left & ~np.repeat(odd, sizes))
    start, end = double.at[kept], double.end[np.minimum(kept + 1, max(count - 1, 0))]
    end = np.where(np.isin(kept, last[unclosed]), words.offsets[double.text[kept] + 1], end)
    begun = headless & ~odd
    start = np.append(start, words.starts[words.bounds[own[begun]]])
    end = np.append(end, double.end[first[begun]])
    singly, hard = _in_single_marks(words, single, Runs(np.sort(start), np.sort(end) - 1))
    hard = np.union1d(hard, own[odd])
    pairs = np.array([pair for text in hard.tolist() for pair in _one_by_one(words, text)], np.int64).reshape(-1, 2)
    good, good_single = ~np.isin(text_at(words, start), hard), ~np.isin(text_at(words, singly[0]), hard)
    return _in_order(
        np.concatenate([start[good], singly[0][good_single], pairs[:, 0]]),
        np.concatenate([end[good], singly[1][good_single], pairs[:, 1]]),
    )


def _in_single_marks(words: Words, single: Marks, taken: Runs) -> tuple[tuple[np.ndarray, np.ndarray], np.ndarray]:
    """Pair the single marks of texts that hold one plain pair, outside of double marks; return the other texts too.

    A mark matters that opens, or that closes behind a comma or a stop.
    """
    before = words.data[np.maximum(single.at - 1, 0)]
    matters = np.unique(single.text[(single.opens | _ENDS[before]) & ~taken.hold(single.at)])
    outside = np.flatnonzero(np.isin(single.text, matters) & ~taken.hold(single.at))
    text, first = np.unique(single.text[outside], return_index=True)
    two = np.diff(np.append(first, len(outside))) == 2
    left = outside[first[two]]
    right = outside[first[two] + 1]
    simple = single.opens[left] & ~single.opens[right] & _LETTER[before[right]]
    simple &= (single.kind[left] == STRAIGHT) == (single.kind[right] == STRAIGHT)
    far = single.at[right] - single.end[left]
    simple &= (far > 1) & (far < _NEAR)
    for k in np.flatnonzero(simple).tolist():
        piece = words.between_bytes(single.at[left[k]], single.at[right[k]])
        simple[k] = not may_be_apostrophe(piece) and "\n" not in piece
    simple &= ~np.isin(text[two], text_at(words, taken.first))
    hard = np.setdiff1d(text, text[two][simple])
    return (single.at[left[simple]], single.end[right[simple]]), hard


def _one_by_one(words: Words, text: int) -> Iterator[tuple[int, int]]:
    """Pair the marks of one text: start and end of each quotation, in bytes."""
    byte, stop = (int(words.offsets[k]) for k in (text, text + 1))
    whole, at = words.between_bytes(byte, stop), 0
    for start, end in pair_marks(whole):
        first = byte + len(whole[at:start].encode())
        at, byte = end, first + len(whole[start:end].encode())
        yield first, byte


def _in_order(start: np.ndarray, end: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Sort quotations; one that begins inside of another is part of it."""
    order = np.argsort(start, kind="stable")
    order = order[without_overlap(start[order], end[order] - 1)]
    return start[order], end[order]


def kind_of(before: str, quotation: str, after: str) -> str:
    """Return the kind of a quotation from what stands before and after it in its text."""
    own = [_read(word) for word in quotation.strip(ALL_MARKS + " ").split()]
    if len(own) > _LONGEST_NAME:
        return DIRECT_QUOTATION
    back = [_read(word) for word in reversed(before[-FARTHEST:].split()[-LOOK_AROUND:])]
    ahead = [_read(word) for word in after[:FARTHEST].split()[:LOOK_AROUND]]
    if own and _is_name(own, back, ahead, after):
        return TITLE
    if len(own) > _LONGEST_SCARE or any(word & (_STOPPED | _PAUSED) for word in own[-1:]):
        return DIRECT_QUOTATION
    first, second = [*back, 0, 0][:2]
    if first & AS or (second & AS and not second & _STOPS and first & ARTICLE):
        return DIRECT_QUOTATION
    if len(own) > 1 and own[0] & _DEGREE:
        return DIRECT_QUOTATION
    said = any(word & SAYS for word in _to_the_stop(back)) or any(word & SAID for word in _to_the_stop(ahead))
    return DIRECT_QUOTATION if said else SCARE


@lru_cache(maxsize=1 << 16)
def _read(surface: str) -> int:
    """Return the bits of a word: of what stands behind a stop in it, of its form, and of its end in a quotation."""
    stop = 0 if _ABBREVIATED.fullmatch(surface) else max(map(surface.rfind, ".!?")) + 1
    bits = quoting_words().get(surface[stop:].lower().strip(",:;()[]" + ALL_MARKS), 0)
    bare, end = surface.strip(",.:;!?()[]" + ALL_MARKS), surface.rstrip(ALL_MARKS + " ")[-1:]
    facts = {
        _STOPS: stop > 0,
        _CAPITAL: bare[:1].isupper(),
        _LOWER: len(bare) > 3 and bare.islower(),
        _SMALL_START: bare[:1].islower() and not quoting_words().get(bare, 0) & SMALL,
        _LARGE: not quoting_words().get(bare, 0) & SMALL,
        _AMOUNT: bare.lower() in _QUANTITY,
        _STOPPED: end != "" and end in ".!?",
        _PAUSED: end in (",", ";"),
        _EMPTY: not bare,
        # "she said." ends the sentence that it is in
        _SAID_LAST: stop > 0 and quoting_words().get(bare.lower(), 0) & SAYS > 0,
        # "potentially vulnerable": someone's words
        _DEGREE: (bare.lower().endswith("ly") and bare.lower() not in _QUANTITY)
        or quoting_words().get(bare.lower(), 0) & OWNED > 0,
        # and a sign or a level may end it, too
        SIGN: stop > 0 and quoting_words().get(bare.lower(), 0) & SIGN > 0 and not bits & SIGN,
    }
    return bits + sum(bit for bit, true in facts.items() if true)


def _to_the_stop(words: list[int]) -> Iterator[int]:
    """Go through words up to the first with a stop, that one included."""
    for word in words:
        yield word
        if word & _STOPS:
            return


def _is_name(own: list[int], back: list[int], ahead: list[int], after: str) -> bool:
    """Test whether what is quoted is a name: of a work, a sign, a nickname."""
    if all(word & _AMOUNT for word in own):
        return False
    first, following = [*back, 0][0], [*ahead, 0][0]
    small, short = len(own) <= _LONGEST_SCARE + 1, len(own) <= _LONGEST_SCARE
    ended, capitals = own[-1] & _STOPPED, _in_capitals(own)
    known = first & AS and small and any(word & KNOWN for word in back[1:7])
    bears = small and following & SIGN and not after[:1].strip()
    called = len(back) > 1 and first & CALLS and back[1] & NAMES
    if called or (small and len(back) > 1 and first & FOR and back[1] & TONGUE):
        return True
    if first & TITLED or (first & NAMES and (short or (capitals and not ended))) or known or bears:
        return True
    if small and _GLOSSED.match(after):
        return True
    if not capitals and not (short and any(word & _CAPITAL for word in own)):
        return False
    if small and first & _CAPITAL and not first & _STOPS and following & _CAPITAL and after[:1] == " ":
        # Vincent “Chin” Gigante
        return True
    if ended or not any(word & _LOWER for word in (*back[:6], *ahead[:6])):
        return False
    said = any(word & SAYS for word in (*back[:2], following))
    opens = not back or first & _STOPS
    spoken = own[-1] & _PAUSED or (_COMMA_AND_SPEAKER.match(after) and any(word & SAYS for word in ahead[:6]))
    return not said and not spoken and not (opens and (len(own) == 1 or not own[-1] & _CAPITAL))


def _in_capitals(own: list[int]) -> bool:
    """Test whether words are written as in a title: all in capitals but the small ones, and the first one."""
    return (
        bool(own[0] & _CAPITAL) and any(word & _LARGE for word in own) and not any(word & _SMALL_START for word in own)
    )


@lru_cache(maxsize=1)
def quoting_words() -> dict[str, int]:
    """Return the words around a quotation that tell its kind, each with its bits."""
    bits: dict[str, int] = {}
    for bit, words in _LISTED.items():
        for word in words.split():
            bits[word] = bits.get(word, 0) | bit
    return bits


def _kinds_of_pairs(words: Words, pairs: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return the kind of each quotation (its place in KINDS), of its text, bytes and words; only a short one can be
    anything but direct."""
    text, start, end, first, last = pairs
    kind = np.full(len(start), _DIRECT, np.int8)
    whole = (start == words.offsets[text]) & (end == words.offsets[text + 1])
    # marks that stand alone at the edges are no words
    chosen = np.flatnonzero((last - first < _LONGEST_NAME + 2) & ~whole)
    if not len(chosen):
        return kind
    text, start, end, first, last = (column[chosen] for column in pairs)
    data, edge = words.data, words.offsets[text + 1]
    begins, closed = words.starts[first] == start, (end == edge) | (data[np.minimum(end, len(data) - 1)] == 0x20)
    place = np.arange(-1, _LONGEST_NAME + 2)
    near = _bits_of(words, first[:, None] + place, words.bounds[text], last + 1)
    empty = (near & _EMPTY) != 0
    # of more than three words, one of them small, only what stands before can make a name; all that stand between the
    # first and the last are whole, whatever the marks are joined to
    at_edges = empty[:, 1].astype(int) + empty[np.arange(len(last)), last - first + 1]
    sure = begins & ((near[:, 0] & (TITLED | CALLS)) == 0) & (last - first - at_edges > _LONGEST_SCARE)
    uncut = (place >= 0) & (place < (last - first + closed)[:, None])
    sure &= (((near & _SMALL_START) != 0) & uncut).any(axis=1) | ((near[:, 1] & (_CAPITAL | _EMPTY)) == 0)
    few = np.flatnonzero(~sure & ~empty[:, 1:].any(axis=1))
    columns = (text, start, end, first, last, begins, closed)
    kind[chosen[few]] = _kinds_of_few(words, [column[few] for column in columns], near[few, 1:])
    # a mark that stands alone
    rest = np.flatnonzero(~sure & empty[:, 1:].any(axis=1))
    places = (column[rest].tolist() for column in (chosen, text, start, end, first, last))
    for k, *place in zip(*places, strict=True):
        kind[k] = KINDS.index(kind_of(*_context(words, *place)))
    return kind


def _kinds_of_few(words: Words, pairs: list[np.ndarray], own: np.ndarray) -> np.ndarray:
    """Return the kinds of quotations of few words, whose bits are `own`.

    `pairs` are their text, bytes and words, and whether these begin and end with them.
    """
    text, start, end, first, last, begins, closed = pairs
    size, edge, data = last - first + 1, words.offsets[text + 1], words.data
    back = _bits_of(words, first[:, None] - 1 - np.arange(LOOK_AROUND), words.bounds[text], first)
    ahead = _bits_of(words, last[:, None] + 1 + np.arange(LOOK_AROUND), last + 1, words.bounds[text + 1])
    following = words.starts[np.minimum(last + 1, len(words.starts) - 1)]
    inside = last + 1 < words.bounds[text + 1]
    sign = np.where(inside, data[np.minimum(following, len(data) - 1)], 0)
    # a word that is joined to the marks is read without what does not belong to it
    rows = np.flatnonzero(~(begins & closed))
    columns = (rows, words.starts[first], start, end, np.where(inside, following, edge), size)
    for k, begin, a, b, stop, count in zip(rows.tolist(), *(c[rows].tolist() for c in columns[1:]), strict=True):
        pieces = [_read(word) for word in words.read(a, b).strip(ALL_MARKS + " ").split()]
        own[k, :count] = (pieces + [0] * count)[:count]
        size[k] = min(len(pieces), count)
        for beside, cut in (
            (back, words.read(begin, a).split()[::-1] if begin < a else ()),
            (ahead, words.read(b, stop).split() if b < stop else ()),
        ):
            if cut:
                beside[k] = [*map(_read, cut), *beside[k].tolist()][:LOOK_AROUND]
    glossed, paused = np.zeros(len(text), bool), np.zeros(len(text), bool)
    # other white space than a blank ends a word, too, but joins no names
    blank, apart = closed.copy(), closed.copy()
    # what a letter or a stop is joined to is neither parted nor glossed
    behind = data[np.minimum(end, len(data) - 1)]
    joined = ~closed & (behind < 0x80) & ~_SPACE[behind] & ~_GLOSSES[behind]
    for k in np.flatnonzero(~joined & (~closed | (sign >= 0x80) | _GLOSSES[sign])).tolist():
        after = words.read(int(end[k]), min(int(edge[k]), int(end[k]) + _GLOSS))
        blank[k], apart[k] = after[:1] == " ", not after[:1].strip()
        glossed[k] = _GLOSSED.match(after) is not None
        paused[k] = _COMMA_AND_SPEAKER.match(after) is not None
    return _kinds(own, back, ahead, (size, blank, apart, glossed, paused))


def _bits_of(words: Words, place: np.ndarray, begin: np.ndarray, stop: np.ndarray) -> np.ndarray:
    """Return the bits of the words at `place` (n, m), 0 where they are before `begin` or not before `stop` (n)."""
    inside = (place >= begin[:, None]) & (place < stop[:, None])
    bits = np.zeros(place.shape, np.int32)
    bits[inside] = words.vocabulary.number_each(_read, words.types[place[inside]])
    return bits


def _kinds(own: np.ndarray, back: np.ndarray, ahead: np.ndarray, facts: tuple[np.ndarray, ...]) -> np.ndarray:
    """Return what :func:`kind_of` says of n quotations, from the bits of words (n, words).

    `facts` are the number of words, and what is behind: a blank, any white space or nothing, a gloss, a comma or dash.
    """
    size, blank, apart, glossed, comma = facts

    def has(column: np.ndarray, bit: int) -> np.ndarray:
        return (column & bit) != 0

    n = np.arange(len(own))
    first, second, following, end = back[:, 0], back[:, 1], ahead[:, 0], own[n, size - 1]
    there = np.arange(own.shape[1]) < size[:, None]
    short, small, ended = size <= _LONGEST_SCARE, size <= _LONGEST_SCARE + 1, has(end, _STOPPED)
    capitals = has(own[:, 0], _CAPITAL) & has(own, _LARGE).any(axis=1) & ~has(own, _SMALL_START).any(axis=1)
    name = has(first, TITLED) | (has(first, NAMES) & (short | (capitals & ~ended)))
    name |= small & ((apart & has(following, SIGN)) | (has(first, AS) & has(back[:, 1:7], KNOWN).any(axis=1)) | glossed)
    name |= has(first, CALLS) & has(second, NAMES) | small & has(first, FOR) & has(second, TONGUE)
    capitals |= short & has(own, _CAPITAL).any(axis=1)
    nickname = small & blank & has(first, _CAPITAL) & ~has(first, _STOPS) & has(following, _CAPITAL)
    plain = has(back[:, :6], _LOWER).any(axis=1) | has(ahead[:, :6], _LOWER).any(axis=1)
    said = has(back[:, :2], SAYS).any(axis=1) | has(following, SAYS)
    opens = (first == 0) & ~has(back, ~0).any(axis=1) | has(first, _STOPS)
    alone = opens & ((size == 1) | ~has(end, _CAPITAL))
    spoken = has(end, _PAUSED) | (comma & has(ahead[:, :6], SAYS).any(axis=1))
    name |= capitals & (nickname | (plain & ~(ended | said | spoken | alone)))
    name &= (there & ~has(own, _AMOUNT)).any(axis=1) & (size <= _LONGEST_NAME)
    direct = (
        ~short
        | has(end, _STOPPED | _PAUSED)
        | has(first, AS)
        | (has(second, AS) & ~has(second, _STOPS) & has(first, ARTICLE))
        | ((size > 1) & has(own[:, 0], _DEGREE))
    )
    for beside, says in ((back, SAYS), (ahead, SAID)):
        earlier = np.cumsum(has(beside, _STOPS), axis=1) - has(beside, _STOPS) == 0
        direct |= (has(beside, says) & earlier).any(axis=1)
    return np.where(name, _NAMED, np.where(direct, _DIRECT, _SCARE))


def _context(words: Words, text: int, start: int, end: int, first: int, last: int) -> tuple[str, str, str]:
    """Return what stands before, in, and after a quotation (bytes `start` to `end`, words `first` to `last`)."""
    far = last + 1 + LOOK_AROUND
    begin = max(int(words.starts[max(words.bounds[text], first - LOOK_AROUND)]), start - _WIDEST * FARTHEST)
    stop = int(words.starts[far] if far < words.bounds[text + 1] else words.offsets[text + 1])
    after = words.read(end, min(stop, end + _WIDEST * FARTHEST))
    return words.read(begin, start), words.read(start, end), after


@dataclass(frozen=True)
class Quotations:
    """Stretches between quotation marks, the marks included, in order and without overlap.

    Attributes
    ----------
    text : index of the text
    start, end : places in bytes in ``Words.data``, half-open
    code : int8, the place in KINDS of its kind: 'direct', 'scare', or 'named' (a title, a term: no one's words)
    first, last : the words that it begins and ends in (indices of words)
    """

    text: np.ndarray
    start: np.ndarray
    end: np.ndarray
    code: np.ndarray
    first: np.ndarray
    last: np.ndarray

    def keep(self, wanted: np.ndarray) -> Quotations:
        """Return only the quotations where `wanted` is true (or those at these places)."""
        columns = (self.text, self.start, self.end, self.code, self.first, self.last)
        return Quotations(*(column[wanted] for column in columns))

    @property
    def kind(self) -> np.ndarray:
        """The kind of each, in words."""
        return np.array(KINDS, dtype=object)[self.code]

    def are(self, kind: str) -> np.ndarray:
        """Test which are of one kind (bool)."""
        return self.code == KINDS.index(kind)

    def surfaces(self, words: Words) -> list[str]:
        """Return the quotations as the words are read."""
        return [words.read(a, b) for a, b in zip(self.start.tolist(), self.end.tolist(), strict=True)]

    def words(self) -> Runs:
        """Return the words that stand in someone else's words; those in scare quotes do not."""
        direct = self.are(DIRECT_QUOTATION)
        first, last = self.first[direct], self.last[direct]
        beside = np.append(True, first[1:] > last[:-1])[: len(first)]
        # two quotations may touch in one word: it is counted with the first
        first = np.where(beside, first, first + 1)
        return Runs(first[first <= last], last[first <= last])


def quotations(words: Words) -> Quotations:
    """Find what stands between quotation marks in each text, and of what kind it is.

    Parameters
    ----------
    words : the word table of n texts

    Returns
    -------
    Quotations, in the order of the texts; one inside of another is part of it
    """
    double, single = find_marks(words)
    start, end = _in_pairs(words, double, single)
    text = text_at(words, start)
    first, last = words.around(start), words.around(end - 1)
    return Quotations(text, start, end, _kinds_of_pairs(words, (text, start, end, first, last)), first, last)


@lru_cache(maxsize=1)
def doubted_words() -> frozenset[str]:
    """Return the words, and pairs of words, that claim a status, a virtue or a truth: marks doubt them."""
    return frozenset(listed("doubted_words.csv", "term"))


@lru_cache(maxsize=1)
def _before_doubted() -> frozenset[str]:
    """Return what a stretch that doubts a word begins with, and nothing: a mark may stand by itself."""
    return frozenset(("", *(term.split()[0] for term in doubted_words())))


def _bare(word: str) -> str:
    return word.strip(ALL_MARKS + ",;:").lower().replace("’", "'")


def _may_doubt(word: str) -> int:
    return _bare(word) in _before_doubted()


def find_scare_words(words: Words, quotations: Quotations) -> np.ndarray:
    """Find the quotations (their indices) that :func:`is_scare_word` says doubt a word.

    Only those are read whose first word, which is known once per distinct word, does not tell that they do not.
    """
    q, last = quotations, np.minimum(quotations.end, len(words.data) - 1)
    whole = (words.starts[q.first] == q.start) & ((q.first < q.last) | (words.data[last] == 0x20))
    may = np.flatnonzero(~whole | (words.vocabulary.number_each(_may_doubt, words.types[q.first]) > 0))
    doubts = [is_scare_word(surface) for surface in q.keep(may).surfaces(words)]
    return may[np.array(doubts, bool)]


def is_scare_word(surface: str) -> bool:
    """Test whether a stretch in scare quotes doubts a word: one that claims something (“reform”, “experts”).

    Any other may quote someone whom the sentence does not name, or introduce a term of a trade.

    Parameters
    ----------
    surface : the stretch, with its marks or without
    """
    words = [word for word in map(_bare, surface.split()) if word]
    known = doubted_words()
    return " ".join(words) in known or (len(words) == 2 and all(word in known for word in words))
