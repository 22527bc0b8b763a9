"""One settings module; what differs between places comes from the environment (or `.env`)."""

from pathlib import Path

import django_stubs_ext
import environ
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

# Makes `ModelAdmin[Case]` and `DetailView[Case]` work at run time.
django_stubs_ext.monkeypatch()

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"
# Not in an app and not in FIXTURE_DIRS: `load_fixtures` loads them, `loaddata` would overwrite.
FIXTURES_DIR = BASE_DIR / "fixtures"

env = environ.Env()
env.read_env(BASE_DIR / "var" / "env")

DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["localhost", "127.0.0.1", "[::1]"])
# A public site uses HTTPS; `make demo` on this machine does not.
HTTPS = env.bool("HTTPS", default=True)

INSTALLED_APPS = [
    "modeltranslation",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.messages",
    "django.contrib.sessions",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_filters",
    "import_export",
    "foundation",
    "recommendations",
    "cases",
    "upr_tracker",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "foundation.web.middleware.AskAgainMiddleware",
    "foundation.web.middleware.PublicGZipMiddleware",
    "foundation.web.middleware.LowerCaseAddressMiddleware",
    "foundation.web.middleware.EditorsSessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    # After the locale middleware: its page “not found” is in the reader’s language.
    "foundation.web.middleware.PlainAddressMiddleware",
    "foundation.web.middleware.KeysOfEditorsMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    # Before every page of the admin. Needs the user, messages and allauth’s request.
    "foundation.accounts.doors.DoorsMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "upr_tracker.urls"
WSGI_APPLICATION = "upr_tracker.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            # `auth` and `messages` are for the admin. Both are lazy: a public page that does not
            # use them reads no session and is the same for everybody.
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]

DATABASES = {"default": env.db_url("DATABASE_URL", default=f"sqlite:///{VAR_DIR / 'tracker.sqlite3'}")}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    DATABASES["default"]["OPTIONS"] = {
        # Readers never wait for the writer; writers wait for each other instead of failing.
        # Without recursive triggers SQLite does not fire delete triggers for REPLACE.
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA recursive_triggers=ON;",
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
    }
else:
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True

DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]

# Accounts. Only `make demo`, on one’s own machine, goes without a second factor.
SECOND_FACTOR_REQUIRED = env.bool("SECOND_FACTOR", default=True)
# Encrypts what authenticator apps share with the site; by default follows from SECRET_KEY. Those before stay
# readable: docs/accounts.md.
SECOND_FACTOR_KEY = env.str("SECOND_FACTOR_KEY", default="")
SECOND_FACTOR_KEY_FALLBACKS = env.list("SECOND_FACTOR_KEY_FALLBACKS", default=[])
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
# Seconds after which somebody logs in again before publishing, private files, accounts, roles. 0: never.
LOGIN_AGAIN_AFTER = 15 * 60
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "admin:index"
LOGOUT_REDIRECT_URL = "account_login"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
CSRF_FAILURE_VIEW = "foundation.accounts.views.refused_for_token"
# The link in a mail that sets a password works for four hours.
PASSWORD_RESET_TIMEOUT = 4 * 60 * 60
ACCOUNT_ADAPTER = "foundation.accounts.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_SIGNUP_ENABLED = False
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = LOGIN_AGAIN_AFTER
# allauth’s would write addresses into its own table, where they stay when an administrator changes them.
ACCOUNT_PASSWORD_RESET_TOKEN_GENERATOR = "django.contrib.auth.tokens.PasswordResetTokenGenerator"  # noqa: S105
# allauth counts in the memory of one process; ours counts in the database (foundation.accounts.throttling).
ACCOUNT_RATE_LIMITS = MFA_RATE_LIMITS = False
ACCOUNT_FORMS = {
    "login": "foundation.accounts.forms.LoginForm",
    "reauthenticate": "foundation.accounts.forms.ReauthenticationForm",
    "change_password": "foundation.accounts.forms.PasswordChangeForm",
    "reset_password": "foundation.accounts.forms.PasswordResetForm",
    "reset_password_from_key": "foundation.accounts.forms.NewPasswordForm",
    "user_token": "foundation.accounts.forms.ResetKeyForm",
}
MFA_ADAPTER = "foundation.accounts.second_factor.SecondFactorAdapter"
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "UPR Tracker"
# A phone’s clock may be half a minute off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "foundation.accounts.forms.CodeForm",
    "reauthenticate": "foundation.accounts.forms.CodeAgainForm",
    "activate_totp": "foundation.accounts.forms.ActivationForm",
}

# Mail: invitations, password resets and notices of accounts. Without EMAIL_URL it is printed, as in the demo.
vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="tracker@localhost")
# Who waits for a page must not wait for a mail server that does not answer.
EMAIL_TIMEOUT = 10

LANGUAGE_CODE = "en"
LANGUAGES = [("en", _("English")), ("ru", _("Russian")), ("kk", _("Kazakh"))]
# Each language by its own name, which its speakers can read.
LANGUAGE_NAMES = {"en": "English", "ru": "Русский", "kk": "Қазақша"}
# OpenGraph locales, which need a country.
OPENGRAPH_LOCALES = {"en": "en_GB", "ru": "ru_RU", "kk": "kk_KZ"}
# In which of its six languages the UN is read by whom. It does not publish in Kazakh.
UN_LANGUAGES = {"en": "en", "kk": "ru", "ru": "ru"}
# Our own texts, then those that libraries lack, in a folder that `makemessages` does not touch.
LOCALE_PATHS = [BASE_DIR / "locale", BASE_DIR / "locale" / "libraries"]
FORMAT_MODULE_PATH = ["upr_tracker.formats"]
MODELTRANSLATION_DEFAULT_LANGUAGE = "en"
MODELTRANSLATION_FALLBACK_LANGUAGES = ("en",)
TIME_ZONE = env.str("TIME_ZONE", default="UTC")
USE_TZ = True
# The language is in the address, so there is no language cookie.

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
if DEBUG:
    STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"

# Messages to editors can name confidential cases, so they are not stored in a cookie.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Security. Public pages set no cookies.
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

# Import of spreadsheets: all or nothing.
IMPORT_EXPORT_USE_TRANSACTIONS = True

# No address, name or search of a reader is logged; errors name the place in the code.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "foundation.web.logs.DiscreetFormatter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # Addresses that were not found can name people: only real errors are logged.
    "loggers": {"django.request": {"level": "ERROR"}, "django.security": {"level": "ERROR"}},
}

# Whether somebody who works alone may approve what they wrote, a day later and with a reason.
OFFICE_OF_ONE = env.bool("OFFICE_OF_ONE", default=False)

# The footer's “report an error or ask for removal”. A site on the network does not start without.
CONTACT_EMAIL = env.str("CONTACT_EMAIL", default="")
