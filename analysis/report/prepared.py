"""What a notebook needs, imported and read: kernels are forked from a process that has done it once.

To import this module is to do it: it imports what notebooks import, and makes one page, for which every lexicon and
model is read, and one figure, for which fonts are looked for.
"""

from __future__ import annotations

import gc
import os
from contextlib import suppress
from importlib import import_module

from analysis.files import TEMPLATES
from analysis.report.reader import Story

# nothing is thrown away here, and little in a notebook: by its own measure Python would look for cycles all the time
gc.disable()
# Matplotlib looks for these when it is imported; its inline backend must wait for the kernel that it ties itself to
os.environ.setdefault("MPLBACKEND", "module://matplotlib_inline.backend_inline")
os.environ.setdefault("MATPLOTLIBRC", str(TEMPLATES / "notebook" / "matplotlibrc"))
# what lies deep in others too: a kernel's history, a table's style, intervals of effects, boxes and sliders
_NEEDED = ("ipykernel.ipkernel", "ipykernel.kernelapp", "IPython.core.oinspect", "sqlite3", "matplotlib.pyplot")
_NEEDED += ("matplotlib.backends.backend_svg", "pandas.io.formats.style", "scipy.special", "analysis.report.widgets")
for _name in _NEEDED:
    import_module(_name)
with suppress(ImportError):  # a notebook shows the same without it, save for what can be moved
    import_module("ipywidgets")

#: in which there is something of each kind to find
_ONE = """Mayor warned of floods

Ann Reed, the mayor, said on Monday that 12 people had died. “We warned them,” she said.

The brutal flood may have cost the town $3 million, according to officials."""
_OTHER = """Town counts its dead

At least 12 people died in the flood, officials said on Monday.

Critics slammed Mayor Ann Reed. The town lost about $3 million."""
Story.from_texts({"one": _ONE, "other": _OTHER}).page()
# what is here stays: a kernel need not look through it, and so need not copy it
gc.collect()
gc.freeze()
gc.set_threshold(500_000, 20, 100)
gc.enable()
