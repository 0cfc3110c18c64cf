"""The screens of operational figures."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import OperationalFigure


@declare
class OperationalFigures(RegisterViews):
    """What is counted of the operation of services."""

    model = OperationalFigure
    icon = "bar-chart"
    group = MenuGroup.PORTFOLIO
    minor = True
    intro = _(
        "Incidents, requests, changes and problems of services by period; they feed service reports."
    )
    columns = ("reference", "service", "named", "kind", "starts_on", "value", "source")
    filters = ("service", "kind", "period", "starts_on", "source")
    sections = (
        (_("Figure"), ("service", "kind", "period", "starts_on", "value", "remark")),
        (_("Where it is from"), ("source", "named")),
    )
