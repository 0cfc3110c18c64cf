"""Writing a bundle: everything in order, into one sealed zip."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from django.conf import settings
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.choices import EntryKind
from core.errors import Forbidden, Unavailable
from core.ledger.notes import Checkpoint, NoteError, SigningKey
from core.models import DocumentVersion, Signature
from evidence.bundles import disclosure, tables
from evidence.bundles.bag import Bag
from evidence.bundles.disclosure import Disclosed
from evidence.bundles.documents import Files
from evidence.bundles.facts import FactTables
from evidence.bundles.overview import Overview
from evidence.bundles.scope import Scope
from evidence.bundles.selection import Selected, disclosed_entries, prove, select

VERIFIER = Path(__file__).parents[1] / "verifier" / "verify.py"
Report = Callable[[int, str], None]


def write_zip(out: Path, scope: Scope, report: Report) -> None:
    """Write the bundle of a scope to ``out``; ``report`` hears percent and step, and may raise.

    Memory stays flat: files grow in a folder of their own and are packed at the end.
    """
    key = signing_key()
    with tempfile.TemporaryDirectory() as folder, translation.override(scope.language):
        bag = Bag(Path(folder))
        _fill(bag, scope, key, report)
        report(90, _("Packing"))
        bag.finish(_info(scope), key, f"timestamp:{int(scope.horizon.timestamp())}")
        bag.zip(out, scope.file_name, scope.horizon)
    report(100, "")


def signing_key() -> SigningKey:
    """The key that signs; Unavailable without one."""
    try:
        return SigningKey.load(settings.LEDGER_ORIGIN, settings.SIGNING_KEY_FILE)
    except (OSError, NoteError) as error:
        raise Unavailable(_("There is no signing key; an operator must make one.")) from error


def _fill(bag: Bag, scope: Scope, key: SigningKey, report: Report) -> None:
    overview = Overview(scope)
    report(0, _("Choosing records"))
    selected = select(scope)
    for number, one in enumerate(selected):
        report(5 + 40 * number // len(selected), str(one.model._meta.verbose_name_plural))
        _write_register(bag, scope, one, overview)
    _write_ledger(bag, scope, selected, key, overview, report)
    _require_reach(scope, selected)
    report(85, _("Overview"))
    overview.write(bag)
    readme = {"scope": scope, "public": key.public}
    bag.write("README.txt", render_to_string(readmes(scope.language), readme))
    bag.write("verify.py", VERIFIER.read_text(encoding="utf-8"))


def readmes(language: str) -> list[str]:
    """The templates of README.txt, the best first."""
    return [f"evidence/bundle/README.{each}.txt" for each in (language, "en")]


def _require_reach(scope: Scope, selected: list[Selected]) -> None:
    """Raise Forbidden when an outsider's reach shrank meanwhile: people of the organisation see all."""
    if scope.principal.is_staff:
        return
    now = {one.name: set(one.keys) for one in select(scope)}
    if any(set(one.keys) - now.get(one.name, set()) for one in selected):
        raise Forbidden(_("Your rights changed while the bundle was being written."))


def _write_register(bag: Bag, scope: Scope, one: Selected, overview: Overview) -> None:
    section = overview.section(one)
    for row in tables.write_tables(bag, scope, one):
        overview.note_row(section, row)


def _write_ledger(
    bag: Bag,
    scope: Scope,
    selected: list[Selected],
    key: SigningKey,
    overview: Overview,
    report: Report,
) -> None:
    step = _("Change history")
    report(45, step)
    seqs, files = disclosed_entries(scope, selected), Files(bag)
    with FactTables(bag, scope) as facts:
        for number, entry in enumerate(disclosure.write_entries(bag, scope, selected, seqs)):
            report(45 + 40 * number // len(seqs), step)
            facts.note(entry)
            _note(entry, files, overview)
    overview.facts = facts.counts
    root, hashes = prove(scope, seqs)
    checkpoint = Checkpoint(settings.LEDGER_ORIGIN, scope.size, root, scope.chain)
    disclosure.write_proof(bag, scope.size, hashes, key.sign(checkpoint))


def _note(entry: Disclosed, files: Files, overview: Overview) -> None:
    """The file of an entry into the bag; what it tells, for the first page."""
    overview.note_entry(entry)
    if entry.header["kind"] != EntryKind.FACT:
        return
    if entry.header["type"] == DocumentVersion.fact:
        for version in entry.fields.values():
            overview.note_file(version["name"], files.add(version))
    elif entry.header["type"] == Signature.fact:
        overview.note_signatures(entry)


def _info(scope: Scope) -> list[tuple[str, str]]:
    """The lines of bag-info.txt; every time in them comes from the horizon."""
    return [
        ("Bagging-Date", clock.local(scope.horizon).date().isoformat()),
        ("Source-Organization", settings.ORGANISATION_NAME),
        ("External-Description", f"Evidence for {scope.clause.label}"),
        *((f"SMS-{name}", text) for name, text in scope.facts()),
        ("SMS-Ledger-Origin", settings.LEDGER_ORIGIN),
        ("SMS-Ledger-Size", str(scope.size)),
    ]
