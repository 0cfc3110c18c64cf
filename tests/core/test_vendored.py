"""Files of others: exactly those of the manifest, unchanged; every icon that is used is there."""

import hashlib
import json
import re

import pytest

from core.declaration.registry import declarations
from tests.architecture.source import ROOT, templates

VENDOR = ROOT / "static" / "vendor"
MANIFEST = json.loads((VENDOR / "MANIFEST.json").read_text())
FILES = {
    name: digest for package in MANIFEST["packages"] for name, digest in package["files"].items()
}
SPRITE = set(re.findall(r'<symbol id="([^"]+)"', (VENDOR / "icons" / "icons.svg").read_text()))


def test_every_vendored_file_stands_in_the_manifest():
    found = {
        path.relative_to(VENDOR).as_posix()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "MANIFEST.json"
    }
    assert found == set(FILES)


@pytest.mark.parametrize("name", FILES)
def test_a_vendored_file_is_unchanged(name):
    assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == FILES[name]


def test_every_package_names_version_and_licence():
    for package in MANIFEST["packages"]:
        assert all(package[key] for key in ("name", "version", "licence"))
        assert any(name.endswith("LICENSE") for name in package["files"])


def test_every_icon_of_a_template_is_in_the_sprite():
    used = {
        name
        for file in templates()
        for name in re.findall(r'{% icon "([^"]+)"', file.read_text(encoding="utf-8"))
    }
    assert used
    assert used - SPRITE == set()


def test_every_icon_of_a_register_is_in_the_sprite():
    used = {declaration.icon for declaration in declarations()}
    used |= {verb.icon for declaration in declarations() for verb in declaration.verbs}
    assert used - SPRITE == set()


def test_no_stylesheet_or_script_reaches_another_site():
    for folder in ("css", "js"):
        for file in (ROOT / "static" / folder).rglob("*.*"):
            assert "//" not in re.sub(
                r"(^|\s)// .*$", "", file.read_text(), flags=re.MULTILINE
            ).replace("*//", "")
