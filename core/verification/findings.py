"""What a verification found, in sentences."""

from __future__ import annotations

from dataclasses import dataclass, field

#: More than this many sentences help nobody; the rest is counted.
MOST = 1000


@dataclass
class Findings:
    """Inconsistencies in the order they were met; beyond ``MOST`` only their number is kept."""

    sentences: list[str] = field(default_factory=list)
    count: int = 0

    def add(self, sentence: str) -> None:
        """Note one inconsistency."""
        self.count += 1
        if len(self.sentences) < MOST:
            self.sentences.append(sentence)
