"""Every model says what it is, and every link protects what it points to."""

import pytest
from django.apps import apps
from django.db import models

from core.models import FactModel, PlumbingModel, RegisterModel
from tests.architecture.source import APPS

KINDS = (RegisterModel, FactModel, PlumbingModel)


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
