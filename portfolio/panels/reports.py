"""What a service report says, on its page."""

from django.utils.translation import gettext_lazy as _

from core.declaration.dossier.looking import Look, Panel
from core.declaration.dossier.registry import panel
from portfolio.choices import ReportState
from portfolio.models import ServiceReport
from portfolio.services.reports import told, trends
from portfolio.services.sms_report import parts


@panel("content", ServiceReport, _("What it says"), template="portfolio/_report.html",
       order=10, wide=True)  # fmt: skip
def said(look: Look) -> Panel | None:
    """Frozen data of an issued report; before that, people of the organisation see what it would say."""
    issued = look.row.state == ReportState.ISSUED
    if not issued and not look.principal.is_staff:
        return None
    said, period = told(look.row), look.row.period
    drawn = trends(look.row, said) if "sections" in said else []
    first, apart = parts(said)
    return Panel(
        data={
            "report": said, "issued": issued, "period": period, "trends": drawn,
            "first": first, "apart": apart,
        }
    )  # fmt: skip
