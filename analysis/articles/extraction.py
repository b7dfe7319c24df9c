"""What trafilatura takes for the article of a page; of a large page in a process of its own, which can be ended.

trafilatura cannot be interrupted, and the time it takes may grow with the square of the page: a paragraph of 4,000
``span`` takes it 0.7 seconds, one of 8,000 four times as long. So a large page is given to another process, which is
killed when the time is over. A small page does not wait for a process to start.
"""

from __future__ import annotations

import io
import json
import sys
from contextlib import redirect_stderr

#: a page of no more elements and characters than these takes a few seconds at most, whatever it holds
_FEW_ELEMENTS, _FEW_CHARACTERS = 5_000, 2_000_000

Found = tuple[list[str], str] | None


def extract(source: str, *, elements: int, seconds: float) -> Found:
    """Return the text of each element that trafilatura chose, and of all together; None where it chose nothing.

    Raises
    ------
    TimeoutError
        if that takes longer than `seconds`
    """
    if elements <= _FEW_ELEMENTS and len(source) <= _FEW_CHARACTERS:
        return _extract(source)
    import subprocess  # few pages are as large

    try:
        # -P: nothing that stands beside this file is imported
        command = [sys.executable, "-P", __file__]
        given = source.encode("utf-8", "replace")
        told = subprocess.run(command, input=given, capture_output=True, timeout=max(seconds, 0.01), check=False)
    except subprocess.TimeoutExpired:
        raise TimeoutError from None
    # a process that died has found nothing: the page is judged by its own paragraphs
    found = json.loads(told.stdout) if told.returncode == 0 else None
    return found and (found[0], found[1])


def _extract(source: str) -> Found:
    import trafilatura

    try:
        # it writes what it puts up with to standard error
        with redirect_stderr(io.StringIO()):
            body = getattr(
                trafilatura.bare_extraction(source, include_comments=False, with_metadata=False), "body", None
            )
    except Exception:
        # a page that the extractor cannot read is judged by its own paragraphs
        return None
    return (
        None if body is None else (["".join(element.itertext()) for element in body.iter()], " ".join(body.itertext()))
    )


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_extract(sys.stdin.buffer.read().decode("utf-8"))))
