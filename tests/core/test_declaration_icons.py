"""Every register's icon is in the sprite."""

import re
from pathlib import Path

import pytest

from core.declaration import registry

SPRITE = Path(__file__).parents[2] / "static" / "vendor" / "icons" / "icons.svg"
ICONS = set(re.findall(r'id="([^"]+)"', SPRITE.read_text(encoding="utf-8")))


@pytest.mark.parametrize("declaration", registry.declarations(), ids=lambda d: d.__name__)
def test_a_registers_icon_can_be_drawn(declaration):
    assert declaration.icon in ICONS
