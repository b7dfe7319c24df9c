"""A figure as it is shown: SVG whose text is text for a page, and PNG with its alt text for a notebook.

What matplotlib writes is made lean: no group or id that nothing refers to, no shape that is not seen, hundredths of a
point. That halves its size.
"""

from __future__ import annotations

import base64
import io
import re
from html import escape

import matplotlib as mpl
from matplotlib.axes import Axes

from analysis.plots_base import COLOURS, INK, PAPER, SOFT

_THEME = {COLOURS[0]: "--a", COLOURS[1]: "--b", INK: "--ink", SOFT: "--soft", PAPER: "--paper"}
_TAG = re.compile(r"<[^>]*>")
_UNSEEN = re.compile(r"<(?:metadata|style).*?</(?:metadata|style)>|<!--.*?-->|(?<=\n)\s+", re.DOTALL)
_REFERRED = re.compile(r'(?:url\(|href=")#([\w.-]+)')
_NUMBER = re.compile(r"\d+\.\d+")
_COMMAND = re.compile(r"\s*([MLHVCSQTAZmlhvcsqtaz])\s*|\s+$")
_GROUP = re.compile(r"</?g\b[^>]*>\n?")


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
    with mpl.rc_context({"svg.fonttype": "none", "svg.hashsalt": "framing"}):
        ax.get_figure().savefig(buffer := io.StringIO(), format="svg", transparent=True, metadata={"Date": None})
    text = _UNSEEN.sub("", buffer.getvalue().partition("<svg")[2])
    tags = "".join(_TAG.findall(text))
    ids = {found: f"{name}-{number}" for number, found in enumerate(dict.fromkeys(_REFERRED.findall(tags)), start=1)}
    text = _grouped(_TAG.sub(lambda tag: _lean(tag[0], ids, themed), text))
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
    return _NUMBER.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), tag)


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


def figure_with_alt(ax: Axes, alt: str) -> None:
    """Show a figure in a notebook as PNG with its alt text, which the rendered page keeps."""
    from IPython.display import display

    ax.get_figure().savefig(buffer := io.BytesIO(), dpi=110, bbox_inches="tight", metadata={"Software": None})
    data = {"image/png": base64.b64encode(buffer.getvalue()).decode(), "text/plain": alt}
    display(data, metadata={"image/png": {"alt": alt}}, raw=True)
