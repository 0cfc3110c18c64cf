"""The documents of the story."""

from evidence.demo.stage import Stage

LAST = "action:works-council"


def file_all(stage: Stage) -> None:
    pass
