"""How rows of a list of contracts become agreements with customers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from core.exchange.plans import Plan, Words, plan_for
from portfolio.choices import AgreementKind
from portfolio.models import CustomerAgreement


@plan_for(CustomerAgreement)
class CustomerAgreementPlan(Plan):
    """A row is a contract, memorandum, statement of work or charter with a customer."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "name": ("title", "agreement", "contract", "contract name", "agreement name"),
        "kind": ("type", "agreement type", "contract type", "document type"),
        "customer": ("customer name", "client", "party"),
        "subject": ("scope", "description", "content"),
        "signed_on": ("signed", "date signed", "signature date", "date"),
        "starts_on": ("valid from", "effective from", "start date", "from"),
        "ends_on": ("valid until", "expires", "expiry", "end date", "until"),
        "notice_days": ("notice", "notice period", "notice period (days)"),
        "keeper": ("owner", "responsible", "contract manager"),
    }
    words: ClassVar[Words] = {
        "kind": {
            "mou": AgreementKind.MOU,
            "statement of work": AgreementKind.STATEMENT_OF_WORK,
            "sow": AgreementKind.STATEMENT_OF_WORK,
            "framework contract": AgreementKind.CONTRACT,
            "agreement": AgreementKind.OTHER,
        }
    }
