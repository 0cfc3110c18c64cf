"""The screens of the plans of services."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.choices import TrialResult
from portfolio.models import ServicePlan


@declare
class ServicePlans(RegisterViews):
    """Where continuity, availability, capacity and security plans lie."""

    model = ServicePlan
    icon = "file-earmark-check"
    group = MenuGroup.PORTFOLIO
    minor = True
    intro = _(
        "Continuity, availability, capacity and security plans of services: where each lies, and when "
        "it was tested and reviewed."
    )
    columns = ("reference", "service", "kind", "name", "result", "next_test", "next_review")
    filters = ("service", "kind", "owner", "result", "next_test", "next_review")
    sections = (
        (_("Plan"), ("service", "kind", "name", "owner")),
        (_("Where it lies"), ("document", "link", "location")),
        (_("Test"), ("tested_on", "result", "outcome", "next_test")),
        (_("Review"), ("reviewed_on", "next_review")),
    )
    state = "result"
    wanted = ("owner", "tested_on", "next_test", "reviewed_on", "next_review")
    tones = {
        TrialResult.PASSED: "good",
        TrialResult.FINDINGS: "warn",
        TrialResult.FAILED: "bad",
    }
