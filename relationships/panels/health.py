"""How a relationship fares: the score of a customer that explains each of its points (docs/health.md)."""

from __future__ import annotations

from django.db.models import Count, Max
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from core.choices import Level
from core.declaration.dossier import Look, Number, Panel, Verdict, around, factor, panel
from core.declaration.dossier.health import health_of
from core.declaration.dossier.marks import curve
from core.models import Action
from core.models.actions import FINISHED
from core.querysets import in_term
from relationships.choices import ConcernState
from relationships.models import Communication, Concern, Customer, Representative

#: A month of a tier's interval, in days.
MONTH = 30
#: How much a risk or issue weighs; six take all points.
WEIGHTS = {Level.LOW: 1, Level.MEDIUM: 2, Level.HIGH: 4, Level.CRITICAL: 6}
ALL_LOST = 6
#: So many overdue actions take all points.
TOO_MANY = 3


@panel(
    "health", Customer, gettext_lazy("Health"), template="dossier/_health.html", order=5, wide=True
)
def health(look: Look) -> Panel | None:
    """The score, each of its points, and how it went; for people of the organisation."""
    if not look.principal.is_staff:
        return None
    found = health_of(look)
    said = _("no data") if found.score is None else f"{found.score} / 100"
    hint = found.words if found.score is not None else ""
    number = Number(_("Health"), said, "#panel-health", found.tone, hint)
    data = {"health": found, "curve": curve(look, found.score)}
    return Panel(data=data, numbers=[number])


def _mend(look: Look, field: str) -> str:
    """The form that mends it, for those who may."""
    return f"{look.page('edit')}#id_{field}" if look.may_change else ""


@factor("manager", Customer, gettext_lazy("Relationship manager"), worth=10)
def manager(look: Look) -> Verdict | None:
    """Somebody is responsible for the relationship."""
    if look.row.manager_id:
        return Verdict(1, _("A relationship manager is named."))
    return Verdict(0, _("No relationship manager is named."), _mend(look, "manager"))


@factor("representative", Customer, gettext_lazy("Representatives"), worth=15)
def representative(look: Look) -> Verdict | None:
    """As many as the tier asks for may speak for the customer on the day."""
    term = in_term("appointed_from", "appointed_until", look.day)
    mine = Representative.objects.for_user(look.principal).current()
    there = mine.filter(term, customer=look.row.pk).count()
    wanted = look.row.tier.representatives if look.row.tier else 1
    says = _("%(there)d of at least %(wanted)d representatives are appointed.")
    url = "" if there >= wanted else look.add_url(Representative, "customer")
    return Verdict(min(1, there / wanted), says % {"there": there, "wanted": wanted}, url)


@factor("contact", Customer, gettext_lazy("Contact"), worth=20)
def contact(look: Look) -> Verdict | None:
    """Somebody spoke with the customer within the interval of its tier; half within twice that."""
    log = look.page("log") if look.may_change else ""
    if look.row.tier is None:
        return Verdict(
            None, _("Nobody said how often to speak: the customer has no tier."),
            _mend(look, "tier"),
        )  # fmt: skip
    mine = Communication.objects.for_user(look.principal).current()
    last = mine.filter(subject=look.row.pk, held_on__lte=look.day).aggregate(Max("held_on"))
    day = last["held_on__max"]
    if day is None:
        return Verdict(None, _("No contact is logged yet."), log)
    ago, most = (look.day - day).days, look.row.tier.review_months * MONTH
    share = 1 if ago <= most else 0.5 if ago <= 2 * most else 0
    says = _("The last contact was %(ago)d days ago; the tier asks for one in %(most)d days.")
    return Verdict(share, says % {"ago": ago, "most": most}, "" if share == 1 else log)


@factor("actions", Customer, gettext_lazy("Actions"), worth=15)
def actions(look: Look) -> Verdict | None:
    """No action about the customer is overdue; each that is takes a third."""
    mine = Action.objects.for_user(look.principal).current().exclude(state__in=FINISHED)
    late = mine.filter(subject__in=around(look.row), due__lt=look.day).count()
    if not late:
        return Verdict(1, _("No action is overdue."))
    says = ngettext("%(n)d action is overdue.", "%(n)d actions are overdue.", late) % {"n": late}
    return Verdict(max(0, 1 - late / TOO_MANY), says, "#panel-actions")


@factor("concerns", Customer, gettext_lazy("Risks and issues"), worth=15)
def concerns(look: Look) -> Verdict | None:
    """No risk or issue is open or being treated; each that is takes points by its severity."""
    mine = Concern.objects.for_user(look.principal).current()
    there = mine.filter(
        customer=look.row.pk, state__in=(ConcernState.OPEN, ConcernState.TREATED)
    ).order_by()  # fmt: skip
    counted = dict(there.values_list("severity").annotate(Count("pk")))
    if not counted:
        return Verdict(1, _("No risk or issue is open."))
    number = sum(counted.values())
    weight = sum(WEIGHTS[Level(severity)] * n for severity, n in counted.items())
    says = ngettext("%(n)d risk or issue is open.", "%(n)d risks and issues are open.", number)
    return Verdict(max(0, 1 - weight / ALL_LOST), says % {"n": number}, "#panel-concerns")
