"""The sentences of the grid's script, in the reader's language; lists are one and many."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

Words = dict[str, str | list[str]]


def words() -> Words:
    """Every sentence by the name that the script knows it by."""
    return {**_columns(), **_cells(), **_saving(), **_kept(), **_conflicts()}


def _both(said: Callable[[int], str]) -> list[str]:
    """A sentence for one and for many; what varies stays as it is, for the script to fill in."""
    return [said(1), said(2)]


def _columns() -> Words:
    return {
        "yes": _("Yes"),
        "no": _("No"),
        "any": _("Any"),
        "columnMenu": _("Column “%(what)s”"),
        "sortHint": _("Sort by this column; with Shift as well as by the others"),
        "ascending": _("Sort upward"),
        "descending": _("Sort downward"),
        "sortToo": _("Sort by this column too"),
        "freeze": _("Freeze up to here"),
        "unfreeze": _("Freeze no columns"),
        "moveLeft": _("Move left"),
        "moveRight": _("Move right"),
        "wider": _("Wider"),
        "narrower": _("Narrower"),
        "hide": _("Hide this column"),
        "filter": _("Filter"),
        "apply": _("Apply"),
        "clear": _("Clear"),
        "from": _("from"),
        "to": _("to"),
        "linkFilter": _("Name or reference; - for none"),
    }


def _cells() -> Words:
    return {
        "choose": _("Choose %(what)s"),
        "chooseAll": _("Choose all loaded rows"),
        "chosen": _both(lambda n: ngettext("%(count)s row chosen", "%(count)s rows chosen", n)),
        "newRecord": _("New record"),
        "editorOf": _("Value of “%(what)s”"),
        "pickDay": _("Choose a day"),
        "nothingFits": _("Nothing fits"),
        "dropWord": _("Remove %(what)s"),
        "readOnly": _("This cell cannot be changed here."),
        "severalValues": _("Several values: Ctrl+Enter opens the record, where they are changed."),
        "ofAnother": _("This comes from another register and is changed there."),
        "place": _("Record %(at)s of %(number)s"),
        "takenBack": _("The new record was archived."),
        "notTakenBack": _("This could not be taken back: %(why)s"),
        "copied": _both(lambda n: ngettext("%(count)s cell copied.", "%(count)s cells copied.", n)),
        "skipped": _both(
            lambda n: ngettext(
                "%(count)s cell cannot be changed here and was left as it is.",
                "%(count)s cells cannot be changed here and were left as they are.",
                n,
            )
        ),
        "rowsLeft": _both(
            lambda n: ngettext(
                "%(count)s row had no place: you may not add records.",
                "%(count)s rows had no place: you may not add records.",
                n,
            )
        ),
        "notHere": _("That record is not among the rows shown; change the filter to see it."),
        "records": _both(lambda n: ngettext("%(number)s record", "%(number)s records", n)),
        "moreRecords": _("More than %(number)s records"),
        "notLoaded": _("The rows could not be loaded. Check the connection and try again."),
    }


def _saving() -> Words:
    return {
        "saved": _("Everything is saved."),
        "saving": _("Saving…"),
        "unsaved": _both(
            lambda n: ngettext("%(count)s cell not saved yet", "%(count)s cells not saved yet", n)
        ),
        "refused": _both(
            lambda n: ngettext(
                "%(count)s cell could not be saved: see below.",
                "%(count)s cells could not be saved: see below.",
                n,
            )
        ),
        "wasRefused": _both(
            lambda n: ngettext(
                "The change was not saved. What is wrong stands below.",
                "None of these %(count)s cells was saved. What is wrong stands below.",
                n,
            )
        ),
        "nothingToUndo": _("There is nothing to undo."),
        "nothingToRedo": _("There is nothing to redo."),
    }


def _kept() -> Words:
    """Of cells that wait in the browser until they can be saved."""
    return {
        "offline": _both(
            lambda n: ngettext(
                "No connection. %(count)s cell is kept here and saved when it is back.",
                "No connection. %(count)s cells are kept here and saved when it is back.",
                n,
            )
        ),
        "away": _both(
            lambda n: ngettext(
                "The server does not answer. %(count)s cell is kept here and tried again.",
                "The server does not answer. %(count)s cells are kept here and tried again.",
                n,
            )
        ),
        "signedOut": _both(
            lambda n: ngettext(
                "You are signed out. %(count)s cell is kept here until you sign in again.",
                "You are signed out. %(count)s cells are kept here until you sign in again.",
                n,
            )
        ),
        "restored": _both(
            lambda n: ngettext(
                "%(count)s cell from your last visit was not saved yet.",
                "%(count)s cells from your last visit were not saved yet.",
                n,
            )
        ),
    }


def _conflicts() -> Words:
    return {
        "conflictTitle": _("Somebody else changed this meanwhile"),
        "conflictWhy": _("Choose for each cell which value stays. Nothing is saved before."),
        "mine": _("My value"),
        "theirs": _("Their value"),
        "allMine": _("Mine everywhere"),
        "allTheirs": _("Theirs everywhere"),
        "saveChoice": _("Save this choice"),
    }
