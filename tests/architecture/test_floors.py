"""The staircase: imports and foreign keys go down, never up."""

from django.apps import apps

from tests.architecture.source import APPS, FLOOR, ROOT, imports, modules, short, tree


def upward(importer, imported):
    """Whether one package standing on `importer`'s floor may not know the other."""
    if importer == imported:
        return False
    return FLOOR[imported] >= FLOOR[importer]


def test_imports_go_down_the_staircase():
    wrong = [
        f"{short(file)}:{line} imports {name}"
        for file in modules()
        for line, name in imports(tree(file))
        if name.split(".")[0] in FLOOR
        and upward(file.relative_to(ROOT).parts[0], name.split(".")[0])
    ]
    assert wrong == []


def test_foreign_keys_go_down_the_staircase():
    wrong = [
        f"{model._meta.label}.{field.name} → {field.related_model._meta.label}"
        for app in APPS
        for model in apps.get_app_config(app).get_models()
        for field in model._meta.get_fields()
        if field.is_relation
        and field.concrete
        and field.related_model
        and field.related_model._meta.app_label in FLOOR
        and upward(app, field.related_model._meta.app_label)
    ]
    assert wrong == []


def test_every_floor_stands():
    assert [app for app in APPS if not apps.is_installed(app)] == []
