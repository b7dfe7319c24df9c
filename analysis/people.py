"""The people whom a text names, and which of them a surname, a title, a he or a she can mean."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from analysis.names import NAMED, SUFFIXES, first_names, names_in


@dataclass(frozen=True)
class Cast:
    """The people whom a text names.

    Attributes
    ----------
    starts : places of the mentions, in characters, in order
    people : the person of each mention, by full name where the text has it
    genders : full name to 'f' or 'm', where it is known
    surnames : last word of a name to the full names that end with it, in order of the text
    roles : a title to the full name that last had it ("mayor")
    """

    starts: list[int] = field(default_factory=list)
    people: list[str] = field(default_factory=list)
    genders: dict[str, str] = field(default_factory=dict)
    surnames: dict[str, list[str]] = field(default_factory=dict)
    roles: dict[str, str] = field(default_factory=dict)

    def full(self, name: str, gender: str = "") -> str:
        """Give the full name of a surname or a first name, or the name itself where the text has no longer one.

        `gender`, as the title before the name tells it, chooses between two of one surname.
        """
        known = self.surnames.get(name.split()[-1], ()) or (self.surnames.get(name, ()))
        longer = [full for full in known if full == name or set(name.split()) <= set(full.split())]
        fits = [full for full in longer if not gender or self.genders.get(full, gender) == gender]
        return (fits or longer or [name])[0]

    def before(self, place: int, gender: str) -> str | None:
        """Name the last person mentioned before `place` who may be a he ('m') or a she ('f')."""
        near = range(bisect_left(self.starts, place) - 1, -1, -1)
        return next((self.people[k] for k in near if self._may_be(k, gender)), None)

    def after(self, place: int, end: int, gender: str) -> str | None:
        """Name the first person mentioned from `place` on, up to `end`, who may be a he ('m') or a she ('f')."""
        near = range(bisect_left(self.starts, place), bisect_left(self.starts, end))
        return next((self.people[k] for k in near if self._may_be(k, gender)), None)

    def _may_be(self, k: int, gender: str) -> bool:
        return self.genders.get(self.people[k], gender) == gender


def cast(text: str) -> Cast:
    """Find the people whom a text names, by first and last name, by title, or by a part of a name it has in full."""
    people = [(at, one) for at, one in names_in(text) if one.kind == NAMED]
    listed = Cast()
    for _, one in people:
        words = one.name.split()
        if len(words) > 1:
            last = words[-2] if words[-1].rstrip(".").lower() in SUFFIXES else words[-1]
            for key in {last, words[0]}:
                if one.name not in listed.surnames.setdefault(key, []):
                    listed.surnames[key].append(one.name)
            if one.gender:
                listed.genders.setdefault(one.name, one.gender)
    for at, one in people:
        name = listed.full(one.name, one.gender)
        if " " not in name and not one.titles:
            continue
        if one.gender:
            listed.genders.setdefault(name, one.gender)
        for title in one.titles:
            listed.roles[title] = name
        if one.titles or one.name in listed.surnames or name.split()[0] in first_names():
            listed.starts.append(at)
            listed.people.append(name)
    return listed
