"""What a register says of its screens, and the list of all that were said."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from django.db.models import TextChoices
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _

from core.registers import registers

if TYPE_CHECKING:
    from core.declaration.beside import BesideColumn
    from core.declaration.verbs import Verb
    from core.models import RegisterModel

Sections = Sequence[tuple[Any, Sequence[str]]]


class MenuGroup(TextChoices):
    """The parts of the menu, in its order."""

    PORTFOLIO = "portfolio", _("Portfolio")
    RELATIONSHIPS = "relationships", _("Relationships")
    SUPPLIERS = "suppliers", _("Suppliers")
    EVIDENCE = "evidence", _("Evidence")
    ORGANISATION = "organisation", _("Organisation")


@dataclass(frozen=True)
class BuiltInView:
    """A view that everybody has: a stable key, its name, and the parameters of the list's address.

    ``beside`` are columns that other registers fill, in the list only.
    """

    key: str
    name: Any
    params: Mapping[str, Sequence[str]]
    beside: Sequence[BesideColumn] = ()


class RegisterViews:
    """The screens of one register: attributes only, registered with :func:`declare`.

    ``minor``  stands under “More” of its group in the menu: what is set up once, or hangs on others
    ``columns``  shown until the reader chooses
    ``filters``  stand above the list; links can always be filtered
    ``sections``  order detail and form: title and field names
    ``wanted``  fields whose absence is pointed out
    ``head``  fields that stand below the title
    ``brief``  texts that the printed brief of a record holds
    ``state``  the field shown beside the title; else ``status`` or ``state`` if there is one
    ``tones``  colours of values (good, warn, bad, info) beyond the usual words
    ``labels``  the words of a structure field
    ``special``  makers of form fields that the model field cannot make
    ``pages``  swaps single pages (``{"create": InvitePage}``; None takes one away) and adds more
        below a record (``{"reset": ResetPage}`` stands at ``<uid>/reset/``)
    ``verbs``  entries of the record's menu for the added pages
    ``views``  ready-made views of the list, beside those that people save
    """

    model: ClassVar[type[RegisterModel]]
    icon: ClassVar[str] = "table"
    group: ClassVar[MenuGroup] = MenuGroup.ORGANISATION
    in_menu: ClassVar[bool] = True
    minor: ClassVar[bool] = False
    intro: ClassVar[Any] = ""
    columns: ClassVar[Sequence[str]] = ()
    filters: ClassVar[Sequence[str]] = ()
    sections: ClassVar[Sections] = ()
    wanted: ClassVar[Sequence[str]] = ()
    head: ClassVar[Sequence[str]] = ()
    brief: ClassVar[Sequence[str]] = ()
    state: ClassVar[str] = ""
    tones: ClassVar[Mapping[str, str]] = {}
    labels: ClassVar[Mapping[str, Mapping[Any, Any]]] = {}
    special: ClassVar[Mapping[str, Callable[[Any], Any]]] = {}
    pages: ClassVar[Mapping[str, Any]] = {}
    verbs: ClassVar[Sequence[Verb]] = ()
    views: ClassVar[Sequence[BuiltInView]] = ()

    @classmethod
    def name(cls) -> str:
        """The register's name, first part of its URL names."""
        return cls.model.register.name

    @classmethod
    def title(cls) -> str:
        """What the list is called."""
        return _capital(cls.model._meta.verbose_name_plural)

    @classmethod
    def one(cls) -> str:
        """What one record is called."""
        return str(cls.model._meta.verbose_name)

    @classmethod
    def state_field(cls) -> str:
        """The field that holds the state, or nothing."""
        names = {field.name for field in cls.model._meta.concrete_fields}
        return cls.state or next((name for name in ("status", "state") if name in names), "")

    @classmethod
    def has_past(cls) -> bool:
        """Whether the time machine answers for this register."""
        return not cls.model.register.untracked


def _capital(text: Any) -> str:
    return str(text)[:1].upper() + str(text)[1:]


Declared = type[RegisterViews]
D = TypeVar("D", bound=Declared)
_declared: dict[Any, Declared] = {}


def declare(declaration: D) -> D:
    """Register a declaration; raises ValueError when the register has one already."""
    known = _declared.get(declaration.model)
    if known is not None and known.__qualname__ != declaration.__qualname__:
        raise ValueError(
            f"{declaration.model.register.name} has screens already: {known.__qualname__}."
        )
    _declared[declaration.model] = declaration
    return declaration


@cache
def _discover() -> None:
    autodiscover_modules("views")


def declarations() -> list[Declared]:
    """Every declaration, in the order of the registers."""
    _discover()
    return [_declared[model] for model in registers() if model in _declared]


def declaration_of(model: Any) -> Declared | None:
    """The screens of a register, if it has any."""
    _discover()
    return _declared.get(model)
