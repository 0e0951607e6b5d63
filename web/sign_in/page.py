"""The html of the pages with a form of ours: no script, works on a phone, light and dark."""

from __future__ import annotations

from urllib.parse import urlencode

from markupsafe import Markup

from pilot.accounts import sittings
from pilot.words import N_, translate

# Why somebody who was signed in comes to the sign-in page, and what becomes of what she was writing.
WHY = {
    "ended": N_("You are signed out: your time here has ended, or you signed out elsewhere. What you did is stored;"
                " sign in to go on."),
    "draft": N_("You are signed out: your time here has ended, or you signed out elsewhere. What you wrote is saved as"
                " a draft; sign in to go on."),
    "kept": N_("You are signed out: your time here has ended, or you signed out elsewhere. What you did last is kept in"
               " this browser and is saved once you sign in again with the same account."),
    "typed": N_("You are signed out: your time here has ended, or you signed out elsewhere. What you were typing is"
                " kept; it stands in its field again once you sign in with the same account."),
}
_OTHER = {"nl": ("en", "In English"), "en": ("nl", "In het Nederlands")}


def page_html(
    language: str, title: str, *, head: str, lead: str, fault: str, form: Markup, footer: Markup
) -> str:
    """A page with one form on it.

    Args:
        title, head, lead: plain text, in the page's language already.
        fault: one sentence, '' when there is none.
        form, footer: markup.
    """
    told = Markup('<p class="fault" role="alert" id="fault">{}</p>').format(fault) if fault else ""
    return Markup("""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{title} · Rode Draad</title>
<link rel="icon" href="/assets/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/palette.css">
<link rel="stylesheet" href="/assets/static/sign_in.css">
</head>
<body>
<main>
<h1>{head}</h1>
<p>{lead}</p>
{told}
{form}
<footer>{footer}</footer>
</main>
</body>
</html>
""").format(language=language, title=title, head=head, lead=lead, told=told, form=form, footer=footer)


def sign_in_html(
    language: str, *, mark: str, target: str, name: str, fault: str, switch: str, chosen: str, why: str = "",
    through: str = "",
) -> str:
    """The sign-in page.

    Args:
        mark: the hidden value that shows the form is ours.
        target: path to go to after signing in.
        name: what was typed before, shown again after a fault.
        fault: one sentence, '' when there is none.
        switch: address of this page in the other language.
        chosen: the language when it was chosen by hand here, so that it is kept after signing in.
        why: a key of WHY, or anything else for nothing to say.
        through: what people call the sign-in of the organisation; '' when there is none.
    """
    def t(message: str) -> str:
        return translate(message, language)

    # Said outside the page's text: the catalogue's collector does not look inside f-strings.
    sign_in = t("Sign in")
    lead = t(WHY.get(why, N_("Sign in to go to your conversations, stories and themes.")))
    name_label, password_label = t("Name"), t("Password")
    code, label = _OTHER[language]
    described = Markup(' aria-describedby="fault"') if fault else ""
    first, second = (" autofocus", "") if not name else ("", " autofocus")
    form = Markup("""<form method="post" action="/sign-in">
<input type="hidden" name="form" value="{mark}">
<input type="hidden" name="next" value="{target}">
<input type="hidden" name="lang" value="{chosen}">
<label for="name">{name_label}</label>
<input id="name" name="name" value="{name}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="200" required{first}{described}>
<label for="password">{password_label}</label>
<input id="password" name="password" type="password" placeholder=" " autocomplete="current-password"
 maxlength="1000" required{second}>
<button type="submit">{sign_in}</button>
</form>{other}""").format(
        other=_through(language, through, target, chosen) if through else "",
        mark=mark, target=target, chosen=chosen, name_label=name_label, name=name, first=first, described=described,
        password_label=password_label, second=second, sign_in=sign_in)
    return page_html(
        language, sign_in, head="Rode Draad", lead=lead, fault=fault, form=form,
        footer=Markup('<a href="{}" lang="{}" hreflang="{}">{}</a>').format(switch, code, code, label))


def _through(language: str, name: str, target: str, chosen: str) -> Markup:
    """The way to the organisation's own sign-in, below the form."""
    query = urlencode({key: value for key, value in (("next", target), ("lang", chosen)) if value and value != "/"})
    return Markup('\n<p class="through"><a href="/sign-in/elsewhere{query}">{said}</a></p>').format(
        query=f"?{query}" if query else "",
        said=translate(N_("Sign in through {name}"), language).format(name=name))


def password_html(language: str, *, csrf: str, name: str, fault: str, changed: str, fixed: bool) -> str:
    """The page on which one changes one's own password.

    Args:
        changed: '1' when it has just been done, 'untied' when the account was tied elsewhere besides; '' when not.
        fixed: a demo account, whose password stays as it is.
    """
    def t(message: str) -> str:
        return translate(message, language)

    title, on = t("Your password"), t("Back to Rode Draad")
    old, new, again = t("The password you have now"), t("New password"), t("The new password once more")
    button = t("Change password")
    least = t("At least ten characters. A sentence is easy to remember and hard to guess.")
    done = t("Your password has been changed. Everywhere else you are signed out.")
    if changed == "untied":
        done += " " + t("Your account is no longer tied to your organisation. Do you sign in there? Then tie it again.")
    described = "least fault" if fault else "least"
    form = Markup("""<form method="post" action="/password">
<input type="hidden" name="csrf" value="{csrf}">
<input type="hidden" name="username" value="{name}" autocomplete="username">
<label for="old">{old}</label>
<input id="old" name="old" type="password" placeholder=" " autocomplete="current-password"
 maxlength="1000" required autofocus>
<label for="new">{new}</label>
<input id="new" name="new" type="password" placeholder=" " autocomplete="new-password"
 maxlength="1000" required aria-describedby="{described}">
<p id="least" class="least">{least}</p>
<label for="again">{again}</label>
<input id="again" name="again" type="password" placeholder=" " autocomplete="new-password"
 maxlength="1000" required>
<button type="submit">{button}</button>
</form>""").format(csrf=csrf, name=name, old=old, new=new, described=described, least=least, again=again, button=button)
    lead = t("Only you know it: whoever looks after Rode Draad can set a new one, not read it.")
    if changed or fixed:
        lead, form = done if changed else t(sittings.DEMO_STAYS), Markup()
    return page_html(
        language, title, head=title, lead=lead, fault=fault, form=form,
        footer=Markup('<a href="/">{}</a>').format(on))
