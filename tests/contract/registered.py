"""Every register's contract, for tests that look at all of them."""

from __future__ import annotations

from typing import Any

from tests.contract import (
    test_catalogue,
    test_core,
    test_events,
    test_parties,
    test_portfolio,
    test_relationships,
    test_service_plans,
    test_suppliers,
)
from tests.contract.register_contract import RegisterContract

MODULES = (
    test_core, test_relationships, test_portfolio, test_catalogue, test_events, test_parties,
    test_service_plans, test_suppliers,
)  # fmt: skip


def contracts() -> list[Any]:
    """The contract of every register: each knows how to make a marked row."""
    found = [each for module in MODULES for each in vars(module).values()]
    return [
        each
        for each in found
        if isinstance(each, type) and issubclass(each, RegisterContract) and hasattr(each, "model")
    ]
