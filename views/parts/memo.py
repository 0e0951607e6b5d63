"""The button that opens the memos on something over the page; web/static/memo.js hears it."""

from __future__ import annotations

from markupsafe import Markup

from pilot.words import _

_NOTHING = Markup()


def way(on: str, guid: str, title: str, text: str = "", *, reloads: bool = False) -> Markup:
    """A button for the memos on one thing.

    Args:
        on, guid: as `coding.memos.things.find` has them. title: what the thing is called.
        text: what stands on the button; "Memo" when ''. reloads: the page shows memos; it is drawn anew after a change.
    """
    return Markup(
        '<button type="button" class="rd-memo" data-memo-on="{}" data-memo-guid="{}" data-memo-title="{}"{}'
        '{}>{}</button>').format(
            on, guid, _("Memo: {title}").format(title=title), Markup(" data-memo-shown") if reloads else _NOTHING,
            Markup(' aria-label="{}"').format(_("Memo: {title}").format(title=title)) if not text else _NOTHING,
            text or _("Memo"))
