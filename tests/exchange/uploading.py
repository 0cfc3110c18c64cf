"""Uploading lines of services through the page, and looking at what came of it."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from portfolio.models import Service
from tests.exchange.files import csv_of


def upload(client: Client, *rows: str) -> str:
    """The preview of some lines."""
    file = SimpleUploadedFile("test.csv", csv_of(*rows))
    return client.post("/services/import/", {"file": file}).url


def text_of(client: Client, url: str) -> str:
    """A page."""
    return client.get(url).content.decode()


def names() -> set[str]:
    """The services there are."""
    return set(Service.objects.values_list("name", flat=True))
