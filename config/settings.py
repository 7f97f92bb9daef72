"""One settings file; everything that differs between installations comes from the environment."""

import dj_database_url
import django_stubs_ext
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

# Every process reads the settings, and a task called from any must find this application.
from config import celery as _celery  # noqa: F401
from config import private
from config.environment import env, env_bool, env_days, env_int, env_list
from config.letters import *  # noqa: F403 - settings
from config.logs import logging_at
from config.pages import PAGES  # noqa: F401 - a setting
from config.schedule import SCHEDULE
from config.signing import *  # noqa: F403 - settings

django_stubs_ext.monkeypatch()  # Django's classes may say what they hold: FormView[IntakeForm]
BASE_DIR = private.BASE_DIR
VAR_DIR = private.VAR_DIR

DEBUG = env_bool("DEBUG", False)
DEMO = env_bool("DEMO", False)
SECRET_KEY = env("SECRET_KEY", private.secret_key())
PUBLIC_ADDRESS = env("PUBLIC_ADDRESS", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "localhost,127.0.0.1,[::1]")
CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]

INSTALLED_APPS = [
    "offices",
    "outbox",
    "papers",
    "circulars",
    "survey",
    "workflow",
    "administration",
    "demo",
    "screens",
    "config.administration.OwnAdminConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "config.staticfiles.OwnStaticFilesConfig",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "csp",
    "pgtrigger",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    # Last: its own templates for the admin must not replace Django's.
    "viewflow",
    "viewflow.workflow",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "screens.frame.middleware.NoNulMiddleware",
    "screens.frame.middleware.ScreenDigitsMiddleware",
    "screens.frame.middleware.LanguageMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "screens.frame.sessions.IdleMiddleware",
    "screens.frame.sessions.SecondFactorMiddleware",
    "screens.frame.access.AccessLogMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "screens.frame.middleware.PrivatePagesMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "OPTIONS": {
            "loaders": [
                (
                    "django.template.loaders.cached.Loader",
                    ["config.templates.Loader", "django.template.loaders.app_directories.Loader"],
                )
            ],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "screens.frame.context.desk",
            ],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

# Database. Domain functions open their own transactions; a request is not one.
DATABASES = {
    "default": dj_database_url.parse(
        env("DATABASE_URL", private.database_url()),
        conn_max_age=60,
        conn_health_checks=True,
    )
    | {"TEST": {"NAME": f"test_wian_{env('WIAN_TEST_DB', 'main')}"}}
}
# Compiling a plan takes longer than answering any question of ours.
DATABASES["default"].setdefault("OPTIONS", {}).setdefault("options", "-c jit=off")
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env("REDIS_URL", private.redis_url())
CACHES = {
    "default": {
        "BACKEND": "config.cache.ForgivingRedisCache",
        "LOCATION": REDIS_URL,
        "KEY_PREFIX": "wian",
    },
    "limits": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "wian_limits",
        "OPTIONS": {"MAX_ENTRIES": 100_000},
    },
}

# Background work. The outbox rows are the truth; Redis only carries their ids.
CELERY_BROKER_URL = REDIS_URL.replace("unix://", "redis+socket://").replace(
    "?db=", "?virtual_host="
)
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_TIME_LIMIT = 30 * 60
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_CANCEL_LONG_RUNNING_TASKS_ON_CONNECTION_LOSS = True
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_TRANSPORT_OPTIONS = {
    # Above the longest task, or a task that is still running would start twice.
    "visibility_timeout": 60 * 60,
    # A killed worker's task comes back within seconds instead of kombu's 100.
    "unacked_restore_interval": 5,
    "unacked_restore_throttle": 1,
}
# A row whose worker died is free again after this; above the longest handler.
OUTBOX_LEASE_SECONDS = env_int("OUTBOX_LEASE_SECONDS", 120)

# The log is linked with a key, and its heads are kept, outside the database.
SEAL_KEY = env("SEAL_KEY", "") or f"seal {SECRET_KEY}"
SEAL_HEADS = env("SEAL_HEADS", str(VAR_DIR / "seal-heads"))

# Days before the last day, and after the deadline, on which people are reminded.
REMIND_BEFORE_DAYS = env_days("REMIND_BEFORE_DAYS", "3,1")
REMIND_AFTER_DAYS = env_days("REMIND_AFTER_DAYS", "1,3,7")
UNREAD_AFTER_HOURS = env_days("UNREAD_AFTER_HOURS", "24,8,4,2")  # working hours, by urgency
CELERY_TIMEZONE = "Asia/Bangkok"
CELERY_BEAT_SCHEDULE_FILENAME = env("BEAT_SCHEDULE_FILE", str(VAR_DIR / "celerybeat-schedule"))
CELERY_BEAT_SCHEDULER = "workflow.beating:SteadyScheduler"
CELERY_BEAT_SCHEDULE = SCHEDULE

# Accounts: made by an administrator, never by a visitor.
AUTH_USER_MODEL = "offices.User"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
_OF_DJANGO = ("UserAttributeSimilarity", "MinimumLength", "CommonPassword", "NumericPassword")
AUTH_PASSWORD_VALIDATORS = [
    *({"NAME": f"django.contrib.auth.password_validation.{one}Validator"} for one in _OF_DJANGO),
    {"NAME": "administration.passwords.ThaiPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "administration.adapters.AccountAdapter"
SOCIALACCOUNT_ADAPTER = "administration.adapters.SingleSignOnAdapter"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_UNIQUE_EMAIL = False  # administration.accounts refuses a second one of an address
ACCOUNT_FORMS = {
    "reset_password": "screens.account.forms.ForgottenForm",
    "reset_password_from_key": "screens.account.forms.NewPasswordForm",
}
# Failures are counted by administration.attempts: forty people share one address.
ACCOUNT_RATE_LIMITS = {
    "login": "",
    "login_failed": "",
    "reset_password": "60/m/ip,5/m/key",
}
ALLAUTH_TRUSTED_PROXY_COUNT = env_int("TRUSTED_PROXIES", 0)
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Wian"
# Who holds one of these posts works only with a second factor; "secret": keepers of secrets.
MFA_ROLES = env_list("MFA_ROLES", "" if DEBUG or DEMO else "admin,auditor,signer,secret")
IDLE_MINUTES = env_int("IDLE_MINUTES", 60)
ACCESS_LOG_DAYS = env_int("ACCESS_LOG_DAYS", 400)
OUTBOX_DAYS, NOTICE_DAYS = env_int("OUTBOX_DAYS", 90), env_int("NOTICE_DAYS", 400)

# One OpenID Connect provider of the agency, when its address is given.
OIDC_SERVER = env("OIDC_SERVER", "")
SOCIALACCOUNT_ONLY = False
SOCIALACCOUNT_PROVIDERS = {
    "openid_connect": {
        "APPS": [
            {
                "provider_id": "agency",
                "name": env("OIDC_NAME", "Single sign-on"),
                "client_id": env("OIDC_CLIENT_ID", ""),
                "secret": env("OIDC_CLIENT_SECRET", ""),
                "settings": {"server_url": OIDC_SERVER},
            }
        ]
        if OIDC_SERVER
        else []
    }
}

# Safety in the browser.
HTTPS = env_bool("HTTPS", not DEBUG)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SESSION_COOKIE_NAME = "__Host-sessionid" if HTTPS else "sessionid"  # by no other host
CSRF_COOKIE_NAME = "__Host-csrftoken" if HTTPS else "csrftoken"
CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 3600 * env_int("SESSION_HOURS", 10)
SESSION_ENGINE = "django.contrib.sessions.backends.cached_db"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 31_536_000 if HTTPS else 0)
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = False
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # other sites of the domain are not ours to bind to TLS,
    "security.W021",  # nor to put on the browsers' lists
    "security.W008",  # the proxy sends plain HTTP on to TLS
    "security.W019",  # letters are shown in frames of our own pages
]
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "object-src": [SELF],
        "frame-src": [SELF, "blob:"],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "form-action": [SELF, OIDC_SERVER] if OIDC_SERVER else [SELF],
    }
}

# Language and time. Thai is the source; English is the translation.
LANGUAGE_CODE = "th"
LANGUAGES = [("th", _("ไทย")), ("en", _("อังกฤษ"))]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Bangkok"
USE_TZ = True

# Files. Uploads are read only through views that ask who is looking.
STATIC_URL = "/static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = env("MEDIA_ROOT", str(VAR_DIR / "media"))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
UPLOAD_LIMIT_MB = env_int("UPLOAD_LIMIT_MB", 50)
CLAMAV_SOCKET = env("CLAMAV_SOCKET", "")

# Mail. Without a server each message becomes a file under var/mail.
EMAIL_HOST = env("EMAIL_HOST", "")
EMAIL_PORT, EMAIL_TIMEOUT = env_int("EMAIL_PORT", 587), 20
EMAIL_HOST_USER = env("EMAIL_USER", "")
EMAIL_HOST_PASSWORD = env("EMAIL_PASSWORD", "")
EMAIL_USE_TLS = env_bool("EMAIL_TLS", True)
EMAIL_BACKEND = "django.core.mail.backends." + (
    "smtp.EmailBackend" if EMAIL_HOST else "filebased.EmailBackend"
)
EMAIL_FILE_PATH = VAR_DIR / "mail"
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("EMAIL_FROM", "wian@localhost")
# yes: one mail a person and day; no: one mail for every notice at once.
DIGEST = env_bool("DIGEST", True)

LOGGING = logging_at(env("LOG_LEVEL", "INFO"))
