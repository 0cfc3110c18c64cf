"""What may go into an evidence bundle: each register says for which topics, and how it is narrowed.

Filled by the `evidence_sources` modules of the apps; lower floors never know who reads it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils.module_loading import autodiscover_modules

from core.models import RegisterModel

#: Register name → key of the one record of it that the bundle is about.
Anchors = Mapping[str, int]
Path = Callable[[int], Q]


@dataclass(frozen=True)
class EvidenceSource:
    """A register in bundles.

    ``topics`` are words that clauses of an edition map to. ``paths`` give, by the name of another
    register (or its own), the rows that belong to one record of it. ``attached`` instead gives the
    rows that belong to any of the records (by key) that are in the bundle already.
    """

    model: type[RegisterModel]
    topics: frozenset[str] = frozenset()
    paths: Mapping[str, Path] = field(default_factory=dict)
    attached: Callable[[Iterable[int]], Q] | None = None

    @property
    def name(self) -> str:
        """The register's name."""
        return self.model.register.name

    def narrow(self, anchors: Anchors) -> Q | None:
        """Rows that belong to all anchors; None when the register has nothing to do with one."""
        condition = Q()
        for register, key in anchors.items():
            path = _paths.get((self.name, register)) or self.paths.get(register)
            if path is None:
                return None
            # A query of its own: joins neither multiply rows nor mix with other conditions.
            condition &= Q(pk__in=self.model._base_manager.filter(path(key)).values("pk"))
        return condition


_sources: dict[str, EvidenceSource] = {}
_paths: dict[tuple[str, str], Path] = {}


def source(
    model: type[RegisterModel],
    *,
    topics: Iterable[str] = (),
    paths: Mapping[str, Path] | None = None,
    attached: Callable[[Iterable[int]], Q] | None = None,
) -> None:
    """Announce a register as evidence; each register once."""
    name = model.register.name
    if name in _sources:
        raise ValueError(f"{name} is a source already")
    _sources[name] = EvidenceSource(model, frozenset(topics), dict(paths or {}), attached)


def path(register: str, by: str, way: Path) -> None:
    """A higher floor tells how a lower floor's register is narrowed by its own records."""
    _paths[register, by] = way


def sources() -> list[EvidenceSource]:
    """All sources, those of lower floors first."""
    autodiscover_modules("evidence_sources")
    return list(_sources.values())
