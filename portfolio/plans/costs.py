"""How rows of a budget become costs of services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import ClassVar

from core.exchange.plans import Plan, Target, Words, plan_for
from core.exchange.values import Column, Meaning, absence, as_day, plain
from core.text.sheets import Cell
from portfolio.choices import CostElement
from portfolio.models import ServiceCost
from portfolio.plans.registers import PERIODS
from portfolio.terms import BadPeriod, read_period


def as_first_day(cell: Cell, column: Column) -> Meaning:
    """The first day of a year, quarter or month that a cell names, like 2026; else a day."""
    if absence(cell) or isinstance(cell, date):
        return as_day(cell, column)
    try:
        return Meaning(read_period(plain(cell)[0]).first)
    except BadPeriod:
        return as_day(cell, column)


@plan_for(ServiceCost)
class ServiceCostPlan(Plan):
    """A row is an element of the cost of a service in a period; a year unless it says otherwise."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "service": ("service name", "service id", "cost centre", "cost center"),
        "element": ("element", "cost type", "cost category", "category", "kind of cost"),
        "starts_on": ("year", "budget year", "fiscal year", "month", "from", "jahr", "monat"),
        "budget": ("planned", "plan", "budgeted", "planned cost"),
        "actual": ("actual cost", "actuals", "spent", "ist"),
        "remark": ("remarks", "comment", "note"),
    }
    words: ClassVar[Words] = {
        "period": PERIODS,
        "element": {
            "staff": CostElement.PERSONNEL,
            "people": CostElement.PERSONNEL,
            "labour": CostElement.PERSONNEL,
            "licenses": CostElement.LICENCES,
            "licence": CostElement.LICENCES,
            "software": CostElement.LICENCES,
            "buildings": CostElement.FACILITIES,
            "premises": CostElement.FACILITIES,
            "suppliers": CostElement.EXTERNAL,
            "external suppliers": CostElement.EXTERNAL,
            "shared": CostElement.SHARED,
            "overheads": CostElement.OVERHEAD,
            "indirect": CostElement.OVERHEAD,
        },
    }
    natural: ClassVar[Sequence[tuple[str, ...]]] = (("service", "element", "starts_on"),)

    def _of_field(self, name: str) -> Target:
        target = super()._of_field(name)
        return replace(target, convert=as_first_day) if name == "starts_on" else target
