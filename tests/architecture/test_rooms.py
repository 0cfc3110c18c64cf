"""The rooms of an app: the same names everywhere, each importing only rooms to its left."""

from tests.architecture.source import APPS, ROOT, imports, modules, short, tree

# Left to right; a room imports its own group's left neighbours only.
ROOMS = [
    {"choices"},
    {"transitions", "terms"},  # tables of moves and rules about dates, which models name
    {"reach"},  # whose rows are whose, which models name
    {"querysets"},
    {"models"},
    {"services"},
    {
        "conformity",
        "evidence_sources",
        "panels",
        "notices",
        "gates",
        "closers",
        "signatures",
        "graph_sources",
        "underpinning_sources",
        "report_sections",
    },
    {"forms", "filters", "serializers"},
    {"plans"},  # import plans: they read like forms and are named by views
    {"tasks", "jobs"},
    {"views", "api"},
    {"urls"},
]
PLACE = {name: number for number, names in enumerate(ROOMS) for name in names}
BESIDE = {"__init__", "apps", "migrations", "management", "templatetags"}
FORBIDDEN = {"utils", "util", "helpers", "helper", "common", "misc", "signals"}
# Rooms that only one app has, with the reason.
OWN_ROOMS = {
    "evidence": {
        "demo": "the story that `manage.py demo` tells: data, and the player that writes it",
        "bundles": "writes the evidence bundle: a package of one purpose",
        "scale": "rows for the benchmarks of `manage.py seed_scale`",
        "jobs": "the long work of this app, found by core",
        "verifier": "the stand-alone program that checks a bundle; imports nothing of the product",
    },
}
APPS_WITH_ROOMS = [app for app in APPS if app != "core"]  # core is one module per purpose


def room(file):
    """The name of the room a file stands in."""
    name = file.relative_to(ROOT).parts[1]
    return name.removesuffix(".py")


def test_apps_have_known_rooms_only():
    unknown = {
        f"{app}/{room(file)}"
        for app in APPS_WITH_ROOMS
        for file in modules(app)
        if room(file) not in {*PLACE, *BESIDE, *OWN_ROOMS.get(app, {})}
    }
    assert unknown == set()


def test_a_room_imports_rooms_to_its_left():
    wrong = [
        f"{short(file)}:{line} imports {name}"
        for app in APPS_WITH_ROOMS
        for file in modules(app)
        if room(file) in PLACE
        for line, name in imports(tree(file))
        if name.startswith(f"{app}.")
        and PLACE.get(name.split(".")[1], -1) >= PLACE[room(file)]
        and name.split(".")[1] != room(file)
    ]
    assert wrong == []


def test_no_module_is_named_after_nothing():
    named = [short(file) for file in modules() if FORBIDDEN & {*file.parts, file.stem}]
    assert named == []
