"""Every address of the site, as the resolver knows it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver

from core.registers import names
from tests.architecture.permission_table import ADDRESSES, VERBS


@dataclass(frozen=True)
class Address:
    """One address: its name with namespaces, its route, the names of its parameters."""

    name: str
    route: str
    parameters: frozenset[str]

    @property
    def register(self) -> str | None:
        """The register it belongs to by its name, such as `services` for `services-edit`."""
        return self._parts[0]

    @property
    def action(self) -> str:
        """The action that a register's address stands for."""
        return VERBS[self._parts[1]]

    @property
    def _parts(self) -> tuple[str | None, str]:
        plain = self.name.rpartition(":")[2]
        for verb in VERBS:
            register = plain.removesuffix(f"-{verb}")
            if register != plain and register in names():
                return register, verb
        return None, ""

    @property
    def declared(self) -> bool:
        """Whether the permission table says who may open it."""
        return self.name in ADDRESSES or self.register is not None


def walk(patterns, route="", space="", parameters=frozenset()) -> Iterator[Address]:
    """Yield every address under some patterns."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        known = parameters | set(pattern.pattern.converters) | set(pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{space}{pattern.namespace}:" if pattern.namespace else space
            yield from walk(pattern.url_patterns, here, inner, known)
        elif isinstance(pattern, URLPattern):
            yield Address(f"{space}{pattern.name or here}", here, frozenset(known))


def addresses() -> list[Address]:
    """All addresses of the site."""
    return list(walk(get_resolver().url_patterns))
