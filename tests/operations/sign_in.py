"""What the tests of accounts do: invite, follow the link in a mail, sign in."""

import re

from django.urls import reverse

from core.choices import Role
from core.models import AccessEntry, OutboxMessage
from core.services import accounts

PASSWORD = "correct horse battery staple"


def invite(by, **values):
    values = {"name": "Ann", "email": "Ann@Example.org", "roles": [Role.AUDITOR], **values}
    return accounts.invite(by=by, **values)


def link():
    """The path of the link in the newest message."""
    body = OutboxMessage.objects.latest("pk").body
    return re.search(r"http://testserver(/\S+)", body).group(1)


def choose(client, path, password=PASSWORD):
    """Follow a link from a mail and choose a password; the answer to the choice."""
    form = client.get(path)
    if form.status_code != 302:
        return form
    return client.post(form["Location"], {"password1": password, "password2": password})


def sign_in(client, email, password=PASSWORD):
    client.post(reverse("account_login"), {"login": email, "password": password})
    return "_auth_user_id" in client.session


def events():
    return list(AccessEntry.objects.order_by("seq").values_list("event", flat=True))
