"""Accounts, passwords, sittings."""

from __future__ import annotations

import importlib.util
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from pilot.access import Role
from pilot.accounts import accounts, elsewhere, pace, passwords, sittings
from pilot.errors import BadInput, Conflict, NotFound, SlowDown
from pilot.store.files import open_server, write
from pilot.visit import sitting_of, visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot


@pytest.fixture
def server(small: SmallPilot) -> Iterator[Database]:
    """The small pilot's server.db."""
    with closing(open_server(small.home.server_path)) as db:
        yield db


def test_a_sitting_begins_and_ends(small: SmallPilot, server: Database) -> None:
    """The token opens the pilot until sign-out, then nothing."""
    token = sittings.sign_in(server, "Evaluator ", "demo", "127.0.0.1")
    with visit(token, small.home) as found:
        assert found.viewer.roles == {Role.EVALUATOR}
    sittings.sign_out(server, token)
    assert sitting_of(token, small.home) is None


def test_the_file_holds_no_token_and_no_password(small: SmallPilot, server: Database) -> None:
    """Neither a token nor a password can be read from the file."""
    accounts.add(server, "anna", "een lang wachtwoord")
    token = sittings.sign_in(server, "anna", "een lang wachtwoord", "127.0.0.1")
    server.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    content = small.home.server_path.read_bytes()
    assert b"anna" in content
    assert token.encode() not in content
    assert sittings.csrf_for(token).encode() not in content
    assert b"een lang wachtwoord" not in content


@pytest.mark.parametrize(("name", "password"), [("evaluator", "wrong"), ("nobody", "demo"), ("", "")])
@pytest.mark.slow
def test_one_sentence_for_a_wrong_name_or_password(server: Database, name: str, password: str) -> None:
    """The answer does not tell which of the two was wrong."""
    with pytest.raises(BadInput, match="do not belong together"):
        sittings.sign_in(server, name, password, "127.0.0.1")


def test_a_password_is_dear_to_guess() -> None:
    """The program's own hasher costs what RFC 9106 asks for little memory at least; only tests make it cheap."""
    spec = importlib.util.find_spec("pilot.accounts.passwords")
    assert spec is not None
    assert spec.loader is not None
    own = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(own)
    assert own.HASHER.memory_cost >= 64 * 1024
    assert own.HASHER.time_cost >= 3
    assert passwords.HASHER.memory_cost < own.HASHER.memory_cost


def test_failures_slow_down_even_the_right_password(server: Database) -> None:
    """After five failures the next try must wait, whatever is typed, and only for that name from that address."""
    for _ in range(pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.sign_in(server, "evaluator", "wrong", "10.0.0.1")
    with pytest.raises(SlowDown) as slow:
        sittings.sign_in(server, "Evaluator ", "demo", "10.0.0.1")
    assert slow.value.wait_s > 0
    assert sittings.sign_in(server, "coach", "demo", "10.0.0.1")
    assert sittings.sign_in(server, "evaluator", "demo", "10.0.0.2")


def fail(server: Database, name: str, address: str, browser: str = "") -> None:
    """Use up what is free."""
    for _ in range(pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.sign_in(server, name, "wrong", address, browser=browser)


@pytest.mark.parametrize("typed", [" Coach ", "c\u200boach", "coach\x00", "\u00a0coach\u2060"])
def test_what_cannot_be_seen_in_a_name_begins_no_new_count(typed: str) -> None:
    """The account is found by the name as it is seen, so failures are counted by that too."""
    assert pace.sign_in_keys(typed, "192.0.2.1", "", 1) == pace.sign_in_keys("coach", "192.0.2.1", "", 1)


def test_a_stranger_locks_nobody_out(server: Database) -> None:
    """A browser that signed this account in before is not slowed down by who fails at the same address."""
    assert sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser="kept-by-her-browser")
    for n in range(pace.FREE_FROM_ADDRESS - pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.sign_in(server, f"name{n}", "wrong", "10.0.0.1")
    fail(server, "coach", "10.0.0.1")
    for browser in ("", "another-browser"):
        with pytest.raises(SlowDown):
            sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser=browser)
    assert sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser="kept-by-her-browser")
    with pytest.raises(SlowDown):  # known for one account is not known for another
        sittings.sign_in(server, "evaluator", "demo", "10.0.0.1", browser="kept-by-her-browser")


def test_a_known_browser_is_slowed_down_by_its_own_failures(server: Database) -> None:
    """Who found somebody's telephone cannot guess on and on; the owner goes on elsewhere."""
    sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser="found-telephone")
    fail(server, "coach", "10.0.0.1", "found-telephone")
    with pytest.raises(SlowDown):
        sittings.sign_in(server, "coach", "demo", "10.0.0.7", browser="found-telephone")
    assert sittings.sign_in(server, "coach", "demo", "10.0.0.7")


def test_a_new_password_forgets_browsers(server: Database) -> None:
    """Once somebody else set a password, or one did so oneself, other browsers are strangers again."""
    for browser in ("work", "home"):
        sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser=browser)
    account = accounts.by_name(server, "coach").account_id
    with write(server):
        pace.forget_browsers(server, account, "work")
    assert (pace.is_known(server, "work", account), pace.is_known(server, "home", account)) == (True, False)
    accounts.set_password(server, "coach", "een nieuw wachtwoord")
    assert not pace.is_known(server, "work", account)


def test_a_browser_is_known_for_half_a_year(server: Database) -> None:
    """What has not been seen for long is forgotten."""
    account = accounts.by_name(server, "coach").account_id
    with write(server):
        pace.remember(server, "old", account)
        server.conn.execute("UPDATE known_browser SET seen_at = '2020-01-01T00:00:00.000+00:00'")
    assert not pace.is_known(server, "old", account)
    sittings.sign_in(server, "coach", "demo", "10.0.0.1", browser="new")
    assert server.conn.execute("SELECT count(*) FROM known_browser").fetchone() == (1,)


@pytest.mark.parametrize(("address", "counted_for"), [
    ("10.1.2.3", "10.1.2.3"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"), ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
    ("", ""), ("unknown", "unknown")])
def test_one_subscriber_is_one_place(address: str, counted_for: str) -> None:
    """Who has a network of IPv6 addresses to choose from is one place all the same."""
    assert pace.network(address) == counted_for


@pytest.mark.parametrize(("password", "name", "fault"), [
    ("kort", "anna", "at least 10"), ("1234567890", "anna", "Many people"), ("Wachtwoord123!", "anna", "Many people"),
    ("welkom2026!", "anna", "Many people"), ("Zomer2026!", "anna", "Many people"),
    ("qwertyuiop", "anna", "Many people"), ("Zomer2026!!!", "anna", "Many people"),
    ("RodeDraad2026", "anna", "Many people"), ("anna.vermeulen", "Anna Vermeulen", "name of the account"),
    ("MarieJansen85", "anna", "Many people"), ("1985 Marie Jansen", "anna", "Many people"),
    ("PietdeVries1974", "anna", "Many people"), ("Gertjan-1966!", "anna", "Many people"),
    ("Ｖermeulen12", "anna.vermeulen", "name of the account"), ("vérmeulén12", "anna.vermeulen", "name of the account"),
    ("\u200b" * 12, "anna", "at least 10"), ("v3rm3ul3n - 4nn4", "anna vermeulen", "name of the"),
    ("V.e.r.m.e.u.l.e.n.2026", "anna vermeulen", "name of the"), ("1lona-1lona", "ilona", "name of the"),
    ("Wélkom2026!", "anna", "Many people"), ("Ｗｅｌｋｏｍ2026", "anna", "Many people"),
    ("Hoogezand2026", "anna", "Many people"), ("2026-evaluatie", "anna", "Many people"),
    ("VAKANTIE2026", "anna", "Many people"), ("ikhouvanjou1", "anna", "Many people"),
    ("vermeulen12", "anna.vermeulen", "name of the account"), ("ANNAVERMEULEN1", "anna_vermeulen", "name of the"),
])
def test_a_weak_password_is_refused(server: Database, password: str, name: str, fault: str) -> None:
    """Too short, among the common ones in whatever dress, or the account's own name: nothing is made."""
    with pytest.raises(BadInput, match=fault):
        accounts.add(server, name, password)
    with pytest.raises(NotFound):
        accounts.by_name(server, name)


@pytest.mark.parametrize("password", [
    "een heel lang wachtwoord", "anna vermeulen eet graag soep", "wij drinken koffie", "Xq7#pL2m!vR9",
    "xkwtrpqzvb41", "tafelkachelfietsbel", "7 groene 8 fietsen",
    "4@8({[<3€6591|!$5+7%24@8({[<3€6591|!$5+7%2" * 20])
@pytest.mark.slow
def test_a_strong_password_is_taken(server: Database, password: str) -> None:
    """A sentence, a jumble, and the longest that can be typed, judged in no time."""
    assert accounts.add(server, "anna vermeulen", password)


def test_an_address_that_guesses_many_names_slows_down(server: Database) -> None:
    """Guessing over many names from one address slows down too."""
    for n in range(pace.FREE_FROM_ADDRESS):
        with pytest.raises(BadInput):
            sittings.sign_in(server, f"name{n}", "wrong", "10.0.0.9")
    with pytest.raises(SlowDown):
        sittings.sign_in(server, "coach", "demo", "10.0.0.9")


def test_guesses_sent_all_at_once_are_counted_too(small: SmallPilot) -> None:
    """Tries that arrive together do not slip past the count: five are looked at, the others must wait."""

    def guess(number: int) -> type[Exception] | None:
        with closing(open_server(small.home.server_path)) as own:
            try:
                sittings.sign_in(own, "coach", f"fout {number}", "10.0.0.1")
            except (BadInput, SlowDown) as error:
                return type(error)
        return None

    with ThreadPoolExecutor(12) as pool:
        told = list(pool.map(guess, range(12)))
    assert sorted(kind.__name__ for kind in told if kind) == ["BadInput"] * 5 + ["SlowDown"] * 7


def test_demo_accounts_can_be_shut_out(server: Database) -> None:
    """Where demo accounts are not allowed their password does not work."""
    with pytest.raises(BadInput):
        sittings.sign_in(server, "admin", "demo", "127.0.0.1", demo_allowed=False)


def test_a_new_password_ends_every_sitting(small: SmallPilot, server: Database) -> None:
    """Changing a password signs the account out everywhere and makes it a real account."""
    token = sittings.sign_in(server, "admin", "demo", "127.0.0.1")
    accounts.set_password(server, "admin", "een nieuw wachtwoord")
    assert sitting_of(token, small.home) is None
    assert sittings.sign_in(server, "admin", "een nieuw wachtwoord", "127.0.0.1", demo_allowed=False)


def test_a_disabled_account_is_out_at_once(small: SmallPilot, server: Database) -> None:
    """A sitting of an account that is disabled ends."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    accounts.set_disabled(server, small.home, "coach", True)
    assert sitting_of(token, small.home) is None
    with pytest.raises(BadInput):
        sittings.sign_in(server, "coach", "demo", "127.0.0.1")


def test_an_idle_sitting_ends(small: SmallPilot, server: Database) -> None:
    """Two hours without a sign of life end a sitting."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    server.conn.execute("UPDATE session SET seen_at = ?", (sittings._later(minutes=-121),))
    assert sitting_of(token, small.home) is None


def test_a_role_that_is_taken_away_is_gone(small: SmallPilot, server: Database) -> None:
    """The next look after a membership ended opens nothing."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    with closing(small.open()) as db:
        accounts.set_roles(server, db, "proef", "coach", [])
    with pytest.raises(Exception, match="not a member"), visit(token, small.home):
        pytest.fail("opened")


@pytest.mark.parametrize(("name", "password", "fault"), [
    ("", "long enough here", BadInput), ("x", "short", BadInput), ("EVALUATOR", "long enough here", Conflict),
    ("x" * 81, "long enough here", BadInput), ("evalu\u200bator ", "long enough here", Conflict),
])
def test_a_bad_account_is_refused(server: Database, name: str, password: str, fault: type[Exception]) -> None:
    """No name, one of more than 80 characters, a short password, a name that looks taken: a sentence, no account."""
    before = len(accounts.all_accounts(server))
    with pytest.raises(fault):
        accounts.add(server, name, password)
    assert len(accounts.all_accounts(server)) == before


def test_a_name_is_known_however_it_is_typed(server: Database) -> None:
    """Its accents apart or together, as kept now or by an earlier version."""
    accounts.add(server, "Rene\u0301e ", "long enough here")
    assert accounts.by_name(server, " Ren\u00e9e").name == accounts.by_name(server, "Rene\u0301e").name == "Ren\u00e9e"
    server.conn.execute("UPDATE account SET name = ? WHERE name = ?", ("Rene\u0301e", "Ren\u00e9e"))
    assert sittings.sign_in(server, "Rene\u0301e", "long enough here", "127.0.0.1")


def test_every_account_with_its_roles(small: SmallPilot, server: Database) -> None:
    """By name, with what it is in which pilot and whether it is shut out."""
    accounts.set_disabled(server, small.home, "coach2", True)
    found = {one.name: (one.roles, one.is_demo, one.is_disabled) for one in accounts.all_accounts(server)}
    assert list(found) == sorted(found)
    assert (found["coach"], found["coach2"]) == (("proef: coach", True, False), ("proef: coach", True, True))


def test_nobody_becomes_operator(small: SmallPilot, server: Database) -> None:
    """The command line's role cannot be given to an account."""
    with closing(small.open()) as db, pytest.raises(BadInput):
        accounts.set_roles(server, db, "proef", "coach", [Role.OPERATOR])


def test_labels_never_hold_the_name(small: SmallPilot, server: Database) -> None:
    """The pilot file calls coders by role and number."""
    accounts.add(server, "greta devries", "een lang wachtwoord")
    with closing(small.open()) as db:
        accounts.set_roles(server, db, "proef", "greta devries", [Role.EVALUATOR])
        labels = [row[0] for row in db.conn.execute("SELECT label FROM user")]
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert "evaluator 3" in labels
    assert b"devries" not in small.pilot.db_path.read_bytes()


def test_choosing_a_pilot_needs_membership(small: SmallPilot, server: Database) -> None:
    """Nobody looks into a pilot by naming it."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    sitting = sittings.sitting(server, token)
    assert sitting is not None
    with pytest.raises(NotFound):
        sittings.choose_pilot(server, sitting, "ander")


def test_ones_own_password(small: SmallPilot, server: Database) -> None:
    """Who knows the old password sets a new one; the other browsers of the account are signed out, this one is not."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token, other = (sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1") for _ in range(2))
    current = sittings.sitting(server, token)
    assert current
    with write(server):
        elsewhere.tie(server, current.account, elsewhere.Known("https://elsewhere.example", "who took it over"))
    assert sittings.change_password(server, current, token, "een lang wachtwoord", "een ander wachtwoord") is True
    assert elsewhere.since(server, current.account, "https://elsewhere.example") is None
    assert sitting_of(token, small.home) == current
    assert sitting_of(other, small.home) is None
    assert sittings.sign_in(server, "bea", "een ander wachtwoord", "127.0.0.1")
    with pytest.raises(BadInput):
        sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    assert server.conn.execute("SELECT count(*) FROM event WHERE verb = 'password changed'").fetchone() == (1,)


@pytest.mark.parametrize(("old", "new", "fault"), [
    ("een lang wachtwoord", "een lang wachtwoord", "have already"),
    ("fout wachtwoord", "een ander wachtwoord", "another one"), ("een lang wachtwoord", "kort", "at least 10"),
])
def test_a_password_that_is_not_changed(server: Database, old: str, new: str, fault: str) -> None:
    """A wrong old or a short new password changes nothing."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token = sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    with pytest.raises(BadInput, match=fault):
        sittings.change_password(server, current, token, old, new)
    assert sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")


def test_guessing_the_old_password_slows_down(server: Database) -> None:
    """Behind an open screen the old password cannot be guessed on and on."""
    accounts.add(server, "bea", "een lang wachtwoord")
    token = sittings.sign_in(server, "bea", "een lang wachtwoord", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    for n in range(pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            sittings.change_password(server, current, token, f"fout {n}", "een ander wachtwoord")
    with pytest.raises(SlowDown):
        sittings.change_password(server, current, token, "een lang wachtwoord", "een ander wachtwoord")


def test_a_demo_account_keeps_its_password(server: Database) -> None:
    """The password in README goes on working, whoever tries the demo."""
    token = sittings.sign_in(server, "coach", "demo", "127.0.0.1")
    current = sittings.sitting(server, token)
    assert current
    with pytest.raises(BadInput, match="demo account"):
        sittings.change_password(server, current, token, "demo", "een ander wachtwoord")


def test_another_role_is_another_label(small: SmallPilot, server: Database) -> None:
    """Who becomes an evaluator is called one, and stays so afterwards: codings may be known by that label."""
    with closing(small.open()) as db:
        def label(name: str) -> str:
            guid = accounts.by_name(server, name).guid
            return str(db.conn.execute("SELECT label FROM user WHERE guid = ?", (guid,)).fetchone()[0])

        accounts.set_roles(server, db, "proef", "coach2", [Role.EVALUATOR])
        assert label("coach2").startswith("evaluator ")
        known = label("evaluator")
        accounts.set_roles(server, db, "proef", "evaluator", [Role.STEERING])
        assert label("evaluator") == known
