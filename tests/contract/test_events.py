"""Significant events, their effects and operational figures keep the contract of registers."""

from datetime import date

from django.test import TestCase

from portfolio.models import Event, EventEffect, OperationalFigure
from tests import factories
from tests.contract.register_contract import RegisterContract

LEVELS = frozenset({"service_manager", "service_level_manager"})
OWNER = frozenset({"service_owner"})


class TestEvents(RegisterContract, TestCase):
    model, factory = Event, factories.EventFactory
    customers_see = True
    never_for_customers = ("source", "external_id", "notes")
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def existing(cls, side):
        effect = factories.EventEffectFactory(service=side.service, customer=side.customer)
        return effect.event


class TestEventEffects(RegisterContract, TestCase):
    model, factory = EventEffect, factories.EventEffectFactory
    customers_see = True
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        event = factories.EventFactory()
        return {"event": event, "service": side.service, "customer": side.customer}

    @property
    def linked(self):
        """The page of a service names the events themselves."""
        return super().linked - {"service"}


class TestOperationalFigures(RegisterContract, TestCase):
    model, factory = OperationalFigure, factories.OperationalFigureFactory
    own_writers = LEVELS | OWNER
    other_writers = LEVELS

    @classmethod
    def values(cls, side):
        return {
            "service": side.service,
            "kind": "incidents",
            "starts_on": date(2026, 1, 1),
            "value": 7,
        }
