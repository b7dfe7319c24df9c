"""Find what each block of an article is. Nothing is dropped, and what is set aside has its reason.

The rules are general and their patterns are data (``lexicons/furniture.csv``, ``lexicons/disclaimers.csv``):

- the first block that is not furniture is the headline, if it is short and does not end like a sentence;
- the headline said again is set aside, also where it stands at the end of the last paragraph;
- a lone name at the start or at the end is the byline; short lines above the headline (a section) are set aside;
- so are page furniture, date lines, picture credits, calls to subscribe and disclaimers;
- a paragraph that ends in a colon and speaks of saying introduces a block quotation, which an ellipsis continues.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

import pandas as pd

from analysis.articles.read import Article
from analysis.files import LEXICONS
from analysis.schema import BLOCKQUOTE, BODY, BOILERPLATE, BYLINE, HEADLINE

_LONGEST_HEADLINE = 40
_LONGEST_FURNITURE = 60
#: the name of a section, an outlet or a role has no more words than these
_SHORT_LINE = 4
_ENOUGH_OF_A_DISCLAIMER = 2

_NAME = r"(?:[A-Z][\w.’'-]*|de|la|van|von|der|al|bin|el)"
_LONE_NAME = re.compile(
    rf"(?:[Bb]y\s+)?[A-Z][\w.’'-]+(?:\s+{_NAME}){{1,5}}(?:(?:,|\s+and|\s+&)\s+{_NAME}(?:\s+{_NAME}){{1,3}})?"
)
_BY_NAME = re.compile(
    rf"(?:[Bb]y|BY|Written by|Reporting by)[:\s]\s*{_NAME}(?:[\s,&|]+{_NAME}|\s+and\s+{_NAME}){{0,9}}"
    r"(?:\s*[|,•·–-].{0,60})?"
)
_INTRODUCES = re.compile(
    r"\b(?:according to|said|says|told|tells|wrote|writes|add(?:ed|s)|stat(?:ed|es|ement)|explain(?:ed|s)|not(?:ed|es)|"
    r"warn(?:ed|s)|argu(?:ed|es)|claim(?:ed|s)|declar(?:ed|es)|tweet(?:ed|s)?|post(?:ed|s)?|report(?:ed|s)?|"
    r"announc(?:ed|es|ement)|repl(?:y|ied|ies)|respon(?:ded|ds|se)|continu(?:ed|es)|conclud(?:ed|es)|testi(?:fied|mony)|"
    r"ask(?:ed|s)|reads?|letter|memo|speech|transcript|article|passage|excerpt|interview|email|words|follows|"
    r"quot(?:e|ed|es|ing)|as saying)\b",
    re.IGNORECASE,
)
_CONTINUES = re.compile(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\.\.)")
_QUOTE_START = re.compile(r"\s*[“\"«„]")
_MARKDOWN_QUOTE = re.compile(r"\s*>")
_MARKDOWN_TITLE = re.compile(r"\s*#{1,2}\s+\S")
_FRONT_MATTER = re.compile(r"\s*---\s*\n.*\n---\s*$", re.DOTALL)
_SENTENCE_END = re.compile(r"[.;:,…][”\"’')\]]*$")


@dataclass(frozen=True)
class Block:
    """A block with what it is: its text, what is cut off its end, its kind, and the reason for what is set aside."""

    text: str
    kind: str
    reason: str | None = None
    removed: str | None = None


@lru_cache(maxsize=2)
def _patterns(name: str) -> list[tuple[re.Pattern, str]]:
    """Read the patterns of a file in ``lexicons/``, each with the reason that it gives."""
    rows = pd.read_csv(LEXICONS / f"{name}.csv", keep_default_na=False)
    reasons = rows.get("reason", rows["pattern"])
    return [(re.compile(p, re.IGNORECASE), reason) for p, reason in zip(rows["pattern"], reasons, strict=True)]


def clean(article: Article) -> list[Block]:
    """Return every block of an article with its kind, in the order of the text."""
    texts = article.blocks
    blocks: list[Block | None] = [_set_aside(text) for text in texts]
    headline = _headline(texts, blocks, article.title)
    if headline is not None:
        blocks[headline] = Block(texts[headline], HEADLINE)
        for k in range(headline):
            if blocks[k] is None and not _BY_NAME.fullmatch(texts[k].strip()) and len(texts[k].split()) <= _SHORT_LINE:
                blocks[k] = Block(texts[k], BOILERPLATE, "a line above the headline")
        _repeated_headline(texts, blocks, headline)
    _bylines(texts, blocks, headline, article.byline)
    _block_quotations(texts, blocks)
    blocks = [block or Block(text, BODY) for text, block in zip(texts, blocks, strict=True)]
    return _headline_at_the_end(blocks, headline)


def plain(text: str) -> str:
    """Fold a text for comparing headlines: letters and digits in lower case, everything else one space."""
    return " ".join(re.findall(r"\w+", text.lower()))


def _set_aside(text: str) -> Block | None:
    """Return the block as boilerplate with its reason if it is page furniture or a disclaimer, else None."""
    if _FRONT_MATTER.match(text):
        return Block(text, BOILERPLATE, "front matter of the file")
    flat = " ".join(text.split())
    if reason := _furniture_reason(flat):
        return Block(text, BOILERPLATE, reason)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and (found := _set_aside_lines(text, lines)):
        return found
    hits = sum(bool(pattern.search(flat)) for pattern, _ in _patterns("disclaimers"))
    if hits >= _ENOUGH_OF_A_DISCLAIMER + (len(flat.split()) > 150):
        return Block(text, BOILERPLATE, "disclaimer of the site, not the article")
    return None


def _furniture_reason(flat: str) -> str | None:
    if len(flat.split()) > _LONGEST_FURNITURE or _QUOTE_START.match(flat):
        return None
    bare = flat.rstrip(" .:»>→")
    told = (why for pattern, why in _patterns("furniture") if pattern.fullmatch(bare) or pattern.fullmatch(flat))
    return next(told, None)


def _set_aside_lines(text: str, lines: list[str]) -> Block | None:
    """Look at a block of several lines: a menu, a list of links under its heading, or what stands around a headline."""
    reasons = [_furniture_reason(line) for line in lines]
    names = [bool(_BY_NAME.fullmatch(line)) for line in lines]
    rest = [line for line, reason, name in zip(lines, reasons, names, strict=True) if not reason and not name]
    short = all(len(line.split()) <= _SHORT_LINE and not _SENTENCE_END.search(line) for line in rest)
    heads_a_list = reasons[0] and all(len(line.split()) <= 3 * _SHORT_LINE and line[-1:] not in ".,;" for line in rest)
    if not (heads_a_list or (short and len(rest) < len(lines))):
        return None
    if any(names):
        return Block(text, BYLINE, "the name of who wrote it")
    return Block(text, BOILERPLATE, next(filter(None, reasons)))


def _headline(texts: list[str], blocks: list[Block | None], title: str | None) -> int | None:
    """Find the headline: the block that says the known title, else a short first block that is no sentence."""
    left = [k for k, block in enumerate(blocks) if block is None]
    for k in left if title else ():
        if plain(texts[k]) == plain(title):
            return k
    leading = []
    for k in left[:4]:
        text = texts[k].strip()
        if _BY_NAME.fullmatch(text):
            continue
        if _MARKDOWN_TITLE.match(text):
            return k
        short = len(text.split()) <= _LONGEST_HEADLINE and len(left) > 1
        if short and not leading and any(plain(texts[j]) == plain(text) for j in left if j > k):
            return k
        if not short or _SENTENCE_END.search(text) or _QUOTE_START.match(text[-1:]):
            break
        leading.append(k)
    if len(leading) > 1 and len(texts[leading[0]].split()) <= _SHORT_LINE:
        # a section or an outlet's name may stand above the headline
        return max(leading[:2], key=lambda k: len(texts[k].split()))
    return leading[0] if leading else None


def _repeated_headline(texts: list[str], blocks: list[Block | None], headline: int) -> None:
    said = plain(texts[headline])
    for k, text in enumerate(texts):
        if k != headline and blocks[k] is None and plain(text) == said:
            blocks[k] = Block(text, BOILERPLATE, "the headline repeated")


def _headline_at_the_end(blocks: list[Block], headline: int | None) -> list[Block]:
    """Cut the headline off the end of the last paragraph of the article where it is said again there."""
    text_blocks = [k for k, block in enumerate(blocks) if block.kind in (BODY, BLOCKQUOTE)]
    if headline is None or not text_blocks:
        return blocks
    last = text_blocks[-1]
    text, said = blocks[last].text, re.findall(r"\w+", blocks[headline].text.lower())
    words = list(re.finditer(r"\w+", text))
    if len(said) < 3 or len(words) <= len(said) or [m.group().lower() for m in words[-len(said) :]] != said:
        return blocks
    before = words[-len(said) - 1].end()
    gap = text[before : words[-len(said)].start()]
    cut = before + len(gap) - len(re.sub(r"^[^\s\w]*\s*", "", gap)) if gap.strip() else words[-len(said)].start()
    kept = text[:cut].rstrip()
    mended = Block(kept, blocks[last].kind, "the headline repeated at its end is set aside", text[len(kept) :])
    return [*blocks[:last], mended, *blocks[last + 1 :]]


def _bylines(texts: list[str], blocks: list[Block | None], headline: int | None, known: str | None) -> None:
    """Mark a lone name at the end, a line that begins with By, and the byline that is known."""
    left = [k for k, block in enumerate(blocks) if block is None]
    for k in left:
        text = texts[k].strip()
        named = known and plain(text) in (plain(known), f"by {plain(known)}")
        near = k == left[-1] or headline is None and k == left[0] or headline is not None and k - headline <= 3
        lone = k == left[-1] and len(left) > 1 and _LONE_NAME.fullmatch(text)
        if named or lone or (near and _BY_NAME.fullmatch(text)):
            blocks[k] = Block(texts[k], BYLINE, "the name of who wrote it")


def _block_quotations(texts: list[str], blocks: list[Block | None]) -> None:
    """Mark passages that a colon introduces, and Markdown's quotations."""
    introduced = False
    for k, text in enumerate(texts):
        if blocks[k] is not None:
            introduced = introduced and blocks[k].kind == BOILERPLATE
            continue
        if _MARKDOWN_QUOTE.match(text) or introduced:
            blocks[k] = Block(text, BLOCKQUOTE, None if _MARKDOWN_QUOTE.match(text) else "introduced by a colon")
        elif k and blocks[k - 1] is not None and blocks[k - 1].kind == BLOCKQUOTE and _CONTINUES.match(text):
            blocks[k] = Block(text, BLOCKQUOTE, "goes on after an ellipsis")
        last_sentence = re.split(r"(?<=[.!?])\s+", text.rstrip())[-1]
        introduced = blocks[k] is None and text.rstrip().endswith(":") and bool(_INTRODUCES.search(last_sentence))
