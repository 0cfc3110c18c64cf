"""Factories of the registers that every installation has, and what all factories share."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import factory
from django.contrib.auth.hashers import make_password

from core import records
from core.access.principals import system
from core.choices import Origin
from core.models import (
    Action,
    Calendar,
    ChecklistStep,
    ChecklistTemplate,
    Document,
    Holiday,
    Person,
    TemplateStep,
    User,
)

MAKER = system("tests")


class RecordFactory(factory.Factory):
    """A factory whose records are written as every record is, with history and ledger."""

    class Meta:
        abstract = True

    @classmethod
    def _create(cls, model_class: Any, *args: Any, **values: Any) -> Any:
        return records.create(model_class, values, by=MAKER, origin=Origin.COMMAND)


def change(row: Any, **values: Any) -> Any:
    """A later version of a record."""
    return records.change(
        type(row),
        row.uid,
        values,
        version=row.version,
        by=MAKER,
        origin=Origin.COMMAND,
        reason="test",
    )


def archive(row: Any) -> Any:
    """The record, archived."""
    return records.archive(
        type(row), row.uid, version=row.version, by=MAKER, origin=Origin.COMMAND, reason="test"
    )


class PersonFactory(RecordFactory):
    """Somebody of our organisation."""

    class Meta:
        model = Person

    name = factory.Sequence(lambda n: f"Person {n}")


class UserFactory(RecordFactory):
    """A user with a person; ``password`` is optional, ``roles`` a list."""

    class Meta:
        model = User

    name = factory.Sequence(lambda n: f"User {n}")
    email = factory.Sequence(lambda n: f"user{n}@example.org")
    person = factory.SubFactory(PersonFactory, name=factory.SelfAttribute("..name"))
    roles = factory.LazyFunction(list)

    @classmethod
    def _create(cls, model_class: Any, *args: Any, password: str = "", **values: Any) -> Any:
        user = super()._create(model_class, *args, **values)
        if password:
            user.password = make_password(password)
            User._base_manager.filter(pk=user.pk).update(password=user.password)
        return user


class ActionFactory(RecordFactory):
    """An open action."""

    class Meta:
        model = Action

    name = factory.Sequence(lambda n: f"Action {n}")


class DocumentFactory(RecordFactory):
    """A document without files."""

    class Meta:
        model = Document

    name = factory.Sequence(lambda n: f"Document {n}")


class CalendarFactory(RecordFactory):
    """Office hours in the organisation's time zone."""

    class Meta:
        model = Calendar

    name = factory.Sequence(lambda n: f"Office hours {n}")
    hours = "Mon–Fri 08:00–18:00"


class HolidayFactory(RecordFactory):
    """A day on which new service hours are closed."""

    class Meta:
        model = Holiday

    calendar = factory.SubFactory(CalendarFactory)
    day = factory.Sequence(lambda n: date(2026, 1, 1) + timedelta(days=n))
    name = "Holiday"


class ChecklistTemplateFactory(RecordFactory):
    """A template without steps."""

    class Meta:
        model = ChecklistTemplate

    name = factory.Sequence(lambda n: f"Template {n}")
    purpose = "ending"


class TemplateStepFactory(RecordFactory):
    """A step of a new template."""

    class Meta:
        model = TemplateStep

    template = factory.SubFactory(ChecklistTemplateFactory)
    name = factory.Sequence(lambda n: f"Step {n}")


class ChecklistStepFactory(RecordFactory):
    """An open step for a new person's record."""

    class Meta:
        model = ChecklistStep

    subject = factory.LazyFunction(lambda: PersonFactory().record)
    purpose = "ending"
    name = factory.Sequence(lambda n: f"Step {n}")
