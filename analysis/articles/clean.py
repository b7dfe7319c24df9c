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

from analysis.articles.bylines import is_byline
from analysis.articles.introduction import SPEECH_VERB
from analysis.articles.read import Article
from analysis.articles.reading import fold
from analysis.files import LEXICONS
from analysis.schema import BLOCKQUOTE, BODY, BOILERPLATE, BYLINE, HEADLINE
from analysis.text.lexicon import cue_forms
from analysis.text.patterns import compiled, pattern
from analysis.text.syllables import easy_words, is_known
from analysis.text.word_forms import irregular_forms

_LONGEST_HEADLINE = 40
_LONGEST_FURNITURE = 60
#: the name of a section, an outlet or a role has no more words than these
_SHORT_LINE = 4
#: a cross-head, a title in a list of links, a deck and a pull quote have no more words than these
_LONGEST_CROSS_HEAD, _LONGEST_TITLE, _LONGEST_DECK, _LONGEST_PULL_QUOTE = 8, 16, 32, 45
_SHORTEST_PULL_QUOTE = 5
#: a heading stands above a paragraph of so many words
_SHORTEST_PARAGRAPH = 8
_ENOUGH_OF_A_DISCLAIMER = 2
_CREDIT, _WHO_WROTE = "credit of a picture", "the name of who wrote it"

_INTRODUCES = pattern(
    rf"\b(?:{SPEECH_VERB}|according to|statement|tweet|post|report|announcement|reply|response|testimony|letter|memo|"
    r"speech|transcript|article|passage|excerpt|interview|email|words|follows|quot(?:e|ed|es|ing)|as saying)\b",
    re.IGNORECASE,
)
_CONTINUES = pattern(r"\s*(?:\[\s*(?:…|\.\s?\.\s?\.)\s*\]|…|\.\.\.)")
_QUOTE_START = pattern(r"\s*[“\"«„]")
_MARKDOWN_QUOTE = pattern(r"\s*>")
_MARKDOWN_TITLE = pattern(r"\s*#{1,2}\s+\S")
_FRONT_MATTER = pattern(r"\s*---\s*\n.*\n---\s*$", re.DOTALL)
_SENTENCE_END = pattern(r"[.;:,…][”\"’')\]]*$")
_STOP = pattern(r"[.!?…][”\"’')\]]*(?:$|\s+[(“\"‘'A-Z])")
_ASKS = pattern(
    r"(?:what|why|how|who|whose|when|where|which|is|are|was|were|will|can|could|should|do|does|did|has)\b[^.!?]*\?",
    re.I,
)
_LABEL = pattern(r"\s*(?:(Q|A|Question|Answer)\s*[:.]|([A-Z][\w.’' -]{0,40}):)\s")
_HEADING_MARKS = pattern(r"\s*(?:#{1,6}\s+|\*\*(?=.*\*\*\s*$)|__(?=.*__\s*$))")
_WORD = pattern(r"[^\W\d_]+(?=n['’]t\b)|[^\W\d_]+")
_AUXILIARIES = frozenset((
    "is", "are", "was", "were", "been", "being", "be", "am", "has", "have", "had", "having", "do", "does", "did",
    "will", "would", "can", "could", "may", "might", "must", "shall", "should", "isn", "aren", "wasn", "weren", "hasn",
    "haven", "hadn", "don", "doesn", "didn", "won", "wouldn",
    "couldn", "shouldn"))  # fmt: skip


@dataclass(frozen=True)
class Block:
    """A block with what it is: its text, what is cut off its end, its kind, and the reason for what is set aside."""

    text: str
    kind: str
    reason: str | None = None
    removed: str | None = None


@dataclass(frozen=True)
class Pattern:
    """What a whole block may say and be no paragraph: `page` patterns may be sentences, `heads` stand above lists."""

    says: re.Pattern
    reason: str
    page: bool = False
    heads: bool = False


@lru_cache(maxsize=2)
def read_patterns(name: str) -> list[Pattern]:
    """Read the patterns of a file in ``lexicons/``, each with the reason that it gives."""
    rows = pd.read_csv(LEXICONS / f"{name}.csv", keep_default_na=False)
    rows = rows.assign(**{column: "" for column in ("page", "heads") if column not in rows})
    reasons = rows.get("reason", rows["pattern"])
    cells = zip(reasons, rows["page"] == "yes", rows["heads"] == "yes", strict=True)
    patterns = compiled(name, lambda: [(says, re.IGNORECASE) for says in rows["pattern"]])
    return [Pattern(says, *told) for says, told in zip(patterns, cells, strict=True)]


def clean(article: Article) -> list[Block]:
    """Return every block of an article with its kind, in the order of the text."""
    texts = article.blocks
    blocks: list[Block | None] = [_set_aside(text) for text in texts]
    _lists(texts, blocks)
    headline = _headline(texts, blocks, article.title)
    if headline is not None:
        blocks[headline] = Block(texts[headline], HEADLINE)
        for k in range(headline):
            if blocks[k] is None and not is_byline(texts[k], by=True) and len(texts[k].split()) <= _SHORT_LINE:
                blocks[k] = Block(texts[k], BOILERPLATE, "a line above the headline")
        _repeated_headline(texts, blocks, headline)
    _bylines(texts, blocks, headline, article.byline)
    _headings(texts, blocks, headline)
    _pull_quotes(texts, blocks)
    _block_quotations(texts, blocks)
    blocks = [block or Block(text, BODY) for text, block in zip(texts, blocks, strict=True)]
    return _headline_at_the_end(blocks, headline)


def _set_aside(text: str) -> Block | None:
    """Return the block as boilerplate with its reason if it is page furniture or a disclaimer, else None."""
    if _FRONT_MATTER.match(text):
        return Block(text, BOILERPLATE, "front matter of the file")
    flat = " ".join(text.split())
    if pattern := _furniture(flat):
        return Block(text, BOILERPLATE, pattern.reason)
    lines = [" ".join(line.split()) for line in text.splitlines() if line.strip()]
    if len(lines) > 1 and (found := _set_aside_lines(text, lines)):
        return found
    hits = sum(bool(pattern.says.search(flat)) for pattern in read_patterns("disclaimers"))
    if hits >= _ENOUGH_OF_A_DISCLAIMER + (len(flat.split()) > 150):
        return Block(text, BOILERPLATE, "disclaimer of the site, not the article")
    return None


def _furniture(flat: str) -> Pattern | None:
    """Find the pattern that a line is; a sentence is none, but for those in which a page speaks of itself."""
    if len(flat.split()) > _LONGEST_FURNITURE or _QUOTE_START.match(flat):
        return None
    bare = flat.rstrip(" .:»>→|")
    told = (p for p in read_patterns("furniture") if p.says.fullmatch(bare) or p.says.fullmatch(flat))
    return next((pattern for pattern in told if pattern.page or not is_sentence(flat)), None)


def is_sentence(text: str) -> bool:
    """Test whether a text has a stop and a word that is a verb, or may be one."""
    return bool(_STOP.search(text)) and any(map(_may_be_verb, _WORD.findall(text.lower() if text.isupper() else text)))


def _may_be_verb(word: str) -> bool:
    if word in _AUXILIARIES or word in _verbs():
        return True
    stems = (word[:-1], word[:-2], word[:-3] + "y") if word.endswith("s") and not word.endswith(("ss", "us")) else ()
    past = (f"{stem}{end}" for stem in stems if len(stem) > 2 for end in ("ed", "d", stem[-1] + "ed"))
    return word.islower() and (word.endswith("ed") and len(word) > 4 or any(is_known(form) for form in past))


@lru_cache(maxsize=1)
def _verbs() -> frozenset[str]:
    """Return the irregular forms and the verbs of saying."""
    return irregular_forms() | {form for form in cue_forms() if form.isalpha() and form.endswith(("d", "s", "t"))}


def _set_aside_lines(text: str, lines: list[str]) -> Block | None:
    """Look at a block of several lines: a menu, a list of links under its heading, or what stands around a headline."""
    found = [_furniture(line) for line in lines]
    names = [is_byline(line, by=True) for line in lines]
    rest = [line for line, pattern, name in zip(lines, found, names, strict=True) if not pattern and not name]
    short = all(len(line.split()) <= _SHORT_LINE and not _SENTENCE_END.search(line) for line in rest)
    heads_a_list = found[0] and all(len(line.split()) <= 3 * _SHORT_LINE and line[-1:] not in ".,;" for line in rest)
    caption = len(lines) < 4 and found[-1] and found[-1].reason == _CREDIT and len(text.split()) <= _LONGEST_FURNITURE
    if not (heads_a_list or caption or (short and len(rest) < len(lines))):
        return None
    if any(names):
        return Block(text, BYLINE, _WHO_WROTE)
    return Block(text, BOILERPLATE, found[-1].reason if caption else next(filter(None, found)).reason)


def _lists(texts: list[str], blocks: list[Block | None]) -> None:
    """Set aside the titles and topics that stand under a heading such as Related Topics, up to the next paragraph."""
    under = False
    for k, text in enumerate(texts):
        flat = " ".join(text.split())
        if blocks[k] is not None:
            pattern = _furniture(flat)
            under = under or bool(pattern and pattern.heads)
        elif under and (under := _is_title(text)):
            blocks[k] = Block(text, BOILERPLATE, "in a list of links or topics")


def _is_title(text: str) -> bool:
    """Test whether each line of a block may be the title of another piece, or a topic."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    return all(len(line.split()) <= _LONGEST_TITLE and not _SENTENCE_END.search(line) for line in lines)


def _headline(texts: list[str], blocks: list[Block | None], title: str | None) -> int | None:
    """Find the headline: the block that says the known title, else a short first block that is no sentence."""
    left = [k for k, block in enumerate(blocks) if block is None]
    for k in left if title else ():
        if fold(texts[k]) == fold(title):
            return k
    leading = []
    for k in left[:4]:
        text = texts[k].strip()
        if is_byline(text, by=True):
            continue
        if _is_labelled(text, texts):
            break
        if _MARKDOWN_TITLE.match(text):
            return k
        short = len(text.split()) <= _LONGEST_HEADLINE and len(left) > 1
        if short and not leading and any(fold(texts[j]) == fold(text) for j in left if j > k):
            return k
        if not short or _SENTENCE_END.search(text) or _QUOTE_START.match(text[-1:]):
            break
        leading.append(k)
    # a short headline may have a name behind it, and no By
    plain_words = [bool(easy_words().intersection(fold(texts[k]).split()) - {"and"}) for k in leading[:2]]
    by_name = len(leading) > 1 and is_byline(texts[leading[1]])
    by_name = by_name and (plain_words == [True, False] or not is_byline(texts[leading[0]]))
    if len(leading) > 1 and len(texts[leading[0]].split()) <= _SHORT_LINE and not by_name:
        # a section or an outlet's name may stand above the headline
        return max(leading[:2], key=lambda k: len(texts[k].split()))
    return leading[0] if leading else None


def _repeated_headline(texts: list[str], blocks: list[Block | None], headline: int) -> None:
    said = fold(texts[headline])
    for k, text in enumerate(texts):
        if k != headline and blocks[k] is None and fold(text) == said:
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
        named = known and fold(text) in (fold(known), f"by {fold(known)}")
        near = k == left[-1] or headline is None and k == left[0] or headline is not None and k - headline <= 3
        beside = headline is not None and 0 < k - headline <= 3 and k != left[-1]
        lone = (beside or k == left[-1] and len(left) > 1) and is_byline(text)
        if named or lone or (near and is_byline(text, by=True)):
            blocks[k] = Block(texts[k], BYLINE, _WHO_WROTE)


def _headings(texts: list[str], blocks: list[Block | None], headline: int | None) -> None:
    """Set aside cross-heads, which stand between paragraphs, and the deck under a headline.

    A question is one only where the article has another cross-head.
    """
    left = [k for k, block in enumerate(blocks) if block is None]
    long = [k for k in left if len(texts[k].split()) >= _SHORTEST_PARAGRAPH]
    ended = {k for k in long if _ends_like_a_sentence(texts[k])}
    if 2 * len(ended) <= len(long):
        return
    above = [k for k, following in zip(left, left[1:], strict=False) if following in ended]
    between = [k for k, before in zip(left[1:], left, strict=False) if before in ended and k in above]
    marked = [k for k in left if _HEADING_MARKS.match(texts[k])]
    heads = {k for k in between if _is_cross_head(texts[k]) and not _is_labelled(texts[k], texts)}
    asked = {k for k in between if _is_cross_head(texts[k], asks=True)}
    for k in [*marked, *heads, *(asked if len(heads) + len(marked) + len(asked) > 1 else ())]:
        blocks[k] = Block(texts[k], BOILERPLATE, "a cross-head")
    first = next((k for k in left if blocks[k] is None), None)
    if headline is not None and first in above and first > headline and _is_deck(texts[first]):
        blocks[first] = Block(texts[first], BOILERPLATE, "a deck under the headline")


def _is_cross_head(text: str, *, asks: bool = False) -> bool:
    text = text.strip()
    if len(text.split()) > _LONGEST_CROSS_HEAD or not text[0].isalnum() or text[0].islower() or "\n" in text:
        return False
    return bool(_ASKS.fullmatch(text)) if asks else not re.search(r"[,;:.!?…”’\"']$|,|[.!?]\s", text)


def _is_deck(text: str) -> bool:
    return len(text.split()) <= _LONGEST_DECK and not (_ends_like_a_sentence(text) or is_sentence(text))


def _ends_like_a_sentence(text: str) -> bool:
    return bool(re.search(r"(?:[.!?…:;][”\"’')\]]*|[”\"’])\s*$", text))


def _is_labelled(text: str, texts: list[str]) -> bool:
    """Test whether a block is a question or an answer of an interview: its label stands before others too."""
    label = _LABEL.match(text)
    return bool(label) and (bool(label[1]) or sum(other.lstrip().startswith(label[0].strip()) for other in texts) > 1)


def _pull_quotes(texts: list[str], blocks: list[Block | None]) -> None:
    """Set aside a block that says again what stands inside a longer paragraph, in quotation marks or without a stop."""
    said = {k: f" {fold(texts[k])} " for k, block in enumerate(blocks) if block is None}
    for k, own in said.items():
        short = _SHORTEST_PULL_QUOTE <= len(own.split()) <= _LONGEST_PULL_QUOTE
        if not short or not (_QUOTE_START.match(texts[k]) or not _ends_like_a_sentence(texts[k])):
            continue
        if any(own in other and len(own) < len(other) for other in said.values()):
            blocks[k] = Block(texts[k], BOILERPLATE, "a pull quote: its words stand in the text")


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
