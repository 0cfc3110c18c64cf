"""What holds for every register, inherited by one small class each."""

import pytest

ROOMS = ("reading", "hidden", "writing", "looking_back", "exchanging", "odd_text")
pytest.register_assert_rewrite(*(f"{__name__}.{room}" for room in ROOMS))
