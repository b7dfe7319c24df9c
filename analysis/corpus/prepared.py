"""What a process that measures needs, imported and read: the others are forked from one that has done it once.

To import this module is to do it. It goes on while the one who asks imports the same, and reads what is to be measured.
"""

from __future__ import annotations

import gc
from contextlib import suppress

import pandas as pd

from analysis.corpus.corpus import measured

# every lexicon is read for it; what goes wrong here goes wrong in a worker too, which tells it
with suppress(Exception):
    measured(pd.DataFrame({"text": ["A word."]}))
# what is here stays: a worker need not look through it, and so need not copy it
gc.collect()
gc.freeze()
