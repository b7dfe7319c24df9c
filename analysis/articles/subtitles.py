"""Subtitles: the words of SubRip (.srt) and WebVTT (.vtt) without their numbers, times and tags."""

from __future__ import annotations

import re

from analysis.text.patterns import pattern

_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}[,.]\d{1,3}"
_TIMES = pattern(rf"[ \t]*({_CLOCK})[ \t]*-->[ \t]*({_CLOCK})[^\n]*")
_BEGINS = pattern(rf"\s*(?:\ufeff?WEBVTT\b|\d+[ \t]*\n{_TIMES.pattern})")
_TAG = pattern(r"</?(?:[ibuc]|v|lang|ruby|rt|font)\b[^<>\n]*>|<\d[\d:.]*>|\{\\[^{}\n]*\}")
_VOICE = pattern(r"<v(?:\.[^\s>]*)?\s+([^<>\n]+)>")
_NO_CUE = pattern(r"(?:WEBVTT|NOTE|STYLE|REGION)\b")
_ENDED = pattern(r"[.!?…][”\"’')\]]*$")
_SPEAKS = pattern(r"(?:[-–—]\s*\S|>>|[A-Z][\w.’' -]{0,40}:\s)")
#: so many seconds of silence after a stop end a paragraph
_SILENCE = 2.0


def are_subtitles(text: str) -> bool:
    """Test whether a text is a file of subtitles."""
    return bool(_BEGINS.match(text.replace("\r\n", "\n")[:2000]))


def read_subtitles(text: str) -> str:
    """Return the words of subtitles in paragraphs, which end where another speaks or nobody does for two seconds.

    A line that stands in two cues one after the other, as where words roll up, is taken once.
    """
    paragraphs: list[list[str]] = []
    before, last_end = "", 0.0
    for cue in re.split(r"\n[ \t]*\n+", text.replace("\r\n", "\n").replace("\r", "\n")):
        lines = cue.strip().split("\n")
        at = next((k for k, line in enumerate(lines[:2]) if _TIMES.match(line)), None)
        if at is None:
            # what has no times is a note or a style, or the rest of a cue with a blank line in it
            if _NO_CUE.match(lines[0].lstrip("\ufeff")) or not paragraphs:
                continue
            start, spoken = last_end, lines
        else:
            times = _TIMES.match(lines[at])
            start, last_before, last_end = _seconds(times[1]), last_end, _seconds(times[2])
            spoken = lines[at + 1 :]
            silent = start - last_before >= _SILENCE
        for line in spoken:
            words = " ".join(_TAG.sub("", _VOICE.sub(r"\1: ", line)).split())
            if not words or words == before:
                continue
            new = not paragraphs or _SPEAKS.match(words) or (at is not None and silent and _ENDED.search(before))
            paragraphs.append([words]) if new else paragraphs[-1].append(words)
            before, silent = words, False
    return "\n\n".join(map(" ".join, paragraphs))


def _seconds(clock: str) -> float:
    parts = clock.replace(",", ".").split(":")
    return sum(float(part) * 60**power for power, part in enumerate(reversed(parts)))
