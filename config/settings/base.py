"""What every installation shares; local, test and production build on it."""

from pathlib import Path
from typing import Any

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from config.env import Env

env = Env()

ROOT = Path(__file__).resolve().parent.parent.parent
VAR_DIR = env.path("SMS_VAR", ROOT / "var")

# --- Who we are ---------------------------------------------------------------------------
ORGANISATION_NAME = env.text("ORGANISATION_NAME", "Our organisation")
TIME_ZONE = env.text("TIME_ZONE", "Europe/Berlin")  # a *day* is one in this zone
USE_TZ = True
BASE_URL = env.address("BASE_URL", f"http://127.0.0.1:{env.number('PORT', 8000, least=1)}")
LEDGER_ORIGIN = env.text("LEDGER_ORIGIN", "sms-registers.local/ledger")
SIGNING_KEY_FILE = env.path("SMS_SIGNING_KEY_FILE", VAR_DIR / "keys" / "signing.key")

# --- Languages ----------------------------------------------------------------------------
USE_I18N = True
LANGUAGE_CODE = env.text("LANGUAGE", "en") if env.text("LANGUAGE", "en") in {"en", "de"} else "en"
LANGUAGES = [("en", _("English")), ("de", _("German"))]
LOCALE_PATHS = [ROOT / "locale"]

# --- Apps and addresses -------------------------------------------------------------------
INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.forms",
    "django_htmx",
    "simple_history",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "core.apps.CoreConfig",
    "relationships.apps.RelationshipsConfig",
    "portfolio.apps.PortfolioConfig",
    "suppliers.apps.SuppliersConfig",
    "satisfaction.apps.SatisfactionConfig",
    "complaints.apps.ComplaintsConfig",
    "reviews.apps.ReviewsConfig",
    "evidence.apps.EvidenceConfig",
    "config.apps.HouseConfig",
]

MIDDLEWARE = [
    "core.web.middleware.RequestId",
    "core.web.middleware.Counting",
    "core.web.middleware.ResponseHeaders",
    "core.web.middleware.DatabaseDown",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "core.web.chunked.ChunkedBodies",
    "core.web.middleware.Refusals",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "core.web.middleware.Reader",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES: list[dict[str, Any]] = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "core.declaration.chrome.page",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# --- Database and caches ------------------------------------------------------------------
DATABASES = {"default": env.database("DATABASE_URL", f"sqlite:///{VAR_DIR / 'db.sqlite3'}")}
REQUIRE_DURABILITY = env.flag("REQUIRE_DURABILITY", True)  # see config/checks.py
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# The only use of the cache is rate limiting. It must be shared by every web process on every
# machine, and must not fail with Redis: so it is a table of the database the site needs anyway.
CACHES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "rate_limits",
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

# --- History: our write door writes it, see core/records ----------------------------------
SIMPLE_HISTORY_ENABLED = False
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True
SIMPLE_HISTORY_DATE_INDEX = False

# --- Sign-in ------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
SILENCED_SYSTEM_CHECKS = ["auth.W004"]  # the address is unique, whatever the case of its letters
AUTHENTICATION_BACKENDS = ["core.web.adapters.SignInBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = LOGIN_URL
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
_VALIDATION = "django.contrib.auth.password_validation"
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {
        "NAME": f"{_VALIDATION}.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["email"]},
    },
    {"NAME": f"{_VALIDATION}.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": f"{_VALIDATION}.CommonPasswordValidator"},
    {"NAME": f"{_VALIDATION}.NumericPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600
RESET_ANSWER_SECONDS = 0.5  # longer than writing the mail takes, see core/views/sign_in.py

ACCOUNT_ADAPTER = "core.web.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # an account begins with a link sent to its address
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_RATE_LIMITS = {"single_use_link": "60/m/ip"}  # beside allauth's own
ACCOUNT_SESSION_REMEMBER = False

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # see ACCOUNT_EMAIL_VERIFICATION
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_PASSKEY_SIGNUP_ENABLED = False
MFA_TOTP_ISSUER = ORGANISATION_NAME
MFA_RECOVERY_CODES_SHOW_ONCE = True

ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

# The organisation's own identity provider. It is trusted to have checked the address, so an
# existing account with that address is signed in; it never creates one.
SOCIALACCOUNT_ADAPTER = "core.web.adapters.SocialAccountAdapter"
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_PROVIDERS: dict[str, Any] = {}
OIDC_ISSUER = env.text("OIDC_ISSUER", "")
if OIDC_ISSUER:
    SOCIALACCOUNT_PROVIDERS["openid_connect"] = {
        "OAUTH_PKCE_ENABLED": True,
        "APPS": [
            {
                "provider_id": "organisation",
                "name": env.text("OIDC_NAME", ORGANISATION_NAME),
                "client_id": env.text("OIDC_CLIENT_ID"),
                "secret": env.secret("OIDC_CLIENT_SECRET"),
                "settings": {"server_url": env.address("OIDC_ISSUER")},
            }
        ],
    }

# --- Sessions, cookies, headers -----------------------------------------------------------
SESSION_COOKIE_AGE = 12 * 3600
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "core.declaration.pages.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = env.number("REQUEST_MAX_BYTES", 10 * 1024 * 1024, least=1)
UPLOAD_MAX_BYTES = env.number("UPLOAD_MAX_BYTES", 50 * 1024 * 1024, least=1)
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# --- Files --------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = env.path("STATIC_ROOT", ROOT / "staticfiles")
STATICFILES_DIRS = [ROOT / "static"]
MEDIA_ROOT = VAR_DIR / "files"
FILE_UPLOAD_PERMISSIONS = 0o640
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": env.text("FILES_BACKEND", "django.core.files.storage.FileSystemStorage"),
        "OPTIONS": env.structure("FILES_OPTIONS"),
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# --- Mail ---------------------------------------------------------------------------------
DEFAULT_FROM_EMAIL = env.text("MAIL_FROM", "sms-registers@localhost")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_HOST = env.text("SMTP_HOST", "localhost")
EMAIL_PORT = env.number("SMTP_PORT", 25, least=1)
EMAIL_HOST_USER = env.text("SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.secret("SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.flag("SMTP_STARTTLS")
EMAIL_USE_SSL = env.flag("SMTP_TLS")
EMAIL_TIMEOUT = 20

# --- Limits and rules ---------------------------------------------------------------------
IMPORT_MAX_BYTES = env.number("IMPORT_MAX_BYTES", 20 * 1024 * 1024, least=1)
IMPORT_MAX_ROWS = env.number("IMPORT_MAX_ROWS", 50_000, least=1)
IMPORT_MAX_RATIO = env.number("IMPORT_MAX_RATIO", 100, least=1)
AGREEMENT_NOTICE_DAYS = (90, 60, 30, 7, 0)
AUTHORITY_NOTICE_DAYS = (60, 30, 7, 0)  # before an appointment or a coverage ends
REQUIREMENTS_RENEWAL_DAYS = env.number("REQUIREMENTS_RENEWAL_DAYS", 60, least=1)
REQUIREMENTS_ANSWER_DAYS = env.number("REQUIREMENTS_ANSWER_DAYS", 30, least=1)
CONTACT_SILENCE_DAYS = env.number("CONTACT_SILENCE_DAYS", 180, least=1)
OPPORTUNITY_DECISION_DAYS = env.number("OPPORTUNITY_DECISION_DAYS", 180, least=1)
FEEDBACK_ANSWER_DAYS = env.number("FEEDBACK_ANSWER_DAYS", 30, least=1)

SINGLE_USE_LINK_DAYS = env.number("SINGLE_USE_LINK_DAYS", 14, least=1)

RELAY_BATCH = 24  # messages taken at once
RELAY_AT_ONCE = 8  # connections to the mail server
RELAY_LEASE_SECONDS = 120  # longer than one batch can take to send; then another relay takes over
RELAY_MAX_ATTEMPTS = 12  # with doubling pauses: about a day
RELAY_BACKOFF_SECONDS = 20
OUTBOX_KEEP_DAYS = 90  # then the texts of sent messages are emptied
JOBS_AT_ONCE = env.number("JOBS_AT_ONCE", 1, least=1)  # fewer than worker processes: mail goes on
JOB_HEARTBEAT_SECONDS = 2
JOB_LEASE_SECONDS = 60  # without a heartbeat for so long, another worker takes the job
JOB_MAX_ATTEMPTS = 3
NOTIFICATION_KEEP_DAYS = 180  # then a notification that was read goes
JOB_KEEP_DAYS = 14  # then the result's file is removed
JOB_ROW_KEEP_DAYS = 365  # then the job itself is forgotten, unless an import points to it
VERIFY_EVERY_DAYS = env.number("VERIFY_EVERY_DAYS", 7)  # 0: only when somebody runs the command
IDEMPOTENCY_KEEP_HOURS = 24  # so long the API promises the first answer to a repeated request
OUTBOX_LAG_SECONDS = env.number("OUTBOX_LAG_SECONDS", 300, least=1)  # beyond it: degraded

METRICS_TOKEN = env.secret("METRICS_TOKEN", "")

DEMO_ALLOWED = True  # production says no
DEMO_PASSWORD = env.text("SMS_DEMO_PASSWORD", "")  # one for all sign-ins instead of random ones

#: Where mails of customers are logged from: maildir:///path or imaps://user@host/folder; empty: nowhere.
MAIL_LOG_URL = env.text("MAIL_LOG_URL", "")
MAIL_LOG_PASSWORD = env.secret("MAIL_LOG_PASSWORD", "")

# --- API ----------------------------------------------------------------------------------
REST_FRAMEWORK: dict[str, Any] = {
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["rest_framework.parsers.JSONParser"],
    "DEFAULT_SCHEMA_CLASS": "drf_spectacular.openapi.AutoSchema",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
}
SPECTACULAR_SETTINGS: dict[str, Any] = {
    "TITLE": "SMS Registers",
    "VERSION": "1",
    "OAS_VERSION": "3.1.0",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [],  # every register keeps its own words inline
    "SWAGGER_UI_DIST": "SIDECAR",
    "SWAGGER_UI_FAVICON_HREF": "SIDECAR",
    "REDOC_DIST": "SIDECAR",
}

# --- Tasks: the broker is an alarm clock, never the source of truth (docs/operating.md) ---
REDIS_URL = env.secret("REDIS_URL", "redis://127.0.0.1:6379/0")
_BROKER_SOCKETS = {"socket_timeout": 1, "socket_connect_timeout": 1, "retry_on_timeout": False}
CELERY_BROKER_URL = REDIS_URL
CELERY_BROKER_TRANSPORT_OPTIONS = {
    **_BROKER_SOCKETS,
    "visibility_timeout": 120,
    "unacked_restore_interval": 10,
    "unacked_restore_throttle": 1,
    "max_retries": 0,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_RESULT_BACKEND = None
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_WORKER_REDIRECT_STDOUTS = False
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = False
CELERY_TIMEZONE = "UTC"
#: Name, task, and every how many seconds it is woken; a wake that nobody took by then is forgotten.
# Hourly rather than daily: a beat that is started anew every day counts anew.
WOKEN: tuple[tuple[str, str, float], ...] = (
    ("relay", "core.tasks.relay_outbox", 10.0),
    ("jobs", "core.tasks.run_jobs", 2.0),
    ("editions", "core.tasks.settle_editions", 3600.0),
    ("checkpoint", "core.tasks.daily_checkpoint", 3600.0),  # when none was made today
    ("health", "core.tasks.mark_health", 3600.0),  # marks what has no mark of today
    ("verification", "core.tasks.verify_ledger", 3600.0),  # VERIFY_EVERY_DAYS after the last one
    ("leftovers", "core.tasks.clear_away", 3600.0),
    ("reminders", "core.tasks.run_reminders", 3600.0),
    ("breaches", "portfolio.tasks.open_breaches", 3600.0),
    ("requirements", "portfolio.tasks.ask_about_requirements", 3600.0),
    ("service-reports", "portfolio.tasks.make_reports", 3600.0),
    ("hand-overs", "relationships.tasks.follow_assignments", 3600.0),
    ("mail-log", "relationships.tasks.poll_mail_log", 120.0),
)
CELERY_BEAT_SCHEDULE = {
    name: {"task": task, "schedule": seconds, "options": {"expires": seconds}}
    for name, task, seconds in WOKEN
}

# --- Logs: one JSON object a line, see core/logs.py ---------------------------------------
LOG_LEVEL = env.text("LOG_LEVEL", "INFO").upper()
LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "filters": {"request_id": {"()": "core.logs.RequestIdFilter"}},
    "formatters": {"json": {"()": "core.logs.JsonFormatter"}},
    "handlers": {
        "out": {
            "class": "logging.StreamHandler",
            "formatter": "json",
            "filters": ["request_id"],
        }
    },
    "root": {"handlers": ["out"], "level": LOG_LEVEL},
    "loggers": {
        "django.server": {"handlers": ["out"], "level": LOG_LEVEL, "propagate": False},
        "django.security.DisallowedHost": {"level": "CRITICAL"},
    },
}
