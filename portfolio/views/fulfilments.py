"""The screens of where the needs of customers are met."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import Fulfilment


@declare
class Fulfilments(RegisterViews):
    """Which service meets which need or expectation."""

    model = Fulfilment
    icon = "check2-square"
    group = MenuGroup.PORTFOLIO
    in_menu = False
    columns = ("reference", "need", "service", "requirement", "how")
    filters = ("need", "service", "requirement")
    sections = ((_("Met need"), ("need", "service", "requirement", "how")),)
    wanted = ("requirement", "how")
