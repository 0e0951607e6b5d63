"""Everything that is set from outside the program, in one table: the environment it runs in.

What one pilot is set to is chosen on its page of settings; what people type when they start a command wins over what
stands in the environment.
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, NamedTuple

from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Mapping

LOG = "RODE_DRAAD_LOG"
REQUESTS = "requests"


class Setting(NamedTuple):
    """One setting.

    Attributes:
        name: of the variable. default: what holds without it, '' for nothing.
        about: msgid: what it says. secret: its value is shown to nobody.
    """

    name: str
    default: str
    about: str
    secret: bool = False


SETTINGS = (
    Setting("RODE_DRAAD_HOME", "data/", N_("Folder with everything: accounts, pilots, recordings.")),
    Setting("RODE_DRAAD_SECRET", "", secret=True, about=N_(
        "Secret of an encrypted home. A file is better: the environment is read by more.")),
    Setting("RODE_DRAAD_SECRET_FILE", "", N_("File outside the home that holds this secret.")),
    Setting("RODE_DRAAD_HOST", "127.0.0.1", N_("Address to listen on.")),
    Setting("RODE_DRAAD_PORT", "8501", N_("Port to listen on.")),
    Setting("RODE_DRAAD_TLS_CERT", "", N_("Certificate file, where no proxy does TLS.")),
    Setting("RODE_DRAAD_TLS_KEY", "", N_("Key file of that certificate.")),
    Setting("RODE_DRAAD_BEHIND_PROXY", "", N_("Addresses of trusted proxies that do TLS, with spaces between them.")),
    Setting("RODE_DRAAD_NAME", "", N_("Host names that people type, with spaces between them; others are refused.")),
    Setting("RODE_DRAAD_OIDC_ISSUER", "", N_("Address of the sign-in of your organisation (OpenID Connect).")),
    Setting("RODE_DRAAD_OIDC_CLIENT", "", N_("How that sign-in knows Rode Draad.")),
    Setting("RODE_DRAAD_OIDC_NAME", "", N_("What people call that sign-in, as on the button.")),
    Setting("RODE_DRAAD_OIDC_SECRET_FILE", "", N_("File outside the home that holds the secret it gave.")),
    Setting("RODE_DRAAD_OIDC_SECRET", "", N_("That secret itself. A file is better."), secret=True),
    Setting(LOG, "", N_("“requests” writes a line in the log for each request: what was asked for, never by whom.")),
    Setting("RODE_DRAAD_MODELS", "", N_("Folders with speech models besides those of the home.")),
    Setting("RODE_DRAAD_LANGUAGE_MODEL", "", N_("Folder of a Dutch pipeline of spaCy, so that search knows lemmas.")),
    Setting("RODE_DRAAD_DEBUG", "", N_("Faults of commands in full: for who works on the program, over demo data.")),
)


class Held(NamedTuple):
    """A setting as it is now: its value as it may be shown, and whether it was set."""

    setting: Setting
    shown: str
    is_set: bool


def held(environment: Mapping[str, str] = os.environ) -> list[Held]:
    """Every setting as it is now, in the order of the table; of a secret only whether it is there."""
    return [Held(one, _shown(one, environment.get(one.name, "")), bool(environment.get(one.name))) for one in SETTINGS]


def _shown(one: Setting, value: str) -> str:
    return "***" if value and one.secret else value or one.default


def logs_requests() -> bool:
    """Whether each request gets a line in the log."""
    return os.environ.get(LOG) == REQUESTS
