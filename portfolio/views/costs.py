"""The screens of what services cost."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import ServiceCost


@declare
class ServiceCosts(RegisterViews):
    """Budget and actual by element."""

    model = ServiceCost
    icon = "bar-chart"
    group = MenuGroup.PORTFOLIO
    minor = True
    intro = _("Budget and actual cost of services by element and period.")
    columns = ("reference", "service", "element", "starts_on", "budget", "actual", "currency")
    filters = ("service", "element", "period", "starts_on", "currency")
    sections = (
        (_("Cost"), ("service", "element", "period", "starts_on")),
        (_("Amount"), ("currency", "budget", "actual", "remark")),
    )
