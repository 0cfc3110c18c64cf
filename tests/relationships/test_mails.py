"""Mails are read as a person would read them, however odd they are."""

from datetime import date

import pytest

from core.errors import Invalid
from relationships.services.mails import read_mail

PLAIN = b"""From: "Lindner, Petra" <Petra.Lindner@Klinikum.example>
To: claire@provider.example, "Nobody" <nobody@elsewhere.example>
Cc: feldmann@klinikum.example
Subject: =?utf-8?q?Ausfall_am_Montag=3A_R=C3=BCckfrage?=
Date: Mon, 12 Jan 2026 23:30:00 -0500
Message-ID: <1@klinikum.example>
Content-Type: text/plain; charset="iso-8859-1"
Content-Transfer-Encoding: 8bit

Wann l\xe4uft es wieder?\x00
"""


def test_a_plain_mail_tells_who_when_what():
    mail = read_mail(PLAIN)

    assert mail.subject == "Ausfall am Montag: Rückfrage"
    assert mail.text == "Wann läuft es wieder?"
    assert mail.message_id == "<1@klinikum.example>"
    assert mail.people == (
        ("Lindner, Petra", "petra.lindner@klinikum.example"),
        ("", "claire@provider.example"),
        ("Nobody", "nobody@elsewhere.example"),
        ("", "feldmann@klinikum.example"),
    )


def test_the_day_is_the_organisations_day():
    assert read_mail(PLAIN).day == date(2026, 1, 13)


@pytest.mark.parametrize("said", ["", "yesterday", "Mon, 12 Jan 12026 10:00:00 +0000"])
def test_a_mail_without_a_true_date_is_of_today(said):
    from_today = read_mail(PLAIN.replace(b"Mon, 12 Jan 2026 23:30:00 -0500", said.encode())).day

    assert (date.today() - from_today).days in (0, 1, -1)


def test_of_a_page_the_words_are_kept_and_no_script():
    page = b"""From: a@b.example
Content-Type: text/html; charset=utf-8

<html><head><title>t</title><style>p{}</style></head><body><p>Guten&nbsp;Tag,</p><script>evil()</script>
<div>bis <b>morgen</b>.</div></body></html>
"""
    assert read_mail(page).text.split() == ["Guten", "Tag,", "bis", "morgen."]


def test_a_mail_without_an_id_gets_one_from_its_content():
    anonymous = PLAIN.replace(b"Message-ID: <1@klinikum.example>\n", b"")

    assert read_mail(anonymous).message_id == read_mail(anonymous).message_id
    assert read_mail(anonymous).message_id != read_mail(anonymous + b"x").message_id


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"\x00\x01\x02",
        b"PK\x03\x04 not a mail",
        b"From: \n\nno address",
        b"From: =?utf-8?b?////?= <>\n\nx",
        b"Subject: only this\n\ntext",
    ],
)
def test_what_is_no_mail_is_refused_by_name(raw):
    with pytest.raises(Invalid) as refused:
        read_mail(raw)

    assert list(refused.value.fields) == ["file"]


@pytest.mark.parametrize(
    "header",
    [
        b"Content-Type: text/plain; charset=nothing-known",
        b"Content-Type: multipart/mixed",
        b"Content-Type: text/html; charset=utf-16",
        b"Content-Transfer-Encoding: base64",
        b"To: \xff\xfe<<>>,;@@",
        b"Subject: =?utf-8?b?AAAA?=",
        b"References: " + b"<x@y> " * 5000,
    ],
)
def test_broken_headers_break_nothing(header):
    mail = read_mail(b"From: a@b.example\n" + header + b"\n\nSome text")

    assert mail.people[0] == ("", "a@b.example")
    assert "\x00" not in mail.subject + mail.text
