"""Ending the relationship to a customer: what is open is shown first, then worked through."""

from django.utils.translation import gettext_lazy as _

from core.declaration.ending_pages import EndingPage
from relationships.services.ending import ENDING


class EndPage(EndingPage):
    """From the decision to the last day."""

    ending = ENDING
    heading = _("End the relationship")
    begin_label = _("Begin to end it")
    finish_label = _("End it now")
