"""The html of the sign-in page: no script, works on a phone, light and dark."""

from __future__ import annotations

from html import escape

from pilot.words import translate

_OTHER = {"nl": ("en", "In English"), "en": ("nl", "In het Nederlands")}


def sign_in_html(
    language: str, *, mark: str, target: str, name: str, fault: str, switch: str, chosen: str
) -> str:
    """The page.

    Args:
        mark: the hidden value that shows the form is ours.
        target: path to go to after signing in.
        name: what was typed before, shown again after a fault.
        fault: one sentence, '' when there is none.
        switch: address of this page in the other language.
        chosen: the language when it was chosen by hand here, so that it is kept after signing in.
    """
    def t(message: str) -> str:
        return escape(translate(message, language))

    # Said outside the page's text: the catalogue's collector does not look inside f-strings.
    sign_in, lead = t("Sign in"), t("Sign in to go to your conversations, stories and themes.")
    name_label, password_label = t("Name"), t("Password")
    code, label = _OTHER[language]
    told = f'<p class="fault" role="alert" id="fault">{escape(fault)}</p>' if fault else ""
    described = ' aria-describedby="fault"' if fault else ""
    first, second = (" autofocus", "") if not name else ("", " autofocus")
    return f"""<!DOCTYPE html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>{sign_in} · Rode Draad</title>
<link rel="icon" href="/assets/static/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/assets/static/sign_in.css">
</head>
<body>
<main>
<h1>Rode Draad</h1>
<p>{lead}</p>
{told}
<form method="post" action="/sign-in">
<input type="hidden" name="form" value="{escape(mark)}">
<input type="hidden" name="next" value="{escape(target)}">
<input type="hidden" name="lang" value="{chosen}">
<label for="name">{name_label}</label>
<input id="name" name="name" value="{escape(name)}" autocomplete="username" autocapitalize="none"
 spellcheck="false" maxlength="200" required{first}{described}>
<label for="password">{password_label}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="1000" required{second}>
<button type="submit">{sign_in}</button>
</form>
<footer><a href="{escape(switch)}" lang="{code}" hreflang="{code}">{label}</a></footer>
</main>
</body>
</html>
"""
