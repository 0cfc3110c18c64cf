"""What is known around one record, told by the apps: panels and figures of its page, and one timeline.

In an app's ``panels``::

    @panel("services", Customer, _("Services"), template="portfolio/_services.html", covers=(SLA,))
    def services(look: Look) -> Panel | None: ...

    happening("slas", Customer, _("Agreements"), SLA, lambda look: Q(customer=look.row.pk),
              day="effective_from", words=_("SLA in force"))

What a panel ``asks`` are functions from a look to rows, put by :meth:`Look.rows`: those of all panels are
looked for in one query, and what has no rows costs no further one.

A floor never knows who tells something of its records. Everything is read through ``for_user`` and fields.
"""

from core.declaration.dossier.around import around
from core.declaration.dossier.health import Verdict, factor
from core.declaration.dossier.looking import Line, Look, Number, Panel, Rows
from core.declaration.dossier.registry import happening, panel
from core.declaration.dossier.rows import rows

__all__ = [
    "Line",
    "Look",
    "Number",
    "Panel",
    "Rows",
    "Verdict",
    "around",
    "factor",
    "happening",
    "panel",
    "rows",
]
