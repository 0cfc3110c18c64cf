"""What was measured beside what was hoped for, as a table of plain text."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Figure:
    """One measured thing: its value in words, the goal in words, and whether it was reached."""

    operation: str
    what: str
    value: str
    goal: str = ""
    reached: bool | None = None

    def line(self) -> str:
        """The figure as one line of the table."""
        mark = {True: "ok", False: "SHORT", None: ""}[self.reached]
        return f"  {self.what:<52} {self.value:<34} {self.goal:<26} {mark}".rstrip()


Report = Callable[[Figure], None]


class Printer:
    """Prints figures as they come, under the name of their operation."""

    def __init__(self) -> None:
        self.operation = ""
        self.figures: list[Figure] = []

    def __call__(self, figure: Figure) -> None:
        """Print one figure."""
        if figure.operation != self.operation:
            self.operation = figure.operation
            print(f"\n{figure.operation}", flush=True)
        self.figures.append(figure)
        print(figure.line(), flush=True)

    def summary(self) -> str:
        """How many goals were reached."""
        judged = [figure for figure in self.figures if figure.reached is not None]
        reached = sum(bool(figure.reached) for figure in judged)
        return f"{reached} of {len(judged)} goals reached."


def at_least(operation: str, what: str, value: float, goal: float, shown: str) -> Figure:
    """A figure that should be no smaller than the goal."""
    return Figure(operation, what, shown, f"≥ {goal:g}", value >= goal)


def at_most(operation: str, what: str, value: float, goal: float, shown: str) -> Figure:
    """A figure that should be no larger than the goal."""
    return Figure(operation, what, shown, f"≤ {goal:g}", value <= goal)
