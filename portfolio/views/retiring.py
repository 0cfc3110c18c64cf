"""Retiring a service: notice, migration, data, final support, and what ends with it."""

from django.utils.translation import gettext_lazy as _

from core.choices import ChecklistPurpose
from core.declaration.ending_pages import EndingPage
from core.services.endings import Ending
from portfolio.choices import ServiceStatus


class RetirePage(EndingPage):
    """From the decision to the last day."""

    ending = Ending(
        ChecklistPurpose.RETIREMENT, "status", ServiceStatus.RETIRING, ServiceStatus.RETIRED
    )
    heading = _("Retire the service")
    begin_label = _("Begin the retirement")
    finish_label = _("Retire it now")
    asks = ("replaced_by", "support_ends")
    responsible = "owner"
