"""What a service report says, on its page."""

from django.utils.translation import gettext_lazy as _

from core.declaration.dossier.looking import Look, Panel
from core.declaration.dossier.registry import panel
from portfolio.choices import ReportState
from portfolio.models import ServiceReport
from portfolio.services.reports import told


@panel("content", ServiceReport, _("What it says"), template="portfolio/_report.html",
       order=10, wide=True)  # fmt: skip
def said(look: Look) -> Panel | None:
    """Frozen data of an issued report; before that, people of the organisation see what it would say."""
    issued = look.row.state == ReportState.ISSUED
    if not issued and not look.principal.is_staff:
        return None
    period = look.row.period
    return Panel(data={"report": told(look.row), "issued": issued, "period": period})
