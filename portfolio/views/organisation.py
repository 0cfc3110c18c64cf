"""The screens of own units and of the processes of the SMS."""

from django.utils.translation import gettext_lazy

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import OrganisationUnit, Process


@declare
class OrganisationUnits(RegisterViews):
    """Groups of our own organisation."""

    model = OrganisationUnit
    icon = "building"
    group = MenuGroup.ORGANISATION
    columns = ("reference", "name", "location", "head")
    filters = ("location", "head")
    sections = ((gettext_lazy("Unit"), ("name", "location", "head", "purpose")),)
    wanted = ("head",)


@declare
class Processes(RegisterViews):
    """The processes of the service management system."""

    model = Process
    icon = "signpost-split"
    group = MenuGroup.ORGANISATION
    columns = ("reference", "name", "clause", "owner", "owner_since")
    filters = ("owner", "clause")
    sections = (
        (gettext_lazy("Process"), ("name", "clause", "purpose", "procedure")),
        (gettext_lazy("Responsibility"), ("owner", "owner_since")),
    )
    wanted = ("owner", "procedure")
