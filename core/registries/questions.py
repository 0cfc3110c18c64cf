"""The questions auditors ask, each with the page that answers it; apps add theirs in ``views``."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.access.principals import Principal


@dataclass(frozen=True)
class Question:
    """A question, the clause it is about, and where its answer stands with proof.

    ``answered`` says in a sentence what the page shows; ``may`` who can open it.
    """

    url_name: str
    clause: str
    asks: Any
    answered: Any
    icon: str
    may: Callable[[Principal], bool]


_questions: dict[str, Question] = {}


def question(asked: Question) -> None:
    """Add a question; the page that answers it is known by its address."""
    _questions[asked.url_name] = asked


def questions_for(principal: Principal) -> list[Question]:
    """The questions whose answers the principal may open, by clause."""
    open_to = [each for each in _questions.values() if each.may(principal)]
    return sorted(open_to, key=lambda each: each.clause)
