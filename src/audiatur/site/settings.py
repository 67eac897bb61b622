"""Django's settings. What an operator may set is in audiatur.site.configuration."""

from __future__ import annotations

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from audiatur import topics
from audiatur.site import configuration

SITE = Path(__file__).resolve().parent
TOPIC_FOLDERS = [SITE.parent / "topics" / topic.key for topic in topics.TOPICS]
HOME = configuration.home()

SECRET_KEY = configuration.secret_key()
DEBUG = configuration.switch("AUDIATUR_DEBUG", default=False)
DEMO = configuration.switch("AUDIATUR_DEMO", default=False)
HTTPS = configuration.switch("AUDIATUR_HTTPS", default=False)
CONTACT = configuration.contact()
ALLOWED_HOSTS = configuration.hosts()

INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "audiatur.record",
    "audiatur.site.apps.SiteConfig",
]

MIDDLEWARE = [
    "audiatur.site.middleware.Headers",
    "django.middleware.security.SecurityMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "audiatur.site.signed_in.SessionLimits",
    "audiatur.site.signed_in.SecondFactorFirst",
    "audiatur.site.middleware.Reading",
    "audiatur.site.middleware.Refusals",
]

ROOT_URLCONF = "audiatur.site.urls"
WSGI_APPLICATION = "audiatur.site.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [SITE / "templates", *(folder / "templates" for folder in TOPIC_FOLDERS)],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "audiatur.site.context.page",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(configuration.database_url(), conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    # A writer takes the lock when its transaction begins, so that two never both read the same last ledger entry.
    # A receipt is given only for what would outlive a power cut; what is deleted is overwritten.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": (
            "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA secure_delete=ON;"
        ),
    }

AUTH_USER_MODEL = "record.User"
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "home"
LOGOUT_REDIRECT_URL = "home"

# Several processes share one count of attempts, and one memory of the codes that were used.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "shared_cache"},
    "computed": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
}
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
ACCOUNT_ADAPTER = "audiatur.site.accounts.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 600
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_FORMS = {
    "login": "audiatur.site.account_forms.SignInForm",
    "reauthenticate": "audiatur.site.account_forms.AgainForm",
    "change_password": "audiatur.site.account_forms.PasswordForm",
    "reset_password": "audiatur.site.account_forms.ResetForm",
    "reset_password_from_key": "audiatur.site.account_forms.NewPasswordForm",
}
PASSWORD_RESET_TIMEOUT = 3600
ACCOUNT_RATE_LIMITS = {
    "login": "30/m/ip",
    "login_failed": "20/m/ip,5/5m/key",
    "change_password": "5/m/user",
    "reset_password": "10/m/ip,3/10m/key",
    "reset_password_from_key": "20/m/ip",
    "reauthenticate": "10/m/user",
    "invitation": "20/m/ip",
}
ALLAUTH_TRUSTED_PROXY_COUNT = configuration.number("AUDIATUR_PROXIES", default=0, least=0)
MFA_ADAPTER = "audiatur.site.accounts.FactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_ISSUER = "Audiatur"
# On a slow line a code arrives late: the steps before and after count too (RFC 6238, section 5.2).
MFA_TOTP_TOLERANCE = 1
# Browsers offer passkeys on safe origins alone: https, and this very machine, whose http they trust too.
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS
MFA_FORMS = {
    "authenticate": "audiatur.site.account_forms.CodeForm",
    "reauthenticate": "audiatur.site.account_forms.CodeAgainForm",
    "activate_totp": "audiatur.site.account_forms.AppForm",
    "add_webauthn": "audiatur.site.account_forms.PasskeyForm",
}
IDLE_MINUTES = configuration.number("AUDIATUR_IDLE", default=60)
SESSION_HOURS = configuration.number("AUDIATUR_SESSION", default=12)
SESSION_COOKIE_AGE = SESSION_HOURS * 3600
globals().update(configuration.mail())

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("km", _("Khmer"))]
LOCALE_PATHS = [SITE.parent / "locale", *(folder / "locale" for folder in TOPIC_FOLDERS)]
FORMAT_MODULE_PATH = ["audiatur.site.formats"]
TIME_ZONE = "UTC"
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
WHITENOISE_USE_FINDERS = True
# A font never changes under its name; another version gets another name.
WHITENOISE_IMMUTABLE_FILE_TEST = r"^.*/audiatur/fonts/[^/]+\.woff2$"
WHITENOISE_AUTOREFRESH = DEBUG
BLOBS = HOME / "blobs"
STAGING = HOME / "staging"
REGISTERS = HOME / "registers"
LAWS = HOME / "laws"
FIGURES = HOME / "figures"
PRIVATE = HOME / "private"
PRIVATE_KEY = configuration.private_key(HOME)
LEDGER_KEY = HOME / "ledger-key"
LEDGER_ORIGIN = configuration.origin()
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

SOURCE_MAX_BYTES = 100 * 1024 * 1024
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "audiatur.site.uploads.SizeLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    },
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
if HTTPS:  # such a name is a promise to the browser: this host alone, over TLS alone
    SESSION_COOKIE_NAME, CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = HTTPS
SECURE_SSL_REDIRECT = False

# Requests of the API in a minute: by address without a token, by token, and of these those that write.
API_RATES = {"anonymous": 120, "token": 600, "write": 60}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {"audiatur.signing_in": {"level": "INFO"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
}
