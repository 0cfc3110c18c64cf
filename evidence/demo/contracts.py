"""What the customers of the story agreed to beside SLAs: frame contracts, a charter, a memorandum."""

from __future__ import annotations

from typing import Any

from evidence.demo.script import Day, Line, To, new, step
from portfolio.choices import AgreementKind as Kind


def agreed(key: str, customer: str, kind: Kind, name: str, since: int, **more: Any) -> Line:
    """An agreement with a customer, signed two weeks before it began."""
    return new(
        "customer-agreements", f"agreed:{key}", name=name, kind=kind, customer=To(customer),
        signed_on=Day(since - 14), starts_on=Day(since), **more,
    )  # fmt: skip


STEPS = (
    step(
        -600, "claire.dubois", "From the contract folder",
        agreed("klinikum", "klinikum", Kind.CONTRACT, "Frame contract on IT services", -1090,
               ends_on=Day(370), notice_days=180, keeper=To("claire.dubois"),
               subject="Services are ordered from the catalogue; SLAs are its annexes."),
        agreed("klinikum:his", "klinikum", Kind.STATEMENT_OF_WORK,
               "Move of the hospital information system", -640, ends_on=Day(-420),
               service=To("his"), keeper=To("claire.dubois")),
        agreed("auental", "auental", Kind.MOU, "Memorandum on the joint service desk", -620,
               keeper=To("claire.dubois"), subject="Both sides staff the desk in turns."),
        agreed("oberried", "oberried", Kind.CHARTER, "Service charter of the district", -610,
               keeper=To("david.hughes")),
    ),
)  # fmt: skip
