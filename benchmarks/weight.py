"""What a browser loads for a list: everything at the first visit, the page alone later."""

from __future__ import annotations

import gzip
import posixpath
import re

from benchmarks.load import Ask, fetch
from benchmarks.place import Database, Site, site
from benchmarks.reading import cookie
from benchmarks.report import Report, at_most

PAGES = {"list": "/services/?layout=list", "grid": "/services/?layout=grid"}
ASSET = re.compile(rb'(?:src|href)="(/static/[^"#]+)')
MODULE = re.compile(rb'(?:from|import)\s*\(?\s*"(\.{1,2}/[^"]+)"')
KILO = 1000


def weight(many: Database, report: Report) -> None:
    """Kilobytes over the wire, compressed as a proxy does, of a list of 50 and of the grid."""
    with site(many) as on:
        for name, path in PAGES.items():
            page = _load(on, path, cookie(many))
            assets = _assets(on, page)
            later = len(gzip.compress(page)) / KILO
            first = later + sum(len(gzip.compress(body)) for body in assets.values()) / KILO
            what = f"Weight of the {name}"
            shown = f"{first:.0f} kB, {len(assets) + 1} files"
            report(at_most(what, "first visit, kB", first, 300, shown))
            report(at_most(what, "later visit, kB", later, 40, f"{later:.1f} kB"))


def _load(on: Site, path: str, headers: dict[str, str]) -> bytes:
    status, body = fetch(on.port, Ask(path, headers=tuple(headers.items())))
    if status != 200:
        raise RuntimeError(f"{path}: {status} {body[:200]!r}")
    return body


def _assets(on: Site, page: bytes) -> dict[str, bytes]:
    """Every script, style and picture that the page names, and the modules that scripts import."""
    found: dict[str, bytes] = {}
    waiting = [match.decode() for match in ASSET.findall(page)]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found[path] = _load(on, path, {})
        if path.partition("?")[0].endswith(".js"):
            here = posixpath.dirname(path)
            names = (match.decode() for match in MODULE.findall(found[path]))
            waiting += [posixpath.normpath(posixpath.join(here, name)) for name in names]
    return found
