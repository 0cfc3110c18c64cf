"""The screens of agreements with customers beside SLAs."""

from django.utils.translation import gettext_lazy as _

from core.declaration import MenuGroup, RegisterViews, declare
from portfolio.models import CustomerAgreement


@declare
class CustomerAgreements(RegisterViews):
    """Contracts, memoranda, statements of work and charters."""

    model = CustomerAgreement
    icon = "file-earmark-check"
    group = MenuGroup.RELATIONSHIPS
    minor = True
    intro = _("Agreements with customers beside SLAs, with the signed paper attached.")
    columns = ("reference", "name", "kind", "customer", "service", "starts_on", "ends_on")
    filters = ("customer", "kind", "service", "sla", "keeper", "ends_on")
    sections = (
        (_("Agreement"), ("name", "kind", "customer", "service", "sla", "subject")),
        (_("Term"), ("signed_on", "starts_on", "ends_on", "notice_days")),
        (_("More"), ("keeper", "notes")),
    )
    wanted = ("signed_on", "keeper")
