"""Which column of a file is which field: found by name, label and synonym, adjustable by the person."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches

from django.utils.translation import gettext as _

from core.errors import Invalid
from core.exchange.plans import META_LABELS, Target

#: What a mapping says for a column that is left out.
IGNORE = ""
SPLIT = re.compile(r"[^\w]+|_+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass
class Match:
    """Which target each heading was matched to, and what else it might have been."""

    targets: dict[str, Target] = field(default_factory=dict)
    guesses: dict[str, Target] = field(default_factory=dict)
    ignored: list[str] = field(default_factory=list)

    def as_mapping(self) -> dict[str, str]:
        """Heading → key of its target, or nothing, as stored and asked again."""
        return {
            **dict.fromkeys(self.ignored, IGNORE),
            **{heading: target.key for heading, target in self.targets.items()},
        }


def heading_key(text: str) -> str:
    """A heading for comparing: letters and digits only, without accents, case and numbers in brackets."""
    bare = unicodedata.normalize("NFKD", CAMEL.sub(" ", text))
    bare = "".join(char for char in bare if not unicodedata.combining(char))
    return SPLIT.sub(" ", bare).strip().casefold()


def match(
    header: Sequence[str], targets: Sequence[Target], chosen: Mapping[str, str] | None = None
) -> Match:
    """Match the headings of a file; ``chosen`` (heading → key or nothing) wins over what is found.

    Raises Invalid when it names a heading or a field that is not there, or one field twice.
    """
    result = Match()
    by_key = {target.key: target for target in targets}
    picked = _picked(header, by_key, chosen or {})
    taken = {target.key for target in picked.values() if target}
    names = _names([target for target in targets if target.key not in taken])
    for heading in header:
        if heading in picked:
            _note(result, heading, picked[heading])
            continue
        found = by_key.get(heading) or names.get(heading_key(heading))
        free = found if found and found.key not in taken else None
        if free:
            taken.add(free.key)
        _note(result, heading, free)
    _guess(result, names, taken)
    return result


def _note(result: Match, heading: str, target: Target | None) -> None:
    if target:
        result.targets[heading] = target
    else:
        result.ignored.append(heading)


def _picked(
    header: Sequence[str], by_key: Mapping[str, Target], chosen: Mapping[str, str]
) -> dict[str, Target | None]:
    """The person's choices, checked."""
    labels = {heading_key(target.label): target for target in by_key.values()}
    picked: dict[str, Target | None] = {}
    for heading, key in chosen.items():
        if heading not in header:
            raise Invalid(_unknown_heading(heading, header))
        target = by_key.get(key) or labels.get(heading_key(key)) if key else None
        if key and target is None:
            raise Invalid(_unknown_field(key, by_key))
        if target and target in picked.values():
            text = _("Two columns cannot both be “%(field)s”.")
            raise Invalid(text % {"field": target.label})
        picked[heading] = target
    return picked


def _unknown_heading(heading: str, header: Sequence[str]) -> str:
    known = ", ".join(f"“{name}”" for name in header)
    text = _("The file has no column “%(heading)s”; it has %(known)s.")
    return text % {"heading": heading, "known": known}


def _unknown_field(key: str, by_key: Mapping[str, Target]) -> str:
    text = _("The register has no field “%(field)s”; it has %(known)s.")
    return text % {"field": key, "known": ", ".join(by_key)}


def _names(targets: Sequence[Target]) -> dict[str, Target]:
    """Every name by which a heading may call a target; the register's own names go first."""
    names: dict[str, Target] = {}
    for spelled in (_own_name, lambda t: t.labels, lambda t: t.synonyms):
        for target in targets:
            for name in spelled(target):
                names.setdefault(heading_key(name), target)
    return names


def _own_name(target: Target) -> tuple[str, ...]:
    """The name of a field; “version” alone is too common to mean the record's."""
    return () if target.key in META_LABELS else (target.key,)


def _guess(result: Match, names: Mapping[str, Target], taken: set[str]) -> None:
    """For headings that nobody knows: the free target that is spelled nearly like them."""
    free = {name: target for name, target in names.items() if target.key not in taken}
    for heading in result.ignored:
        close = get_close_matches(heading_key(heading), list(free), n=1, cutoff=0.8)
        if close:
            result.guesses[heading] = free[close[0]]
