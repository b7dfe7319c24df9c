"""What all figures share: colours, axes and names; and a figure as it is shown, as lean SVG with its alt text.

The first article is ``#b34700`` with round markers, the second ``#00598c`` with squares and a dashed line: they can be
told apart without colour. :func:`svg` renders a figure with text that is text, for a page; :func:`figure_with_alt`
shows one in a notebook, and :func:`twice` draws one as wide as it is meant and as narrow as a phone. What matplotlib
writes is made lean: no group or id that nothing refers to, no shape that is not seen, hundredths of a point; what looks
the same is one path, and neighbouring texts share their size. That takes two thirds of its size.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Sequence
from contextvars import ContextVar
from html import escape
from textwrap import wrap
from typing import TYPE_CHECKING

import pandas as pd

from analysis.schema import InputError
from analysis.text.patterns import pattern

if TYPE_CHECKING:
    from matplotlib.axes import Axes

COLOURS = ("#b34700", "#00598c")
INK, SOFT, PAPER = "#1b1b1a", "#5a5955", "#ffffff"
MARKERS, LINES = ("o", "s"), ("-", (0, (4, 2)))
_LONGEST = 40
#: letters of a title to the inch; those of a row's name and of the numbers beside it, where the figure is narrow
_TITLE, _FOLDED = 12, 15
#: the width of a figure on a phone, in inches of 96 pixels, and the height of a line
PHONE, _LINE = 3.6, 0.17
#: where the numbers beside a row begin, in widths of the axes
_BESIDE = 1.02
_WIDEST: ContextVar[float] = ContextVar("widest", default=float("inf"))

#: an article's own name to the one that is shown
Names = dict[str, str]


def twice(draw: Callable[[], Axes], title: str) -> tuple[Axes, Axes]:
    """Draw a figure of our own with its title: as wide as it is meant, and as narrow as a phone."""
    wide = titled(draw(), title)
    before = _WIDEST.set(PHONE)
    try:
        return wide, titled(draw(), title)
    finally:
        _WIDEST.reset(before)


def is_narrow(ax: Axes) -> bool:
    """Whether a figure is drawn for a phone."""
    return ax.get_figure().get_size_inches()[0] <= PHONE


def axes(ax: Axes | None, width: float, height: float) -> Axes:
    """Return axes in the look of all figures."""
    if ax is None:
        from matplotlib.figure import Figure

        ax = Figure((min(width, _WIDEST.get()), height)).add_subplot()
    ax.spines[["top", "right"]].set_visible(False)
    ax.spines[:].set_color(SOFT)
    ax.tick_params(colors=INK, labelsize=9)
    return ax


def settled(ax: Axes, given: Axes | None) -> Axes:
    """Lay out a figure of our own once, so that it is the same each time it is rendered; a narrow one when titled."""
    return ax if given is not None or is_narrow(ax) else _laid_out(ax)


def _laid_out(ax: Axes) -> Axes:
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    # a figure that has an engine is laid out, and drawn for it, each time it is rendered
    ConstrainedLayoutEngine().execute(ax.get_figure())
    return ax


def titled(ax: Axes, title: str) -> Axes:
    """Put a title over a figure of our own, on as many lines as it needs; the figure grows by their height."""
    figure = ax.get_figure()
    width, height = figure.get_size_inches()
    lines = wrap(title, int(width * _TITLE)) or [""]
    more = _fold(ax) if is_narrow(ax) else 0.0
    figure.set_size_inches(width, height + more + 0.1 + 0.2 * len(lines))
    figure.suptitle(plain("\n".join(lines)), x=0.01, ha="left", fontsize=10, color=INK)
    return _laid_out(ax)


def _fold(ax: Axes) -> float:
    """Put the words around a narrow figure on more lines; return by how much it has to grow."""
    folded = ["\n".join(wrap(label.get_text(), _FOLDED)) for label in ax.get_yticklabels()]
    ax.set_yticks(ax.get_yticks(), folded, fontsize=8)
    for note in ax.texts:
        if note.get_position()[0] == _BESIDE:
            note.set_text("\n".join(wrap(note.get_text(), _FOLDED)))
            folded.append(note.get_text())
    under = wrap(ax.get_xlabel(), int(PHONE * _TITLE))
    ax.set_xlabel("")
    ax.get_figure().supxlabel("\n".join(under), x=0.01, ha="left", color=INK, fontsize=9)
    rows = len(ax.get_yticks()) * max((1 + text.count("\n") for text in folded), default=1) * _LINE
    missing = max(0.0, rows - 0.8 * ax.get_position().height * ax.get_figure().get_size_inches()[1])
    entries = len(ax.get_legend().get_texts()) if ax.get_legend() else 0
    return missing + _LINE * (len(under) + max(entries - 1, 0))


def legend(ax: Axes, handles: list | None, *, columns: int, above: float = 1) -> None:
    """Put the legend over the axes."""
    look = {"frameon": False, "fontsize": 9, "labelcolor": INK}
    # beside a narrow figure's rows stand their names: above these there is room
    where = {"loc": "lower left", "bbox_to_anchor": (0, above), "ncols": columns}
    where = {"loc": "lower right", "bbox_to_anchor": (1, above), "ncols": 1} if is_narrow(ax) else where
    ax.legend(handles=handles, **where, **look)


def stack(ax: Axes, labels: Sequence[str]) -> None:
    """Name the rows of a figure, the first on top."""
    ax.set_yticks(range(len(labels)), labels)
    ax.set_ylim(len(labels) - 0.4, -0.6)


def beside(ax: Axes, y: float, text: str) -> None:
    """Write a row's numbers to the right of the axes."""
    ax.annotate(text, (_BESIDE, y), xycoords=("axes fraction", "data"), va="center", fontsize=8, color=INK)


def called(article: str, names: Names | None) -> str:
    """Return an article's readable name, or its own."""
    return (names or {}).get(article, article)


def name_of(article: str, names: Names | None) -> str:
    """Return an article's readable name as matplotlib takes it: short, no formula, not hidden from the legend."""
    name = shorten(called(article, names), _LONGEST)
    return ("\N{ZERO WIDTH SPACE}" if name.startswith("_") else "") + plain(name)


def shorten(text: str, longest: int) -> str:
    """Cut a text to so many characters, the last an ellipsis."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "\N{HORIZONTAL ELLIPSIS}"


def plain(text: str) -> str:
    """Escape what matplotlib would read as a formula."""
    return text.replace("$", r"\$")


def articles_of(table: pd.DataFrame, where: str) -> list[str]:
    """Name the one or two articles of a table, in its order."""
    articles = pd.unique(table["article"].dropna()).tolist()
    if not 1 <= len(articles) <= 2:
        raise InputError(f"{where}: one or two articles can be drawn, and the table has {len(articles)}. Choose two.")
    return articles


_THEME = {COLOURS[0]: "--a", COLOURS[1]: "--b", INK: "--ink", SOFT: "--soft", PAPER: "--paper"}
#: the page's colours, light and dark, for a figure that stands outside of a page (templates/page.css has the same)
SHADES = (
    {"--a": "#b34700", "--b": "#00598c", "--ink": "#1b1b1a", "--soft": "#5a5955", "--paper": "#fdfcf9"},
    {"--a": "#f0965a", "--b": "#74b9e6", "--ink": "#ecebe6", "--soft": "#aeaba3", "--paper": "#171715"},
)
_TAG = pattern(r"<[^>]*>")
_UNSEEN = pattern(r"<(?:metadata|style).*?</(?:metadata|style)>|<!--.*?-->|(?<=\n)\s+", re.DOTALL)
_REFERRED = pattern(r'(?:url\(|href=")#([\w.-]+)')
_NUMBER = pattern(r"\d+\.\d+")
_COMMAND = pattern(r"\s*([MLHVCSQTAZmlhvcsqtaz])\s*|\s+$")
_GROUP = pattern(r"</?g\b[^>]*>\n?")
_MARKER = pattern(r'<path id="([\w.-]+)" d="([MLz\d. -]{1,40})"([^>]*)/>')
_USE = pattern(r'<use xlink:href="#([\w.-]+)" x="([^"]*)" y="([^"]*)"([^>]*)/>')
_PATH = pattern(r'<path d="([^"]*)"([^>]*)/>')
_PIECE = pattern(r"<text\b.*?</text>|<[^>]*>|[^<]+", re.DOTALL)
_TEXTS = pattern(
    r'(?:<text( font-size="[^"]*"(?: text-anchor="[^"]*")?)[^>]*>[^<]*</text>)(?:<text\1 [^>]*>[^<]*</text>)+'
)

_USES = pattern(
    r'<use xlink:href="#[\w.-]+" x="[^"]*" y="[^"]*"( [^>]*)/>(?:<use xlink:href="#[\w.-]+" x="[^"]*" y="[^"]*"\1/>)+'
)


def svg(ax: Axes, *, name: str = "figure", alt: str = "", themed: bool = False) -> str:
    """Render a figure as an SVG element that can stand in a page: real text, no style attributes, the same bytes.

    Parameters
    ----------
    ax : what a ``plot_...`` function gives, or a figure
    name : put before every id, so that several figures can stand in one page
    alt : what the figure shows; becomes the element's ``aria-label``
    themed : let the page's variables ``--a``, ``--b``, ``--ink``, ``--soft``, ``--paper`` set the colours, with the
        figure's own as fallback. Leave it off for a file that other programs open.

    Returns
    -------
    str
        ``<svg ...>...</svg>``, with attributes for ``style``, which a strict Content-Security-Policy forbids
    """
    import matplotlib as mpl

    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "framing"}):
        ax.get_figure().savefig(buffer := io.StringIO(), format="svg", transparent=True, metadata={"Date": None})
    text = _UNSEEN.sub("", buffer.getvalue().partition("<svg")[2])
    tags = "".join(_TAG.findall(text))
    ids = {found: f"{name}-{number}" for number, found in enumerate(dict.fromkeys(_REFERRED.findall(tags)), start=1)}
    text = _merged(_grouped(_TAG.sub(lambda tag: _lean(tag[0], ids, themed), text)))
    opening = f'<svg role="img" aria-label="{escape(alt)}"' if alt else '<svg aria-hidden="true"'
    ink = f"var(--ink, {INK})" if themed else INK
    look = f'font-family="sans-serif" fill="{ink}" stroke-linejoin="round" stroke-linecap="butt"'
    return f"{opening} {look}{text}".strip()


def _lean(tag: str, ids: dict[str, str], themed: bool) -> str:
    """Write one tag without style, with its id only where something refers to it, and nothing for what is not seen."""
    tag = re.sub(r' style="([^"]*)"', lambda found: _as_attributes(found[1]), tag)
    if tag.startswith("<path") and ' fill="none"' in tag and " stroke=" not in tag:
        return ""
    tag = re.sub(r' id="([^"]*)"', lambda found: f' id="{ids[found[1]]}"' if found[1] in ids else "", tag)
    tag = re.sub(r'(url\(#|href="#)([\w.-]+)', lambda found: found[1] + ids[found[2]], tag)
    tag = re.sub(r' d="([^"]*)"', lambda found: ' d="' + _COMMAND.sub(r"\1", found[1]) + '"', tag)
    tag = re.sub(r' transform="rotate\(-?0 [^"]*"', "", tag)
    for colour, variable in _THEME.items() if themed else ():
        tag = tag.replace(f'="{colour}"', f'="var({variable}, {colour})"')
    # a hundredth of a point is finer than any screen
    return _NUMBER.sub(lambda found: _short(float(found[0])), tag)


def _as_attributes(style: str) -> str:
    """Turn a style into attributes; the font and the ink are told once, for the whole figure."""
    kept = dict(part.strip().split(": ", 1) for part in style.replace("'", "").split(";") if part.strip())
    if "font" in kept:
        kept["font-size"] = re.search(r"[\d.]+px", kept.pop("font"))[0]
    kept.pop("font-family", None)
    if kept.get("fill") == INK:
        del kept["fill"]
    return "".join(f' {key}="{value}"' for key, value in kept.items())


def _grouped(text: str) -> str:
    """Leave out the groups and definitions that say nothing, and the line breaks between tags."""
    kept: list[bool] = []

    def group(tag: re.Match) -> str:
        if tag[0].startswith("</"):
            return tag[0] if kept.pop() else ""
        if tag[0].rstrip().endswith("/>"):
            return ""
        kept.append(tag[0].strip() != "<g>")
        return tag[0] if kept[-1] else ""

    return re.sub(r"<defs>\s*</defs>|(?<=>)\n+(?=<)", "", _GROUP.sub(group, text))


def _merged(text: str) -> str:
    """Draw small marks where they stand, shapes that look the same as one path, and tell a run of texts' size once."""
    marks = {found[1]: (found[2], found[3]) for found in _MARKER.finditer(text)}
    placed = _USE.sub(lambda use: _placed(use, marks), text)
    unused = [name for name in marks if f'"#{name}"' not in placed]
    placed = _MARKER.sub(lambda mark: "" if mark[1] in unused else mark[0], placed).replace("<defs></defs>", "")
    pieces: list[str] = []
    same: dict[str, tuple[int, str]] = {}
    for piece in _PIECE.findall(placed):
        path = _PATH.fullmatch(piece)
        if path and not re.search("[^Mm\\d. -]", path[1]):
            continue  # a pen that is set down and not moved
        if path and path[2] in same:
            place, drawn = same[path[2]]
            same[path[2]] = place, drawn + path[1]
            pieces[place] = f'<path d="{drawn + path[1]}"{path[2]}/>'
            continue
        if path:
            same[path[2]] = len(pieces), path[1]
        elif not piece.startswith("<text"):
            same = {}
        pieces.append(piece)
    text = _USES.sub(lambda run: f"<g{run[1]}>{run[0].replace(run[1] + '/>', '/>')}</g>", "".join(pieces))
    return _TEXTS.sub(lambda run: f"<g{run[1]}>{run[0].replace('<text' + run[1], '<text')}</g>", text)


def _placed(use: re.Match, marks: dict[str, tuple[str, str]]) -> str:
    """Return a small mark as a path at its place; leave any other as it is."""
    if use[1] not in marks:
        return use[0]
    drawn, look = marks[use[1]]
    x, y = float(use[2]), float(use[3])
    moved = re.sub(
        r"([ML])(\S+) ([^MLz]+)",
        lambda point: f"{point[1]}{_short(x + float(point[2]))} {_short(y + float(point[3]))}",
        drawn,
    )
    own = set(re.findall(r" ([\w-]+)=", look))
    inherited = re.sub(r' ([\w-]+)="[^"]*"', lambda given: "" if given[1] in own else given[0], use[4])
    return f'<path d="{moved}"{look.rstrip()}{inherited.rstrip()}/>'


def _short(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def alone(drawn: str) -> str:
    """Let a themed figure stand by itself, as a picture: with its own paper, light or dark as the reader's screen
    is."""
    light, dark = (";".join(f"{name}:{value}" for name, value in shades.items()) for shades in SHADES)
    style = f"<style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>"
    paper = '<rect width="100%" height="100%" fill="var(--paper)"/>'
    return re.sub(r"^<svg[^>]*>", lambda opening: opening[0] + style + paper, drawn, count=1)


def figure_with_alt(ax: Axes, alt: str, narrow: Axes | None = None) -> None:
    """Show a figure in a notebook as SVG, which suits dark screens, with its alt text, which the page keeps.

    `narrow` is the same figure for a phone; the notebook's page shows it there.
    """
    from IPython.display import display

    told = {"alt": alt} if narrow is None else {"alt": alt, "narrow": alone(svg(narrow, themed=True))}
    data = {"image/svg+xml": alone(svg(ax, alt=alt, themed=True)), "text/plain": alt}
    display(data, metadata={"image/svg+xml": told}, raw=True)
