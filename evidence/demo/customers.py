"""The customers of the story, who speaks for them, and how that changed."""

from __future__ import annotations

from core.choices import Level, Origin
from evidence.demo.script import BEGINNING, Day, Line, To, alter, hand_over, new, step
from relationships.choices import CustomerKind, CustomerStatus


def contact(customer: str, person: str, responsibility: str, *, escalation: bool = False) -> Line:
    """A person and what they are responsible for towards a customer."""
    return new(
        "contacts", f"contact:{customer}:{person}", customer=To(customer), person=To(person),
        responsibility=responsibility, is_escalation=escalation,
    )  # fmt: skip


TIERS = (
    new("tiers", "tier:strategic", name="Strategic", rank=1, review_months=3, survey_months=6,
        representatives=1, controls="Yearly strategy talk; escalation line day and night.",
        description="More than a quarter of our revenue, or hospitals with emergency care."),
    new("tiers", "tier:standard", name="Standard", rank=2, review_months=6,
        description="Everybody with SLAs of their own."),
    new("tiers", "tier:small", name="Small", rank=3,
        description="Fewer than 300 users; no SLAs of their own."),
)  # fmt: skip

CUSTOMERS = (
    new("customers", "klinikum", name="Klinikum Rheintal", organisation="Klinikum Rheintal gGmbH",
        tier=To("tier:standard"), manager=To("claire.dubois"),
        users="1,900 employees on three sites; interested: patients, referring doctors.",
        needs="Clinical systems at every bedside, day and night; imaging within seconds.",
        expectations="Planned downtime only on Sundays before 06:00 and told two weeks ahead.",
        priorities="1. patient safety 2. availability of the hospital information system 3. cost",
        contract_facts="Public-law agreement of 12 March 2019; member of the Zweckverband.",
        billing_facts="Quarterly in advance, cost centre 4711.",
        opportunities="Digital ward round on tablets, decision expected with the next budget.",
        address="Am Klinikum 1, 77000 Rheintal"),
    new("customers", "auental", name="Stadt Auental", organisation="Stadt Auental",
        tier=To("tier:strategic"), manager=To("claire.dubois"),
        users="640 employees in the town hall and eleven branch offices; citizens.",
        needs="Administrative procedures online by law; a quiet migration of old file shares.",
        expectations="One contact, fixed prices for the budget year.",
        priorities="1. citizen services 2. data protection 3. cost",
        contract_facts="Member of the Zweckverband since 2004.",
        billing_facts="Monthly by number of workplaces.", address="Marktplatz 3, 77010 Auental"),
    new("customers", "oberried", name="Landkreis Oberried", organisation="Landratsamt Oberried",
        tier=To("tier:standard"), manager=To("david.hughes"),
        users="820 employees; schools of the district.",
        needs="Reliable lines to 34 schools; e-mail archive for ten years.",
        expectations="Monthly figures for the district council.",
        priorities="1. schools 2. archive 3. workplace renewal",
        billing_facts="Yearly, after approval of the budget.",
        address="Kreisstraße 22, 77100 Oberried"),
    new("customers", "marien", name="St. Marien-Hospital Bergfeld",
        organisation="Barmherzige Schwestern Bergfeld", tier=To("tier:standard"),
        manager=To("claire.dubois"), users="430 employees, 180 beds.",
        needs="The same clinical systems as Klinikum Rheintal at a smaller scale.",
        expectations="Somebody who speaks to the ward, not a ticket number.",
        priorities="1. medication 2. laboratory 3. telephony",
        contract_facts="Service contract of 2021, three years, renewed.",
        address="Klosterweg 5, 77200 Bergfeld"),
    new("customers", "seetal", name="Gemeindeverband Seetal", organisation="Gemeindeverband Seetal",
        tier=To("tier:small"), manager=To("david.hughes"),
        users="Six municipalities, 95 employees together.",
        needs="E-mail, workplace and somebody to call.",
        expectations="Plain language; one bill for six town halls.",
        address="Seestraße 1, 77310 Seetal"),
    new("customers", "stadtwerke", name="Stadtwerke Auental",
        organisation="Stadtwerke Auental GmbH", tier=To("tier:standard"), manager=To("claire.dubois"),
        users="210 employees; control room staffed around the clock.",
        needs="Network separation between office and control systems (KRITIS).",
        expectations="Proof of security measures once a year.",
        notes="Also supplies us with fibre and rooms: see the supplier register."),
    new("customers", "finance", name="Finance and HR department",
        organisation="Rheintal-IT Zweckverband", kind=CustomerKind.INTERNAL, tier=To("tier:small"),
        manager=To("david.hughes"), users="28 colleagues.",
        needs="Payroll and accounting on the last three working days of each month."),
    new("customers", "sonnhalde", name="Pflegeheime Sonnhalde",
        organisation="Pflegeheime Sonnhalde gGmbH", tier=To("tier:small"), manager=To("david.hughes"),
        users="Four nursing homes, 260 employees.", needs="Care documentation on tablets.",
        expectations="Low cost.", address="Sonnhalde 9, 77250 Bergfeld"),
)  # fmt: skip

CONTACTS = (
    contact("klinikum", "petra.lindner", "Contract and service levels"),
    contact("klinikum", "o.feldmann", "Clinical escalation", escalation=True),
    contact("auental", "martin.auer", "Requirements and projects"),
    contact("auental", "birgit.wolff", "Budget and invoices", escalation=True),
    contact("oberried", "henning.claus", "Day-to-day coordination"),
    contact("marien", "sr.agnes", "Contract", escalation=True),
    contact("marien", "luca.moretti", "Medical devices on the network"),
    contact("seetal", "anne.seiler", "Everything"),
    contact("stadtwerke", "stefan.kunz", "Operations and security"),
    contact("finance", "nadia.rahman", "Payroll calendar"),
    contact("sonnhalde", "uwe.petersen", "Contract"),
)

APPOINTMENTS = (
    new("representatives", "rep:klinikum", customer=To("klinikum"), person=To("petra.lindner"),
        role="Chief information officer", agrees_requirements=True, agrees_slas=True,
        reviews_performance=True, approves_minutes=True, authority_limit="EUR 250,000 a year",
        limit_amount="250000.00", limit_currency="EUR",
        counterpart=To("claire.dubois"), appointed_from=Day(-720),
        proof="Letter of appointment, DMS 2024/1187"),
    new("representatives", "rep:auental", customer=To("auental"), person=To("martin.auer"),
        role="Head of digital administration", agrees_requirements=True, agrees_slas=True,
        reviews_performance=True, authority_limit="Within the budget of product group 11.14",
        counterpart=To("claire.dubois"), appointed_from=Day(-715),
        proof="Order of the mayor no. 14, DMS 2024/1192"),
    new("representatives", "rep:auental:budget", customer=To("auental"), person=To("birgit.wolff"),
        role="City treasurer", agrees_slas=True, limit_criticality=Level.HIGH,
        authority_limit="Above EUR 50,000 a year",
        counterpart=To("sabine.koch"), appointed_from=Day(-715), appointed_until=Day(20),
        proof="Order of the mayor no. 14, DMS 2024/1192",
        notes="Retires; a successor has been asked for."),
    new("representatives", "rep:oberried", customer=To("oberried"), person=To("henning.claus"),
        role="IT coordinator", agrees_requirements=True, reviews_performance=True,
        counterpart=To("david.hughes"), appointed_from=Day(-690),
        proof="E-mail of the district administrator, DMS 2024/1240"),
    new("representatives", "rep:marien", customer=To("marien"), person=To("sr.agnes"),
        role="Managing director", agrees_requirements=True, agrees_slas=True,
        reviews_performance=True, counterpart=To("claire.dubois"), appointed_from=Day(-700),
        proof="Extract from the register of companies"),
    new("representatives", "rep:stadtwerke", customer=To("stadtwerke"), person=To("stefan.kunz"),
        role="Head of operations", agrees_requirements=True, agrees_slas=True,
        reviews_performance=True, counterpart=To("claire.dubois"), appointed_from=Day(-680),
        proof="Signature list of Stadtwerke, DMS 2025/0031"),
    new("representatives", "rep:finance", customer=To("finance"), person=To("nadia.rahman"),
        role="Head of finance and HR", agrees_requirements=True, agrees_slas=True,
        reviews_performance=True, counterpart=To("david.hughes"), appointed_from=Day(-680),
        proof="Organisation chart"),
)  # fmt: skip

GROUPS = (
    new("customer-groups", "group:small", name="Small members of the association",
        manager=To("david.hughes"), tier=To("tier:small"),
        rationale="Fewer than 300 users each, the same three services, the same questions: one SLA and "
        "one yearly meeting for all instead of none for each.",
        satisfaction_plan="One short survey a year to every town hall and home; results are told for "
        "the group as a whole only."),
    new("group-members", "group:small:seetal", group=To("group:small"), customer=To("seetal"),
        member_from=Day(-300)),
    new("group-members", "group:small:sonnhalde", group=To("group:small"), customer=To("sonnhalde"),
        member_from=Day(-300), remark="Until the merger"),
    new("representatives", "rep:group:small", group=To("group:small"), person=To("anne.seiler"),
        role="Speaker of the small members", agrees_slas=True, reviews_performance=True,
        counterpart=To("david.hughes"), appointed_from=Day(-295),
        proof="Minutes of the members' meeting, DMS 2025/0410"),
)  # fmt: skip

STEPS = (
    step(BEGINNING + 1, "sabine.koch", "Taken over from the customer list (kundenliste.xlsx)",
         *TIERS, *CUSTOMERS, *CONTACTS, origin=Origin.IMPORT),
    step(-688, "sabine.koch", "Letters of appointment received", *APPOINTMENTS),
    step(-560, "claire.dubois", "Yearly tiering: 40 % of revenue, three sites",
         alter("klinikum", tier=To("tier:strategic"))),
    step(-377, "claire.dubois", "New address after the move of the administration",
         alter("stadtwerke", address="Kraftwerkstraße 40, 77010 Auental")),
    step(-295, "david.hughes", "Decided in the members' meeting", *GROUPS),
    step(-240, "claire.dubois", "Said in the yearly strategy talk",
         alter("auental", opportunities="Low-code forms for citizen services; wants a pilot.",
               priorities="1. citizen services 2. data protection 3. accessibility 4. cost")),
    hand_over(-200, "claire.dubois", "Claire Dubois takes over the strategic customers only", "marien",
              "david.hughes"),
    step(-112, "claire.dubois", "Summer holidays",
         *(new("assignments", f"deputy:{key}", customer=To(key), person=To("david.hughes"),
               held_from=Day(-110), held_until=Day(-92), remark="Summer holidays of Claire Dubois")
           for key in ("klinikum", "auental"))),
    step(-20, "david.hughes", "Parental leave until the middle of next month",
         new("assignments", "deputy:oberried", customer=To("oberried"), person=To("claire.dubois"),
             held_from=Day(-18), held_until=Day(15), remark="Parental leave of David Hughes")),
    step(-160, "sabine.koch", "The operator merges with Diakonie Bergfeld and takes its IT",
         alter("sonnhalde", status=CustomerStatus.ENDING,
               notes="Contract ends with the merger; data to be handed over by year's end.")),
    step(-90, "claire.dubois", "Budget talk with Petra Lindner",
         alter("klinikum",
               opportunities="Digital ward round on tablets: budget granted, start next spring.")),
)  # fmt: skip
