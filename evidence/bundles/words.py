"""The words of a bundle's first page, shared by its HTML and its PDF."""

from django.utils.translation import gettext_lazy as _

WORDS = {
    "evidence": _("Evidence"),
    "about": _("About this bundle"),
    "ledger": _("Ledger"),
    "contents": _("Contents"),
    "check": _("How to check this bundle"),
    "how": _(
        "Use the program verify.py, which lies beside this folder, and the public key line that"
        " you were given separately. README.txt names other tools that do it too."
    ),
    "tables": _("Tables as of the date above:"),
    "versions": _("every version"),
    "more": _("More rows than shown here; the tables have all."),
    "none": _("Nothing in this register belongs to the request."),
    "reference": _("Reference"),
    "title": _("Title"),
    "state": _("State"),
    "version": _("Version"),
    "files": _("Files"),
    "file": _("File"),
    "document": _("Document"),
    "no_files": _("No file belongs to the request."),
    "facts": _("Facts about these records"),
    "fact": _("Fact"),
    "rows": _("Rows"),
    "no_facts": _("No fact about a record belongs to the request."),
    "changes": _("Latest changes"),
    "no_changes": _("No change belongs to the request."),
    "signatures": _("Signatures"),
    "no_signatures": _("Nobody signed a record of this bundle."),
    "signer": _("Signed by"),
    "meaning": _("Meaning"),
    "how_signed": _("How"),
    "time": _("Time (UTC)"),
    "event": _("What happened"),
    "register": _("Register"),
    "record": _("Record"),
    "actor": _("By"),
    "reason": _("Why"),
}

#: What bag-info.txt says in English, for people.
FACTS = {
    "Clause": _("Clause"),
    "Customer": _("Customer"),
    "Service": _("Service"),
    "Supplier": _("Supplier"),
    "Period": _("Period"),
    "As-Of": _("As of"),
    "Disclosed-To": _("Disclosed to"),
}
#: What the tables of facts are called.
TABLES = {
    "comments": _("Comments"),
    "confirmations": _("Confirmations"),
    "document-versions": _("Versions of documents"),
    "gate-overrides": _("Gates passed although something was missing"),
    "measurements": _("Measurements"),
    "report-editions": _("Issued reports"),
    "signatures": _("Signatures"),
}
EVERYTHING = "everything up to the horizon"
PERIOD = {EVERYTHING: _("Everything up to the date below")}
