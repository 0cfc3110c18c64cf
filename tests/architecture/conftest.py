"""What the architecture tests read is the code, which is the same on every database."""

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run them in the first half of `make test` only."""
    for item in items:
        if HERE in item.path.parents:
            item.add_marker(pytest.mark.once)
