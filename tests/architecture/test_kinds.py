"""Every model says what it is, and every link protects what it points to."""

import pytest
from django.apps import apps
from django.db import models

from core.models import FactModel, PlumbingModel, RegisterModel
from tests.architecture.source import APPS, calls, modules, short

KINDS = (RegisterModel, FactModel, PlumbingModel)
#: Taken: columns of history, parameters of lists, and what core's queries over any register add to rows.
TAKEN = ("valid_from", "valid_to", "only", "mine")
TAKEN_BEGINNINGS = ("history_", "its_")


def is_history(model):
    """Whether a model is the history of a register."""
    return hasattr(model, "instance_type")


def own_models():
    """All models of the product but the histories."""
    found = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return [model for model in found if not is_history(model)]


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_each_model_is_of_one_kind(model):
    assert len([kind for kind in KINDS if issubclass(model, kind)]) == 1


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_each_model_says_what_it_is_for(model):
    own = vars(model).get("__doc__") or ""
    assert own.strip()
    assert not own.startswith(f"{model.__name__}(")  # Django's own words


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_nothing_is_deleted_by_the_deletion_of_something_else(model):
    links = [field for field in model._meta.get_fields() if isinstance(field, models.ForeignKey)]
    assert [link.name for link in links if link.remote_field.on_delete is not models.PROTECT] == []


@pytest.mark.parametrize("model", own_models(), ids=lambda model: model._meta.label)
def test_links_between_many_have_a_model_with_its_own_history(model):
    assert list(model._meta.local_many_to_many) == []


def test_no_field_of_a_register_is_called_as_history_lists_or_queries_call_their_own():
    registers = [model for model in own_models() if issubclass(model, RegisterModel)]
    names = [
        (model._meta.label, each.name) for model in registers for each in model._meta.get_fields()
    ]
    assert len(names) > 1000
    taken = [name for name in names if name[1] in TAKEN or name[1].startswith(TAKEN_BEGINNINGS)]
    assert taken == []


def test_what_queries_of_core_add_to_rows_begins_as_no_field_does():
    added = [
        (short(file), keyword.arg)
        for file in modules("core")
        for call, method in calls(file)
        if method.attr in ("annotate", "alias")
        for keyword in call.keywords
        if keyword.arg is not None
    ]
    assert len(added) > 20
    assert [each for each in added if not each[1].startswith("its_")] == []
