"""Charts in mails: plain data with the message, drawn when it is sent, as a picture with words beside."""

from __future__ import annotations

from datetime import date, timedelta
from email.mime.image import MIMEImage
from typing import Any

from django.core.mail import EmailMessage, EmailMultiAlternatives
from django.utils.html import format_html
from django.utils.translation import gettext as _

from core.access.principals import Principal
from core.charts.figures import BarChart
from core.charts.pictures import png
from core.charts.tables import sentence, table
from core.models import Action
from core.models.actions import FINISHED

WEEKS = 8
#: Fewer say themselves in words.
FEWEST = 3
CHART = "chart"


def due_by_week(principal: Principal, today: date) -> BarChart | None:
    """The principal's open actions by the week they are due; None where there are only a few."""
    if principal.person_id is None:
        return None
    monday = today - timedelta(days=today.weekday())
    rows = Action.objects.for_user(principal).current().exclude(state__in=FINISHED)
    days = rows.filter(owner=principal.person_id, due__lt=monday + timedelta(weeks=WEEKS))
    weeks = [max(-1, (day - monday).days // 7) for day in days.values_list("due", flat=True)]
    if len(weeks) < FEWEST:
        return None
    starts = [monday + timedelta(weeks=number) for number in range(WEEKS)]
    labels = [_("earlier"), *(f"{start:%d.%m.}" for start in starts)]
    counts = [weeks.count(number) for number in range(-1, WEEKS)]
    return BarChart(_("Your actions by the week they are due"), labels, counts, name=_("Actions"))


def packed(chart: BarChart) -> dict[str, Any]:
    """The chart as JSON holds it, with its words in the reader's language."""
    return {
        "title": chart.title,
        "labels": [str(label) for label in chart.labels],
        "values": [float(value) for value in chart.values if value is not None],
        "name": chart.name,
        "alt": sentence(chart),
    }


def as_text(chart: BarChart) -> str:
    """Its title and its table, for readers and programs that show no picture."""
    return f"{chart.title}\n\n{table(chart).as_text()}"


def with_chart(mail: EmailMessage, data: dict[str, Any]) -> EmailMessage:
    """The mail with the same words in HTML above the picture, whose description says what it shows."""
    figure = BarChart(data["title"], data["labels"], data["values"], name=data["name"])
    drawn = EmailMultiAlternatives(
        mail.subject, mail.body, mail.from_email, mail.to, headers=mail.extra_headers
    )
    html = format_html(
        '<p style="white-space: pre-line">{}</p><p><img src="cid:{}" alt="{}"></p>',
        mail.body, CHART, data["alt"],
    )  # fmt: skip
    drawn.attach_alternative(html, "text/html")
    drawn.mixed_subtype = "related"  # type: ignore[attr-defined]
    image = MIMEImage(png(figure), "png")
    image.add_header("Content-ID", f"<{CHART}>")
    image.add_header("Content-Disposition", "inline", filename=f"{CHART}.png")
    drawn.attach(image)
    return drawn
