"""What stands around every page: the menu and who is signed in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache, partial
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import get_script_prefix, reverse

from core import access
from core.access.principals import Principal
from core.declaration.registry import MenuGroup, declarations
from core.registers import registers
from core.services.notifications import unread_count


@dataclass(frozen=True)
class Entry:
    """One line of the menu."""

    title: str
    icon: str
    url: str
    current: bool
    minor: bool = False


@dataclass(frozen=True)
class Group:
    """A part of the menu; the minor entries, if several, stand folded away under “More”."""

    title: str
    entries: list[Entry]

    @property
    def major(self) -> list[Entry]:
        """What is always seen."""
        return [entry for entry in self.entries if entry not in self.more]

    @property
    def more(self) -> list[Entry]:
        """What is seen on demand."""
        minor = [entry for entry in self.entries if entry.minor]
        return minor if len(minor) > 1 else []

    @property
    def unfolded(self) -> bool:
        """Whether the page shown is among the minor ones."""
        return any(entry.current for entry in self.more)


@dataclass(frozen=True)
class MenuPage:
    """A page in the menu that is no register, shown to those for whom ``may`` says yes."""

    group: MenuGroup
    title: Any
    icon: str
    url_name: str
    may: Callable[[Principal], bool]
    minor: bool = False


_pages: dict[str, MenuPage] = {}


def menu_page(page: MenuPage) -> None:
    """Put a page into the menu, after the registers of its group; said in the app's ``views``."""
    _pages[page.url_name] = page


@cache
def _address(name: str, prefix: str) -> str:
    """Where a page of the menu is; the same for every request below one script prefix."""
    return reverse(name)


def menu(principal: Principal, path: str) -> list[Group]:
    """The groups of the menu with the registers that ``principal`` may see."""
    prefix = get_script_prefix()
    groups: dict[MenuGroup, list[Entry]] = {group: [] for group in MenuGroup}
    for declaration in declarations():
        if declaration.in_menu and access.allowed(principal, declaration.model, "view") is not None:
            url = _address(f"{declaration.name()}-list", prefix)
            title, here = declaration.title(), path.startswith(url)
            entry = Entry(title, declaration.icon, url, here, declaration.minor)
            groups[declaration.group].append(entry)
    for page in (page for page in _pages.values() if page.may(principal)):
        url = _address(page.url_name, prefix)
        here = path.startswith(url)
        groups[page.group].append(Entry(str(page.title), page.icon, url, here, page.minor))
    return [Group(str(group.label), entries) for group, entries in groups.items() if entries]


def page(request: HttpRequest) -> dict[str, Any]:
    """Context of every page."""
    user: Any = getattr(request, "user", None)
    found: dict[str, Any] = {"organisation": settings.ORGANISATION_NAME}
    if user is None or not user.is_authenticated or not user.has_access():
        return found
    principal = getattr(request, "principal", None) or Principal.of(user)
    # Whose roles open no register has nothing to search for, and no jobs.
    finds = any(access.allowed(principal, each, "view") is not None for each in registers())
    return {
        **found,
        "principal": principal,
        "unread": partial(unread_count, user),  # asked only where the bell is shown
        "menu": menu(principal, request.path),
        "finds": finds,
        "tour": finds and request.path == "/" and not user.tour_done,
    }
