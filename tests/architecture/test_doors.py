"""One door for writes, one for reads: who goes around them stands here with the reason."""

import ast

from core.registers import registers
from tests.architecture.source import ROOT, calls, modules, short, tree

# Methods that write rows without history when they meet a register.
WRITES = {
    *("update", "bulk_create", "bulk_update", "delete", "create", "get_or_create"),
    *("update_or_create", "aupdate", "adelete", "acreate", "abulk_create", "_raw_delete"),
    *("bulk_create_with_history", "bulk_update_with_history"),
}
QUERY_SIGNS = ("objects", "_manager", ".filter(", ".exclude(", ".all()", "queryset", ".history")

# Files that may write rows by themselves, and what they write.
WRITERS = {
    "core/services/personal_data/forgetting.py": "rows without history: mails, notifications, views, sign-in",
    "core/writing/unit.py": "the door: the counter of a register's references",
    "core/ledger/statements.py": "the door: live rows, records, facts, history rows and entries",
    "core/writing/erasure.py": "erasure, beside its own entry in the ledger",
    "core/declaration/dossier/marks.py": "plumbing: marks of the health of records",
    "core/exchange/confirming.py": "plumbing: import previews",
    "core/exchange/storing.py": "plumbing: import previews",
    "core/services/accounts.py": "plumbing: second factors; the password, which has no history",
    "core/services/bulk.py": "plumbing: bulk changes that wait for confirmation",
    "core/services/jobs.py": "plumbing: jobs",
    "core/services/leftovers.py": "plumbing: answers kept for repeated requests",
    "core/services/notifications.py": "plumbing: notifications",
    "core/services/outbox.py": "plumbing: the outbox",
    "core/services/preferences.py": "columns of a user that have no history",
    "core/services/saved_views.py": "plumbing: views and who begins with them",
    "core/services/single_use.py": "plumbing: single-use links",
    "core/tokens.py": "plumbing: API tokens",
    "evidence/scale.py": "seed_scale: a million versions at once, through the door's own parts",
}
# Files that may call save() or delete() on a row, and on what.
SAVERS = {
    "core/services/personal_data/forgetting.py": "plumbing: mails, notifications, views; the sign-in",
    "core/services/bulk.py": "plumbing: bulk changes that nobody confirmed in time",
    "core/services/notifications.py": "plumbing: notifications read long ago",
    "core/ledger/access_chain.py": "the access chain's own append-only entries",
    "core/exchange/confirming.py": "plumbing: import previews",
    "core/exchange/storing.py": "plumbing: import previews",
    "core/services/accounts.py": "plumbing: second factors",
    "core/services/checkpoints.py": "plumbing: checkpoints kept as anchors",
    "core/services/jobs.py": "plumbing: jobs",
    "core/services/saved_views.py": "plumbing: views",
    "core/services/single_use.py": "plumbing: single-use links",
    "core/tokens.py": "plumbing: API tokens",
    "core/services/leftovers.py": "plumbing: answers kept for repeated requests",
}
# Files that may read a register without asking whose rows, and why.
UNSCOPED = {
    "core/services/personal_data/traces.py": "all that is held about a person, for who may know it",
    "core/signing/asked.py": "whoever must sign is told",
    "core/services/documents.py": "a document is visible through what it belongs to",
    "core/services/account_mails.py": "who gets a mail about an account",
    "config/management/commands/first_start.py": "asks whether there is any user at all",
    "core/jobs.py": "finds the requester in whose name a job reads",
    "core/services/accounts.py": "the first administrator, before anybody can see anybody",
    "core/registries/notices.py": "who is told, by which channel and in which language",
    "core/notices.py": "whoever is to do an action is told of it",
    "portfolio/services/endings.py": "keys for a condition, and reminders to whoever is responsible",
    "relationships/notices.py": "reminders go to whoever is responsible",
    "relationships/services/waiting.py": "keys for a condition, and who is responsible",
    "portfolio/notices.py": "reminders go to whoever is responsible",
    "suppliers/notices.py": "reminders go to whoever is responsible",
    "suppliers/panels.py": "keys for a condition that narrows rows in scope",
}
# Files that read rows by a manager without `for_user`, and why that shows nobody anything hidden.
RAW = {
    "portfolio/models/levels.py": "what the record at hand said before it was changed",
    "portfolio/services/shortfalls.py": "keys for a condition that narrows rows in scope",
    "core/services/confirmations.py": "intervals, which are for everybody; keys for a condition",
    "core/gates/requirements.py": "whether rows at hand meet what their gates need",
    "core/registries/gates.py": "keys for a condition about rows at hand",
    "core/services/closing.py": "keys for a condition about rows at hand",
    "portfolio/services/readiness.py": "keys for conditions about services at hand",
    "suppliers/gates.py": "keys for a condition about services at hand",
    "core/services/personal_data/forgetting.py": "rows that name a person who is erased",
    "core/services/personal_data/traces.py": "all that is held about a person, for who may know it",
    "core/access/belonging.py": "from which version on outsiders may read records in scope",
    "core/api/history.py": "versions of one record in scope",
    "core/declaration/changes.py": "versions of one record in scope",
    "core/verification/history.py": "verification, over all rows",
    "core/declaration/dossier/around.py": "keys for a condition that narrows rows in scope",
    "core/declaration/dossier/timeline.py": "the day on which rows in scope were first written",
    "core/exchange/directory.py": "records of the types that the principal may see",
    "core/management/commands/import_register.py": "finds the user of --as",
    "core/management/commands/token.py": "finds the user of EMAIL",
    "core/models/people.py": "counts administrators before the last one goes",
    "core/models/record.py": "the row of a record at hand",
    "core/notices.py": "who was given an action, to tell them",
    "core/querysets.py": "is for_user",
    "core/writing/erasure.py": "versions of the record at hand and of those that quote it",
    "core/writing/quoting.py": "rows whose titles quote what the unit renamed",
    "core/records/writing.py": "the current row behind a conflict, already in scope; what titles quote",
    "core/services/accounts.py": "writes a password hash",
    "core/services/preferences.py": "writes preferences, which have no history",
    "core/reading/selections.py": "keys for a condition that narrows rows in scope",
    "core/models/overlaps.py": "terms that overlap, over all rows",
    "core/records/sealing.py": "the earlier state of the row at hand",
    "core/services/editions.py": "the edition after the one at hand; editions that end by themselves",
    "core/services/signing.py": "the record at hand as it stands, locked",
    "core/signing/changed.py": "an earlier version of the record at hand",
    "core/signing/registry.py": "what belongs to the text of the record at hand",
    "core/registries/sources.py": "keys for a condition that narrows rows in scope",
    "core/ledger/statements.py": "the door for writes",
    "core/writing/validation.py": "uniqueness and existence, over all rows",
    "core/verification/facts.py": "verification, over all rows",
    "evidence/panels.py": "keys for a condition that narrows rows in scope",
    "evidence/bundles/tables.py": "state at the horizon of rows selected in scope",
    "evidence/scale.py": "rows for benchmarks",
    "portfolio/models/parts.py": "dependencies that close a circle, over all rows",
    "portfolio/report_sections.py": "when actions were done, over all rows",
    "portfolio/services/underpinning/comparing.py": "keys for a condition that narrows rows in scope",
    "portfolio/underpinning_sources.py": "what is kept to for dependencies in scope",
    "portfolio/conformity/events.py": "keys for a condition that narrows rows in scope",
    "portfolio/services/events.py": "keys for a condition that narrows rows in scope",
    "suppliers/services.py": "keys for a condition that narrows rows in scope",
    "portfolio/conformity/needs.py": "keys for a condition that narrows rows in scope",
    "portfolio/conformity/levels.py": "keys for a condition that narrows rows in scope",
    "portfolio/conformity/catalogue.py": "keys for a condition that narrows rows in scope",
    "portfolio/conformity/registers.py": "keys for a condition that narrows rows in scope",
    "portfolio/conformity/service_plans.py": "keys for a condition that narrows rows in scope",
    "portfolio/reach.py": "is reach itself",
    "portfolio/services/catalogue.py": "keys for a condition that narrows rows in scope",
    "portfolio/services/endings.py": "keys for a condition that narrows rows in scope",
    "relationships/conformity.py": "keys for a condition that narrows rows in scope",
    "relationships/models/managers.py": "what follows from changes in the unit, over all rows",
    "relationships/reach.py": "is reach itself",
    "relationships/services/managing.py": "after migrations: all customers with a manager",
    "relationships/services/tiers.py": "after migrations: all customers whose tier is a word",
    "relationships/services/waiting.py": "keys for a condition that narrows rows in scope",
    "suppliers/conformity.py": "keys for a condition that narrows rows in scope",
    "suppliers/reach.py": "is reach itself",
    "suppliers/underpinning_sources.py": "what is kept to for dependencies in scope",
}
REGISTER_NAMES = {model.__name__ for model in registers()}
MANAGERS = {"objects", "_base_manager", "_default_manager"}


def past_the_door(file):
    """Lines that use a register's manager for anything but `for_user` or `unscoped`."""
    for node in ast.walk(tree(file)):
        if not (isinstance(node, ast.Attribute) and isinstance(node.value, ast.Attribute)):
            continue
        manager, owner = node.value.attr, ast.unparse(node.value.value)
        of_register = owner in REGISTER_NAMES or owner.endswith("model") or manager != "objects"
        if manager in MANAGERS and of_register and node.attr not in {"for_user", "unscoped"}:
            yield node.lineno


def writes(call, method):
    """Whether a call looks like a write through a manager or queryset."""
    receiver = ast.unparse(method.value)
    return method.attr in WRITES and any(sign in receiver for sign in QUERY_SIGNS)


def saves(call, method):
    """Whether a call looks like a row's own save() or delete()."""
    if method.attr not in {"save", "delete", "asave", "adelete", "save_base"}:
        return False
    return not (call.args or ast.unparse(method.value).endswith(("form", "formset", "storage")))


def unscoped(call, method):
    """Whether a call reads past `for_user`."""
    return method.attr == "unscoped"


def found(test):
    """Each place where a call passes the test: file → lines."""
    places: dict[str, list[int]] = {}
    for file in modules():
        for call, method in calls(file):
            if test(call, method):
                places.setdefault(short(file), []).append(call.lineno)
    return places


def undeclared(test, declared):
    """Places that are not declared."""
    return {file: lines for file, lines in found(test).items() if file not in declared}


def outdated(test, declared):
    """Declarations that are no longer needed."""
    return set(declared) - set(found(test))


def test_rows_are_written_through_the_door():
    assert undeclared(writes, WRITERS) == {}
    assert undeclared(saves, SAVERS) == {}


def test_registers_are_read_through_the_door():
    assert undeclared(unscoped, UNSCOPED) == {}
    raw = {short(file): list(past_the_door(file)) for file in modules()}
    assert {file: lines for file, lines in raw.items() if lines and file not in RAW} == {}


def test_every_unscoped_read_gives_its_reason():
    silent = [
        f"{short(file)}:{call.lineno}"
        for file in modules()
        for call, method in calls(file)
        if unscoped(call, method) and not (call.args and ast.unparse(call.args[0]).strip("'\""))
    ]
    assert silent == []


def test_no_declaration_outlives_its_reason():
    assert outdated(writes, WRITERS) == set()
    assert outdated(saves, SAVERS) == set()
    assert outdated(unscoped, UNSCOPED) == set()
    assert {file for file in RAW if not any(past_the_door(ROOT / file))} == set()


def test_nothing_switches_on_simple_historys_own_writing(settings):
    assert settings.SIMPLE_HISTORY_ENABLED is False


def test_the_cache_is_for_rate_limits_only():
    users = [
        short(file)
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.ImportFrom) and node.module == "django.core.cache"
    ]
    assert users == []
