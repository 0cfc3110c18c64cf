"""Retiring a service: notice, migration, data, final support, and what ends with it."""

from django.utils.translation import gettext_lazy as _

from core.declaration.ending_pages import EndingPage
from portfolio.services.retirement import RETIREMENT


class RetirePage(EndingPage):
    """From the decision to the last day."""

    ending = RETIREMENT
    heading = _("Retire the service")
    begin_label = _("Begin the retirement")
    finish_label = _("Retire it now")
