"""Ending the relationship to a customer: what is open is shown first, then worked through."""

from django.utils.translation import gettext_lazy as _

from core.choices import ChecklistPurpose
from core.declaration.ending_pages import EndingPage
from core.services.endings import Ending
from relationships.choices import CustomerStatus


class EndPage(EndingPage):
    """From the decision to the last day."""

    ending = Ending(ChecklistPurpose.ENDING, "status", CustomerStatus.ENDING, CustomerStatus.ENDED)
    heading = _("End the relationship")
    begin_label = _("Begin to end it")
    finish_label = _("End it now")
    responsible = "manager"
