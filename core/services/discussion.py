"""Talking about a text before and after it is agreed: comments, contested clauses, what became of them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from core import access, clock
from core.access.principals import Principal, today
from core.access.rights import in_scope
from core.choices import Origin, Outcome, Said, SignedBy
from core.errors import Conflict, Forbidden, Invalid, NotFound
from core.models import Comment
from core.signing.registry import signable_of
from core.signing.threads import Clause, clauses, open_contests, openings
from core.writing.unit import unit

LONGEST = 4_000
#: Nobody reads more threads about one text; a holder of a link cannot fill the database.
MOST_THREADS = 300
MOST_ANSWERS = 100


def may_speak(row: Any, by: Principal) -> bool:
    """Whether somebody may comment: who keeps it, who may have to sign it, who looks after its customer."""
    if by.kind == "link":
        return by.record_id == row.pk
    if access.may(by, row, "change"):
        return True
    signable = signable_of(type(row))
    if signable is None or by.person_id is None or not in_scope(by, row.register.name, "change"):
        return False
    theirs = signable.concerns(by.person_id) | signable.discusses(by.person_id)
    rows = signable.model.objects.for_user(by).filter(pk=row.pk)
    return bool(rows.filter(theirs).exists())


def began(thread: Comment, by: Principal) -> bool:
    """Whether somebody began a thread, so that they may withdraw what they said."""
    return by.person_id is not None and thread.author_id == by.person_id


def may_settle(row: Any, thread: Comment, by: Principal) -> bool:
    """Whether somebody may settle a thread: who keeps the record, and who began it."""
    return began(thread, by) or (by.kind != "link" and access.may(by, row, "change"))


def comment(
    *, row: Any, kind: Said, clause: str, text: str, by: Principal, origin: Origin
) -> Comment:
    """Say something of a text, or contest a clause of it; ``clause`` is its key, empty for the whole.

    Raises Forbidden, Conflict for an archived record, Invalid.
    """
    require_speaker(row, by)
    about = _clause(row, clause, kind)
    require_words(text)
    with unit(by=by, origin=origin, reason=_("Comment")) as work:
        work.lock([row.pk])
        if openings(row).count() >= MOST_THREADS:
            raise Conflict(_("This has been commented on too often; settle it in a meeting."))
        said = Comment(
            **_common(row, by, text), kind=kind, field=about.field if about else "",
            part=about.part.record if about and about.part else None,
            about=about.label[:255] if about else "", was=about.text if about else "",
        )  # fmt: skip
        work.record_facts([said], row.record)
    return said


def answer(
    *, row: Any, thread: Comment, text: str, by: Principal, origin: Origin, outcome: str = ""
) -> Comment:
    """Answer in a thread; with an ``outcome``, settle it.

    Raises NotFound for a thread about something else, Forbidden, Conflict when it is settled, Invalid.
    """
    if thread.record_id != row.pk or thread.thread is not None:
        raise NotFound
    require_speaker(row, by)
    require_words(text, outcome)
    if outcome and not may_settle(row, thread, by):
        raise Forbidden(_("Who began it, or who keeps the record, settles it."))
    if outcome == Outcome.WITHDRAWN and not began(thread, by):
        raise Invalid(fields={"outcome": [_("Only who wrote it withdraws it.")]})
    with unit(by=by, origin=origin, reason=_("Settled") if outcome else _("Answer")) as work:
        work.lock([row.pk])
        _require_open(thread)
        said = Comment(
            **_common(row, by, text), kind=Said.SETTLED if outcome else Said.ANSWER,
            thread=thread.uid, settles=thread.uid if outcome else None, outcome=outcome,
            part=thread.part, field=thread.field, about=thread.about,
        )  # fmt: skip
        work.record_facts([said], row.record)
    return said


def require_uncontested(row: Any) -> None:
    """Raise Conflict while a clause of a text is contested: nobody signs what is in dispute."""
    contested = [each.about or _("the whole text") for each in open_contests([row.pk])]
    if contested:
        sentence = _("Settle first what is contested: %(clauses)s.")
        raise Conflict(sentence % {"clauses": ", ".join(dict.fromkeys(contested))})


def require_speaker(row: Any, by: Principal) -> None:
    """Raise Forbidden for who may not speak of a record, Conflict when it is archived."""
    if not may_speak(row, by):
        raise Forbidden
    if row.archived_at is not None:
        raise Conflict(_("This is archived; restore it first."))


def no_such_kind() -> str:
    """What a thread can begin with."""
    return _("Comment, or contest a clause.")


def _require_open(thread: Comment) -> None:
    said = Comment.objects.filter(thread=thread.uid)
    if said.filter(kind=Said.SETTLED).exists():
        raise Conflict(_("This was settled already. Contest the clause anew if it must be."))
    if said.count() >= MOST_ANSWERS:
        raise Conflict(_("This has been commented on too often; settle it in a meeting."))


def _clause(row: Any, key: str, kind: Said) -> Clause | None:
    if kind not in (Said.COMMENT, Said.CONTEST):
        raise Invalid(fields={"kind": [no_such_kind()]})
    found = next((clause for clause in clauses(row) if clause.key == key), None)
    if key and found is None:
        raise Invalid(fields={"clause": [_("The text has no such clause.")]})
    return found


def require_words(text: str, outcome: str = "") -> None:
    """Raise Invalid when nothing is said, or too much, or for an outcome that there is not."""
    errors: dict[str, list[str]] = {}
    if not text.strip():
        errors["text"] = [_("Say why, or what should change.")]
    elif len(text) > LONGEST:
        rule = _("Write a text of at most %(count)d characters.") % {"count": LONGEST}
        errors["text"] = [rule]
    if outcome and outcome not in Outcome.values:
        errors["outcome"] = [_("This is no outcome.")]
    if errors:
        raise Invalid(fields=errors)


def _common(row: Any, by: Principal, text: str) -> dict[str, Any]:
    """Who says what of which version, and for which party they could sign it."""
    return {
        "record": row.record, "version": row.version, "text": text.strip(), "name": by.name[:255],
        "author_id": by.person_id, "party": _party(row, by), "said_at": clock.now(),
        "method": SignedBy.LINK if by.kind == "link" else SignedBy.ACCOUNT,
    }  # fmt: skip


def _party(row: Any, by: Principal) -> str:
    signable = signable_of(type(row))
    for party in signable.parties if signable else ():
        if any(person.pk == by.person_id for person in party.people(row, today())):
            return party.name
    return ""
