"""Search texts get each part on a line of its own; what a record is found by stays the same."""

import unicodedata

from django.db import migrations

BATCH = 500


def plain(text):
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in decomposed if not unicodedata.combining(c)).split())


def in_parts(record):
    """Reference, title and whatever stood behind them."""
    known = dict.fromkeys((plain(record.reference), plain(record.title)))
    rest = plain(record.search_text).removeprefix(" ".join(known)).strip()
    parts = dict.fromkeys((*known, rest))
    return "".join(f"\n {part} " for part in parts if part) + "\n"


def rewrite(apps, editor):
    Record = apps.get_model("core", "Record")
    waiting = []
    for record in Record.objects.exclude(search_text__startswith="\n").iterator(chunk_size=BATCH):
        record.search_text = in_parts(record)
        waiting.append(record)
        if len(waiting) == BATCH:
            Record.objects.bulk_update(waiting, ["search_text"])
            waiting = []
    Record.objects.bulk_update(waiting, ["search_text"])


class Migration(migrations.Migration):
    dependencies = [("core", "0003_job_token")]
    operations = [migrations.RunPython(rewrite, migrations.RunPython.noop)]
