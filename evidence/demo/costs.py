"""Budget and cost of three services by element: the last two years that are over."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from core.choices import Origin
from evidence.demo.script import Line, To, Year, new, step
from portfolio.choices import CostElement as Element

#: Service, year, and of each element the budget and what was spent, in thousands of euros.
KNOWN = (
    ("his", -2, {Element.PERSONNEL: (980, 1012), Element.LICENCES: (640, 655),
                 Element.FACILITIES: (210, 204), Element.EXTERNAL: (330, 391),
                 Element.SHARED: (150, 150), Element.OVERHEAD: (75, 75)}),
    ("his", -1, {Element.PERSONNEL: (1020, 861), Element.LICENCES: (690, 690),
                Element.FACILITIES: (215, 177), Element.EXTERNAL: (350, 402),
                Element.SHARED: (155, 129), Element.OVERHEAD: (80, 66)}),
    ("mail", -1, {Element.PERSONNEL: (310, 255), Element.LICENCES: (385, 379),
                 Element.EXTERNAL: (70, 44), Element.OVERHEAD: (37, 31)}),
    ("workplace", -1, {Element.PERSONNEL: (720, 640), Element.LICENCES: (410, 437),
                      Element.EXTERNAL: (488, 351)}),
)  # fmt: skip


def lines() -> Iterator[Line]:
    """A record for each element."""
    for service, year, elements in KNOWN:
        for element, (budget, actual) in elements.items():
            yield new(
                "service-costs", f"cost:{service}:{year}:{element}", service=To(service),
                element=element, starts_on=Year(year), currency="EUR",
                budget=Decimal(budget * 1000), actual=Decimal(actual * 1000),
            )  # fmt: skip


STEPS = (
    step(-20, "sabine.koch", "Taken over from the cost report", *lines(), origin=Origin.IMPORT),
)
