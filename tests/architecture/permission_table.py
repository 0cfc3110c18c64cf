"""Who may open each address: the one table that the tests walk.

Addresses of registers are not listed one by one: `<register>-<verb>` asks `core.access` for the
action of the verb, so that table stands in the product.
"""

from core.choices import STAFF, Role

ANYBODY = "anybody"  # also without signing in
SIGNED_IN = "signed in"  # every user, for their own account
WITH_FACTOR = "with a second factor"  # every user who has set one up; for others it is not there
HOLDER = "holder"  # who holds the secret in the address, the token or the header

#: All but catalogue readers, to whom no page is open before somebody lets them read a customer's catalogue
#: (tests/portfolio/test_catalogue_access.py).
EVERYONE = frozenset(Role) - {Role.CATALOGUE_READER}
ADMINISTRATORS = frozenset({Role.ADMINISTRATOR})
STAFF_ROLES = frozenset(map(Role, STAFF))
EXPORTERS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER})
CUSTOMER_KEEPERS = frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.RELATIONSHIP_MANAGER})
LEVEL_KEEPERS = frozenset(
    {Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.SERVICE_LEVEL_MANAGER, Role.SERVICE_OWNER}
)
CATALOGUE_KEEPERS = CUSTOMER_KEEPERS | {Role.SERVICE_LEVEL_MANAGER}
# Registers of texts that people sign → who asks for signatures and enters agreements from outside.
SIGNED = {
    "slas": LEVEL_KEEPERS,
    "requirements": LEVEL_KEEPERS,
    "customer-catalogues": CATALOGUE_KEEPERS,
    "complaint-definitions": CUSTOMER_KEEPERS,
    "scope-statements": EXPORTERS,
}
#: Those whose next edition people draft; publishing writes that of a catalogue.
DRAFTED = {name: roles for name, roles in SIGNED.items() if name != "customer-catalogues"}

# Address name → who.
ADDRESSES: dict[str, str | frozenset[Role]] = {
    "livez": ANYBODY,
    "readyz": ANYBODY,
    "metrics": HOLDER,
    "api:root": SIGNED_IN,
    "api:me": SIGNED_IN,
    "api:schema": ANYBODY,  # names fields, shows no row
    "api:docs": ANYBODY,
    "api:documents-upload": STAFF_ROLES - {Role.AUDITOR},
    "api:documents-files": SIGNED_IN,  # who sees the document, or a record it belongs to
    "api:documents-file": SIGNED_IN,
    "api:documents-content": SIGNED_IN,
    "api:users-password": ADMINISTRATORS,
    "api:users-factor": ADMINISTRATORS,
    "api:jobs": SIGNED_IN,
    "api:jobs-detail": SIGNED_IN,
    "api:jobs-cancel": SIGNED_IN,
    "api:jobs-file": SIGNED_IN,
    "api:outbox": ADMINISTRATORS,
    "api:outbox-retry": ADMINISTRATORS,
    "api:views-list": SIGNED_IN,
    "api:views-detail": SIGNED_IN,  # own ones, those shared with a role, those of the product
    "api:nothing": SIGNED_IN,
    "problems": ANYBODY,
    "problem": ANYBODY,
    "home": SIGNED_IN,
    "conformity": STAFF_ROLES,
    "changes": STAFF_ROLES,
    "questions": STAFF_ROLES,
    "proof-relationships": STAFF_ROLES,
    "search": SIGNED_IN,
    "search-found": SIGNED_IN,
    "api:search": SIGNED_IN,
    "links": SIGNED_IN,
    "links-any": SIGNED_IN,
    "profile": SIGNED_IN,
    "notifications": SIGNED_IN,
    "notifications-detail": SIGNED_IN,
    "notifications-preferences": SIGNED_IN,
    "api:notifications": SIGNED_IN,
    "api:notifications-read": SIGNED_IN,
    "signing-link": HOLDER,
    **dict.fromkeys(  # who sees it; sign: whose signature is missing; comment: who negotiates it
        (f"{name}-{page}" for name in SIGNED for page in ("sign", "comment", "compare")), SIGNED_IN
    ),
    **{f"{name}-sign-link": roles for name, roles in SIGNED.items()},
    **{f"{name}-sign-outside": roles for name, roles in SIGNED.items()},
    **dict.fromkeys(  # who sees it, both editions
        (f"{name}-{page}" for name in SIGNED for page in ("print", "compare-print")), SIGNED_IN
    ),
    **{f"{name}-next": roles for name, roles in DRAFTED.items()},
    **{f"api:{name}-next": roles for name, roles in DRAFTED.items()},
    **dict.fromkeys(  # GET: who sees it; POST: whose signature is missing, with no token
        (f"api:{name}-sign" for name in SIGNED), SIGNED_IN
    ),
    **dict.fromkeys((f"api:{name}-comments" for name in SIGNED), SIGNED_IN),  # who sees it
    **dict.fromkeys((f"api:{name}-answers" for name in SIGNED), SIGNED_IN),  # who negotiates it
    **{f"api:{name}-sign-link": roles for name, roles in SIGNED.items()},
    **{f"api:{name}-sign-outside": roles for name, roles in SIGNED.items()},
    "preferences": SIGNED_IN,
    "tour": SIGNED_IN,
    "design": STAFF_ROLES,
    "tokens": SIGNED_IN,
    "tokens-revoke": SIGNED_IN,
    "outbox": ADMINISTRATORS,
    "jobs": SIGNED_IN,
    "jobs-detail": SIGNED_IN,
    "jobs-cancel": SIGNED_IN,
    "jobs-file": SIGNED_IN,
    "units-detail": SIGNED_IN,  # who sees one of its records
    "units-undo": SIGNED_IN,  # who may change all of its records
    "api:units-detail": SIGNED_IN,
    "api:units-undo": SIGNED_IN,
    "documents-download": SIGNED_IN,  # who sees the document, or a record it belongs to
    "documents-upload": STAFF_ROLES - {Role.AUDITOR},
    "documents-attach": STAFF_ROLES - {Role.AUDITOR},
    "bundles-list": EVERYONE,
    "bundles-key": EVERYONE,
    "bundles-detail": SIGNED_IN,
    "api-bundles-list": EVERYONE,
    "api-bundles-detail": SIGNED_IN,
    "api-bundles-file": SIGNED_IN,
    "signers": STAFF_ROLES,
    "parties": STAFF_ROLES,
    "scope": STAFF_ROLES,
    "scope-statements-fill": EXPORTERS,
    "catalogue": EVERYONE,
    "catalogue-data": EVERYONE,
    "catalogue-print": EVERYONE,
    "catalogue-editions": EVERYONE,
    "catalogue-publish": frozenset(
        {Role.ADMINISTRATOR, Role.SERVICE_MANAGER, Role.SERVICE_LEVEL_MANAGER}
    ),
    "api-operational-figures-push": LEVEL_KEEPERS,
    "api-catalogue": EVERYONE,
    "api-catalogue-editions": SIGNED_IN,  # GET: who reads the catalogue; POST: who publishes it
    "contested-figures-withdraw": SIGNED_IN,  # who contested the figure
    "api:contested-figures-withdraw": SIGNED_IN,
    "services-signers": STAFF_ROLES,
    "services-picture": STAFF_ROLES,
    "services-retire": STAFF_ROLES,
    "customers-end": STAFF_ROLES,
    "customers-override": frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER}),
    "api:services-gates": STAFF_ROLES,
    "api:services-override": frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER}),
    "api:services-retire": STAFF_ROLES,  # GET; POST: who may change the service
    "api:customers-gates": STAFF_ROLES,
    "api:customers-override": frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER}),
    "api:customers-end": STAFF_ROLES,  # GET; POST: who may change the customer
    "api:customers-hand-over": STAFF_ROLES,  # GET; POST: who may change the customer
    "api:scope-statements-fill": EXPORTERS,
    "services-underpinning": STAFF_ROLES,
    "services-override": frozenset({Role.ADMINISTRATOR, Role.SERVICE_MANAGER}),
    "services-measure": LEVEL_KEEPERS,
    "calendars-holidays": LEVEL_KEEPERS - {Role.SERVICE_OWNER},
    "calendars-holidays-file": STAFF_ROLES,
    "measurements-import": LEVEL_KEEPERS,
    "levels": EVERYONE,  # the SLAs that one sees
    "service-reports-issue": LEVEL_KEEPERS,
    "slas-lights": SIGNED_IN,  # who sees the SLA
    "api-events-push": LEVEL_KEEPERS,
    "api-measurements": SIGNED_IN,  # GET: who sees the target; POST: who may change it
    "customers-hand-over": CUSTOMER_KEEPERS,
    "customers-log": CUSTOMER_KEEPERS,
    "customers-log-mail": CUSTOMER_KEEPERS,
    "persons-personal-data": EXPORTERS,  # and others where records of their own name the person
    "api:persons-data": EXPORTERS,
    "api:persons-erase": ADMINISTRATORS,
    "persons-erase": ADMINISTRATORS,
    "users-deactivate": ADMINISTRATORS,
    "users-reactivate": ADMINISTRATORS,
    "users-reset-password": ADMINISTRATORS,
    "users-reset-second-factor": ADMINISTRATORS,
    "account_login": ANYBODY,
    "account_logout": SIGNED_IN,
    "account_inactive": ANYBODY,
    "account_signup": ANYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_set_password": SIGNED_IN,
    "account_reset_password": ANYBODY,
    "account_reset_password_done": ANYBODY,
    "account_reset_password_from_key": HOLDER,
    "account_reset_password_from_key_done": ANYBODY,
    "account_confirm_login_code": HOLDER,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": HOLDER,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": WITH_FACTOR,
    "mfa_view_recovery_codes": WITH_FACTOR,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": WITH_FACTOR,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_login_webauthn": ANYBODY,
    "socialaccount_login_cancelled": ANYBODY,
    "socialaccount_login_error": ANYBODY,
    "socialaccount_signup": ANYBODY,
    "socialaccount_connections": SIGNED_IN,
    "openid_connect_login": ANYBODY,
    "openid_connect_callback": HOLDER,
}

# Verb of a register's address → action of core.access.
VERBS = {
    "list": "view",
    "detail": "view",
    "history": "view",
    "version": "view",
    "timeline": "view",
    "brief": "view",
    "count": "view",
    "bulk": "change",
    "create": "add",
    "edit": "change",
    "archive": "archive",
    "restore": "archive",
    "import": "import",
    "import-preview": "import",
    "import-confirm": "import",
    "import-cancel": "import",
    "export": "export",
    "bulk-edit": "change",
    "confirm": "change",
    "confirm-many": "change",
    "confirmations": "view",
    "bulk-preview": "change",
    "view-new": "view",
    "view-edit": "view",
    "view-save": "view",
    "view-first": "view",
    "view-delete": "view",
}
