"""Loading the demo: only into an empty ledger, and only once."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import date
from itertools import chain

from core.choices import EntryKind, Role
from core.declaration.dossier import marks
from core.errors import Conflict
from core.models import LedgerEntry, Record, User
from core.services import accounts
from evidence.demo import (
    actions,
    catalogue,
    complaints,
    confirming,
    contracts,
    costs,
    customers,
    dealings,
    events,
    figures,
    levels,
    lifecycle,
    lifetime,
    measurements,
    needs,
    papers,
    parties,
    parts,
    people,
    plans,
    scope,
    services,
    suppliers,
    targets,
)
from evidence.demo.script import uid_of
from evidence.demo.stage import Stage

ACTS = (
    people,
    customers,
    complaints,
    dealings,
    services,
    parts,
    levels,
    contracts,
    needs,
    targets,
    measurements,
    events,
    figures,
    suppliers,
    parties,
    plans,
    costs,
    scope,
    lifecycle,
    lifetime,
    catalogue,
    confirming,
    actions,
)
#: The key of the first and of the last record that loading makes.
FIRST, LAST = "andreas.vogt", "action:works-council"


@dataclass(frozen=True)
class SignIn:
    """How somebody of the demo signs in."""

    role: Role
    email: str
    password: str


def is_loaded() -> bool:
    """Whether the demo is there already. Raises Conflict when the ledger is not free for it."""
    found = set(Record.objects.filter(uid__in=map(uid_of, (FIRST, LAST))).values_list("uid"))
    if len(found) == 1:
        raise Conflict(
            "The demo was interrupted while it was loading; start with an empty database."
        )
    if not found and LedgerEntry.objects.exclude(kind=EntryKind.SCHEMA).exists():
        raise Conflict("There are records already: the demo goes only into an empty ledger.")
    return bool(found)


def load(*, today: date, password: str = "") -> list[SignIn]:
    """Play the story as seen from ``today``; the sign-ins, one for each role.

    With ``password`` all have that one, otherwise each gets a random one. Raises Conflict.
    """
    if is_loaded():
        return []
    stage = Stage(today)
    stage.play([*chain.from_iterable(act.STEPS for act in ACTS), *papers.steps()])
    marks.keep_marks()
    return [_sign_in(stage.rows[key], password) for key in people.SIGN_INS]


def _sign_in(user: User, password: str) -> SignIn:
    password = password or secrets.token_urlsafe(9)
    accounts.keep_password(user=user, password=password)
    return SignIn(Role(user.roles[0]), user.email, password)
