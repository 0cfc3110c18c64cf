"""What must hold for the needs of customers once services meet them (ISO/IEC 20000-1, 8.3.2)."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from core.choices import Severity
from core.registries.rules import Check, rule
from portfolio.models import Fulfilment
from relationships.choices import NeedState
from relationships.models import Need


@rule(
    "need-met", Need, Severity.MINOR, needs=("state",),
    says=_("Of every need or expectation that is met it is known where: by which service."),
    remedy=_("Name the service that meets it, and the requirement in which it was agreed."),
)  # fmt: skip
def met_needs_name_where() -> Check:
    """A service is named."""
    named = Fulfilment._base_manager.filter(archived_at=None, service__archived_at=None)
    return Check(Q(state=NeedState.MET), ~Q(pk__in=named.values("need")))
