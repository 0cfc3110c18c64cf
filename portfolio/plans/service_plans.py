"""How rows of a list of plans become plans of services."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import ClassVar

from core.exchange.plans import Plan, Words, plan_for
from portfolio.choices import AssuranceKind, TrialResult
from portfolio.models import ServicePlan


@plan_for(ServicePlan)
class ServicePlanPlan(Plan):
    """A row is a plan: known by its service, its kind and its name."""

    synonyms: ClassVar[Mapping[str, Sequence[str]]] = {
        "reference": ("plan id", "plan number", "id"),
        "service": ("service name", "service id", "service reference"),
        "kind": ("plan type", "type", "kind"),
        "name": ("plan", "plan name", "title", "document title"),
        "owner": ("plan owner", "responsible"),
        "link": ("url", "address", "sharepoint"),
        "location": ("place", "document number", "file", "folder"),
        "tested_on": ("last test", "test date", "last exercise", "tested"),
        "result": ("test result", "exercise result"),
        "outcome": ("test remarks", "lessons learned", "findings"),
        "next_test": ("next test", "test due", "next exercise"),
        "reviewed_on": ("last review", "review date", "reviewed"),
        "next_review": ("next review", "review due"),
    }
    words: ClassVar[Words] = {
        "kind": {
            "bcp": AssuranceKind.CONTINUITY,
            "itscm": AssuranceKind.CONTINUITY,
            "service continuity": AssuranceKind.CONTINUITY,
            "business continuity": AssuranceKind.CONTINUITY,
            "disaster recovery": AssuranceKind.CONTINUITY,
            "drp": AssuranceKind.CONTINUITY,
            "capacity and performance": AssuranceKind.CAPACITY,
            "security": AssuranceKind.SECURITY,
            "isms": AssuranceKind.SECURITY,
        },
        "result": {
            "ok": TrialResult.PASSED,
            "pass": TrialResult.PASSED,
            "successful": TrialResult.PASSED,
            "partly": TrialResult.FINDINGS,
            "partial": TrialResult.FINDINGS,
            "fail": TrialResult.FAILED,
            "not passed": TrialResult.FAILED,
        },
    }
