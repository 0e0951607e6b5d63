"""What is held on one person among accounts: of who has one."""

from __future__ import annotations

from contextlib import closing
from typing import TYPE_CHECKING

from pilot.access import ROLE_NAMES, Role
from pilot.safety.person_file import Part, cells
from pilot.store.files import open_server
from pilot.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pilot.safety.person_file import Whose


def _account(whose: Whose) -> Iterable[Part]:
    row = whose.db.conn.execute(
        "SELECT u.guid, u.label, (SELECT count(*) FROM event e WHERE e.actor_guid = u.guid) FROM user u JOIN person p"
        " USING (user_id) WHERE p.person_id = ?", (whose.person.person_id,)).fetchone()
    if row is None:
        return
    guid, label, events = row
    with closing(open_server(whose.home.server_path)) as server:
        found = server.conn.execute(
            "SELECT a.name, a.created_at, a.disabled_at, (SELECT max(seen_at) FROM session s WHERE s.account_id ="
            " a.account_id), (SELECT group_concat(role) FROM membership m WHERE m.account_id = a.account_id AND"
            " m.pilot_slug = ?) FROM account a WHERE a.guid = ?", (whose.viewer.pilot_slug, guid)).fetchone()
    if found is None:
        return
    name, created, disabled, seen, roles = found
    yield Part(_("Account"), (_("What"), _("As it is kept")), cells([
        (_("Name to sign in with"), name), (_("Called in the pilot"), label),
        (_("Roles"), ", ".join(_(ROLE_NAMES[Role(role)]) for role in (roles or "").split(",") if role)),
        (_("Made on"), created[:10]), (_("Shut out on"), (disabled or "")[:10]), (_("Last used on"), (seen or "")[:10]),
        (_("Actions in the record of events"), events)]))


HELD = (_account,)
