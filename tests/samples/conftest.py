"""Real files that nobody here wrote; they lie beside the repository and are not part of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core import records
from core.access.principals import system
from core.choices import Origin
from core.exchange.examining import Examination, Wishes, examine
from core.exchange.plans import plan_of
from core.exchange.reading import read_sheet
from core.registers import by_name
from core.text.sheets import Sheet

SAMPLES = Path(__file__).resolve().parents[2].parent / "shared" / "samples"
TESTER = system("samples")

Look = Callable[..., Examination]


@pytest.fixture(scope="session")
def folder() -> Path:
    """Where the samples are; without them these tests cannot say anything."""
    assert SAMPLES.is_dir(), f"There are no samples in {SAMPLES}."
    return SAMPLES


@pytest.fixture
def read(folder: Path) -> Callable[..., Sheet]:
    """Read a sample as a sheet."""
    return lambda name, **options: read_sheet((folder / name).read_bytes(), name, **options)


@pytest.fixture
def look(read: Callable[..., Sheet]) -> Look:
    """Examine a sample for a register."""

    def look(register: str, name: str, **wishes: Any) -> Examination:
        return examine(read(name), plan_of(by_name(register)), Wishes(**wishes), by=TESTER)

    return look


@pytest.fixture
def carry_out(look: Look) -> Callable[..., None]:
    """Import a sample, leaving out faulty rows, and check that doing it again would change nothing."""

    def carry_out(register: str, name: str, **wishes: Any) -> None:
        examination = look(register, name, **wishes)
        records.apply(examination.take_drafts(), by=TESTER, origin=Origin.IMPORT)
        again = look(register, name, **wishes)
        assert again.take_drafts() == []
        assert again.outcome.blocked == examination.outcome.blocked

    return carry_out
