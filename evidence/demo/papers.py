"""The documents of the story: contracts, letters, proofs, with real small files."""

from __future__ import annotations

from core import printing
from evidence.demo.script import Paper, Step, To, new

SIGNED_SLA = """Between Rheintal-IT Zweckverband and Klinikum Rheintal gGmbH.
Service: Hospital Information System Hosting, edition 2.
Availability of 99.9 % a month, around the clock, measured by a synthetic sign-in every minute.
Maintenance on Sundays from 02:00 to 06:00, told two weeks ahead.
The provider tests the failover twice a year in the presence of the customer.
Signed: Petra Lindner, chief information officer. Ralf Becker, service owner."""
APPOINTMENT = """To Rheintal-IT Zweckverband.
We appoint Petra Lindner, chief information officer, to agree requirements and service levels
on behalf of Klinikum Rheintal gGmbH up to EUR 250,000 a year, and to review your performance.
This appointment stands until it is withdrawn in writing.
Dr. Oliver Feldmann, for the management."""
CONTRACT = """Master service agreement NW-2023-114 between Nordwolke Cloud GmbH and Rheintal-IT.
Section 2, scope: two rows of racks, virtual machines, backup storage in Bergfeld.
Section 5, service levels: 99.95 % availability of power and network a month.
Section 9, term: three years; notice of 90 days; goes on only if both sides agree.
Section 11, security: ISO/IEC 27001 certificate, yearly; right to audit with 14 days' notice.
Section 14, end of contract: data returned within 30 days, deleted within 60, with certificate."""
CONTINUITY = """Emergency operation of the hospital information system.
1. Who decides: the manager on duty; without one, the service owner.
2. Downtime longer than 30 minutes expected: clinics go over to the printed forms.
3. Failover to the second data centre: steps 1 to 14 of the annex, at most 60 minutes.
4. Laboratory and imaging interfaces are started by hand, in this order.
5. Telephone numbers: annex B, checked every quarter."""
POLICY = """Purpose: how service levels are asked for, agreed, measured and reviewed.
1. Every delivered service has an agreement with every customer.
2. Whoever signs is appointed in writing and covers the service.
3. Performance is reviewed with each customer at the interval of its tier."""
POLICY_2 = f"""{POLICY}
4. A target that suppliers cannot support is not agreed before the gap is closed.
5. This policy is reviewed each year by the head of service management."""
NOTICE = """Dear customers,
the manufacturer of our telephone exchanges ends its support. Telephony (PBX) will be retired by
the end of next quarter; calls move to E-Mail and Collaboration. Your contact: Mehmet Yılmaz.
"""
ERASURE = """Certificate of erasure
Storage system 2015, 96 disks, serial numbers in the annex, overwritten and shredded.
Witness: Yuki Tanaka.
"""
SCORECARD = """target;January;February;March
Priority 1 answered within 30 min;100 %;100 %;96 %
Workaround within 4 h;100 %;80 %;75 %
Releases on time;yes;;no
"""


def pdf(title: str, body: str) -> bytes:
    """A page as PDF, the same bytes every time."""
    return printing.pdf(
        "evidence/demo/paper.typ", {"body": body.split("\n")}, title=title, language="en",
        organisation="Rheintal-IT Zweckverband",
    )  # fmt: skip


def paper(day: int, by: str, key: str, about: str, title: str, kind: str, file: str,
          body: str) -> Step:  # fmt: skip
    """A document with its first file, linked to the record it is about (if there is one)."""
    lines = [new("documents", f"doc:{key}", name=title, kind=kind)]
    if about:
        link = new(
            "document-links", f"doc:{key}>{about}", document=To(f"doc:{key}"), subject=To(about)
        )
        lines.append(link)
    content = pdf(title, body) if file.endswith(".pdf") else body.encode()
    return Step(day, by, "Filed", tuple(lines), paper=Paper(f"doc:{key}", file, content))


def steps() -> list[Step]:
    """All papers; the files are made when asked for."""
    revised = pdf("Service level policy", POLICY_2)
    return [
        paper(-687, "sabine.koch", "appointment", "rep:klinikum", "Appointment of Petra Lindner",
              "Letter", "appointment-lindner.pdf", APPOINTMENT),
        paper(-684, "jonas.brandt", "nordwolke", "agr:NW-2023-114", "Agreement NW-2023-114",
              "Contract", "NW-2023-114.pdf", CONTRACT),
        paper(-520, "ralf.becker", "his-continuity", "his", "Emergency operation, clinical systems",
              "Plan", "his-continuity.pdf", CONTINUITY),
        paper(-650, "sabine.koch", "policy", "", "Service level policy", "Policy",
              "service-level-policy.pdf", POLICY),
        paper(-549, "tomasz.nowak", "sla-8", "sla:8", "SLA-008, signed", "Agreement",
              "SLA-008-signed.pdf", SIGNED_SLA),
        paper(-232, "jonas.brandt", "scorecard", "medisoft", "Scorecard of MediSoft", "Scorecard",
              "medisoft-first-quarter.csv", SCORECARD),
        paper(-205, "sabine.koch", "erasure", "files", "Certificate of erasure", "Proof",
              "storage-erasure.txt", ERASURE),
        Step(-180, "sabine.koch", "Yearly review of the policy", (),
             paper=Paper("doc:policy", "service-level-policy-2.pdf", revised)),
        paper(-99, "mehmet.yilmaz", "notice", "telephony", "Notice to the customers", "Letter",
              "telephony-notice.txt", NOTICE),
    ]  # fmt: skip
