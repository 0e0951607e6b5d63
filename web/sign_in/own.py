"""The html of the page on which one ties one's own account to the sign-in of the organisation."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from markupsafe import Markup

from pilot.vocabulary import days
from pilot.words import N_, translate
from web.sign_in.page import page_html

if TYPE_CHECKING:
    from pilot.accounts.accounts import Account

TITLE = N_("Sign in through your organisation")
_DONE = {
    "tied": N_("Your account is tied. From now on you can sign in through {name} too."),
    "untied": N_("Your account is tied no longer. You sign in with your name and password."),
}
_DEMO = N_("This is a demo account: it cannot be tied to the sign-in of an organisation.")
_MAY = N_("Tie your account to {name}, and you can sign in there too; your password here stays. {name} then knows that"
          " you use Rode Draad, and nothing of what you do here.")
_IS = N_("Your account is tied to {name} since {day}. You can sign in there, and with your password.")
_UNTIE = N_("If you untie it, nobody can come in here through {name} as you.")


class Own(NamedTuple):
    """What the page says.

    Attributes:
        account: whose page it is. confirmed: whether she showed just before that it is she, and gives no password.
        name: what people call the organisation's sign-in; '' when there is none.
        since: the day (ISO) since when the account is tied, else None. csrf: of this sitting.
        done: a key of what was just done, or anything else. fault: one sentence, '' when there is none.
    """

    account: Account
    confirmed: bool
    name: str
    since: str | None
    csrf: str
    done: str = ""
    fault: str = ""


def own_html(language: str, own: Own) -> str:
    """The page with its form."""
    title = translate(TITLE, language)
    return page_html(
        language, title, head=title, lead=" ".join(_leads(language, own)), fault=own.fault,
        form=Markup() if own.account.is_demo or not own.name else _form(language, own),
        footer=Markup('<a href="/">{}</a>').format(translate(N_("Back to Rode Draad"), language)))


def _leads(language: str, own: Own) -> list[str]:
    if not own.name:
        return []
    day = days.long(own.since, language) if own.since else ""
    said = [_DEMO] if own.account.is_demo else [_IS, _UNTIE] if own.since else [_MAY]
    if own.done in _DONE and not own.fault:
        said = [_DONE[own.done]]
    return [translate(one, language).format(name=own.name, day=day) for one in said]


def _form(language: str, own: Own) -> Markup:
    button = N_("Untie my account") if own.since else N_("Tie my account to {name}")
    return Markup("""<form method="post" action="/elsewhere">
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="act" value="{act}">
{asked}
<button type="submit">{button}</button>
</form>""").format(
        csrf=own.csrf, act="untie" if own.since else "tie",
        asked=Markup() if own.confirmed else _password(language, own),
        button=translate(button, language).format(name=own.name))


def _password(language: str, own: Own) -> Markup:
    return Markup("""<input type="hidden" name="username" value="{account}" autocomplete="username">
<label for="password">{password}</label>
<input id="password" name="password" type="password" placeholder=" " autocomplete="current-password"
 maxlength="1000" required{described}>""").format(
        account=own.account.name, password=translate(N_("The password you have now"), language),
        described=Markup(' aria-describedby="fault"') if own.fault else "")


def on_html(language: str, name: str, address: str) -> str:
    """The page that leads on to the organisation's sign-in, by itself or by its link."""
    title = translate(TITLE, language)
    lead = translate(N_("You go on to {name}. Sign in there; then you come back here."), language).format(name=name)
    on = translate(N_("Go on to {name}"), language).format(name=name)
    return page_html(
        language, title, head=title, lead=lead, fault="", form=Markup('<p><a href="{}">{}</a></p>').format(address, on),
        footer=Markup('<a href="/">{}</a>').format(translate(N_("Back to Rode Draad"), language)))
