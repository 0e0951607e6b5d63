"""The second step: codes of an app and recovery codes, each once, whoever tries what."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pyotp
import pytest

from pilot import clock
from pilot.access import Role
from pilot.accounts import accounts, again, members, pace, rules, second, sittings
from pilot.accounts.accounts import Account
from pilot.accounts.sittings import CODE, SET_UP
from pilot.errors import BadInput, Conflict, RodeDraadError, SignedOut, SlowDown
from pilot.store.files import open_server
from pilot.visit import visit

if TYPE_CHECKING:
    from collections.abc import Iterator

    from sqlite_utils import Database

    from tests.builder import SmallPilot

WORD = "een lang wachtwoord"
START = datetime(2026, 3, 4, 10, tzinfo=UTC)


@dataclass
class Bea:
    """Somebody with an account of her own, and the app on her phone."""

    server: Database
    small: SmallPilot
    account: Account
    recovery: list[str]
    secret: str = ""

    def code(self, later_s: int = 0) -> str:
        """What her phone shows, so many seconds from now."""
        return pyotp.TOTP(self.secret).at(clock.moment() + timedelta(seconds=later_s))

    def sign_in(self) -> tuple[str, sittings.Sitting]:
        """The token and the sitting after name and password."""
        token = sittings.sign_in(self.server, "bea", WORD, "127.0.0.1")
        return token, self.now(token)

    def now(self, token: str) -> sittings.Sitting:
        """The sitting as it is."""
        found = sittings.sitting(self.server, token)
        assert found
        return found


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Iterator[object]:
    """Sets the clock so many seconds after the start."""
    def to(seconds: float) -> None:
        monkeypatch.setattr(clock, "moment", lambda: START + timedelta(seconds=seconds))

    to(0)
    return to  # type: ignore[return-value]


@pytest.fixture
def bea(small: SmallPilot, later: object) -> Iterator[Bea]:
    """With her second step on."""
    with closing(open_server(small.home.server_path)) as server, closing(small.open()) as db:
        account = accounts.add(server, "bea", WORD)
        accounts.set_roles(server, db, "proef", "bea", [Role.ADMIN])
        made = Bea(server, small, account, [])
        _token, current = made.sign_in()
        made.secret = second.begin(server, current).secret
        made.recovery = second.switch_on(server, current, made.code(-60 + 30))
        sittings.end_all(server)
        yield made


def test_signing_in_takes_both(bea: Bea) -> None:
    """After the password the sitting waits and opens nothing; after the code it is as any other."""
    token, waiting = bea.sign_in()
    assert (waiting.waits_for, waiting.confirmed) == (CODE, False)
    with pytest.raises(SignedOut, match="not finished"), visit(token, bea.small.home):
        raise AssertionError("opened without a code")
    sittings.give_code(bea.server, waiting, bea.code(), "127.0.0.1")
    assert (bea.now(token).waits_for, bea.now(token).confirmed) == (None, True)
    with visit(token, bea.small.home) as found:
        assert found.viewer.confirmed
    verbs = [row[0] for row in bea.server.conn.execute("SELECT verb FROM event WHERE actor_guid = ?",
                                                       (bea.account.guid,))]
    assert verbs.count("signed in") == 2  # once before she switched it on


def test_a_code_works_once(bea: Bea, later: object) -> None:
    """Who looked over her shoulder comes too late, and an earlier code than the last one used works no more."""
    seen = bea.code()
    second.use(bea.server, bea.account, seen, "127.0.0.1")
    for code in (seen, bea.code(-30)):
        with pytest.raises(BadInput):
            second.use(bea.server, bea.account, code, "127.0.0.1")
    later(30)  # type: ignore[operator]
    second.use(bea.server, bea.account, bea.code(), "127.0.0.1")


def test_the_first_code_is_used_up_by_switching_on(bea: Bea) -> None:
    """What showed that the app works signs nobody in."""
    with pytest.raises(BadInput):
        second.use(bea.server, bea.account, bea.code(-30), "127.0.0.1")


@pytest.mark.parametrize(("off_s", "fits"), [(-90, False), (0, True), (30, True), (60, False), (90, False)])
def test_clocks_that_differ(bea: Bea, off_s: int, fits: bool) -> None:
    """A phone may be half a minute off, no more."""
    try:
        second.use(bea.server, bea.account, bea.code(off_s), "127.0.0.1")
    except BadInput:
        assert not fits
    else:
        assert fits


def test_spaces_do_not_matter(bea: Bea) -> None:
    """Apps show a code in two threes, and paper has codes in groups."""
    code = bea.code()
    second.use(bea.server, bea.account, f" {code[:3]} {code[3:]} ", "127.0.0.1")
    second.use(bea.server, bea.account, f" {bea.recovery[0].lower().replace('-', ' ')}", "127.0.0.1")


def test_recovery_codes_work_once_each(bea: Bea) -> None:
    """Ten of them; new ones end those of before; another account's are nobody else's."""
    assert len(set(bea.recovery)) == second.RECOVERY_CODES
    second.use(bea.server, bea.account, bea.recovery[0], "127.0.0.1")
    assert second.codes_left(bea.server, bea.account.account_id) == second.RECOVERY_CODES - 1
    with pytest.raises(BadInput):
        second.use(bea.server, bea.account, bea.recovery[0], "127.0.0.1")
    other = accounts.add(bea.server, "cor", WORD)
    with pytest.raises(BadInput):
        second.use(bea.server, other, bea.recovery[1], "127.0.0.1")
    fresh = second.fresh_codes(bea.server, bea.account)
    with pytest.raises(BadInput):
        second.use(bea.server, bea.account, bea.recovery[1], "127.0.0.1")
    second.use(bea.server, bea.account, fresh[0], "127.0.0.1")


@pytest.mark.parametrize("which", ["app", "recovery"])
def test_of_many_at_once_one_gets_in(bea: Bea, which: str) -> None:
    """The same code from eight browsers at the same moment opens one of them."""
    code = bea.code() if which == "app" else bea.recovery[3]

    def attempt(n: int) -> bool:
        with closing(open_server(bea.small.home.server_path)) as own:
            try:
                second.use(own, bea.account, code, f"10.0.0.{n}")
            except RodeDraadError:
                return False
            return True

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(attempt, range(8))) == 1


def test_guessing_is_counted(bea: Bea) -> None:
    """Five tries from one place, and not many more from many; another place is not slowed down by the first."""
    for n in range(pace.FREE_FAILURES):
        with pytest.raises(BadInput):
            second.use(bea.server, bea.account, f"00000{n}", "10.0.0.1")
    with pytest.raises(SlowDown):
        second.use(bea.server, bea.account, bea.code(), "10.0.0.1")
    second.use(bea.server, bea.account, bea.code(), "10.0.0.2")
    faults = [_fault(bea, f"10.0.1.{n}") for n in range(second.FREE_IN_ALL + 1)]
    assert (faults[0], faults[-1]) == (BadInput, SlowDown)


def test_guessing_all_day_comes_to_an_end(bea: Bea, later: object) -> None:
    """A patient guesser who waits each time gets a hundred tries a day; a recovery code lets the owner in all the same,
    and it is told how often it was tried."""
    assert second.wrong_of_a_day(bea.server, bea.account.account_id) == 0
    for n in range(second.FREE_A_DAY):
        later(n * 60)  # type: ignore[operator]
        assert _fault(bea, f"10.0.{n}.1") is BadInput
    assert second.wrong_of_a_day(bea.server, bea.account.account_id) == second.FREE_A_DAY
    with pytest.raises(BadInput, match="Too many wrong codes were given today"):
        second.use(bea.server, bea.account, bea.code(), "10.1.0.1")
    second.use(bea.server, bea.account, bea.recovery[0], "10.1.0.1")
    later(48 * 3600)  # type: ignore[operator]
    second.use(bea.server, bea.account, bea.code(), "10.1.0.1")
    assert second.wrong_of_a_day(bea.server, bea.account.account_id) == 0


def _fault(bea: Bea, address: str) -> type[RodeDraadError] | None:
    try:
        second.use(bea.server, bea.account, "000000", address)
    except RodeDraadError as error:
        return type(error)
    return None


def test_a_password_alone_changes_nothing(bea: Bea) -> None:
    """A sitting that waits for its code opens nothing, and who reads the file finds no recovery code in it."""
    token, _waiting = bea.sign_in()
    with pytest.raises(SignedOut), visit(token, bea.small.home):
        raise AssertionError("opened without a code")
    kept = {row[0] for row in bea.server.conn.execute("SELECT code_sha256 FROM recovery_code")}
    assert not kept & {form for code in bea.recovery for form in (code, code.replace("-", ""))}


def test_asking_again_takes_a_code(bea: Bea, later: object) -> None:
    """With a second step the password shows nothing, for others may know it."""
    token, waiting = bea.sign_in()
    sittings.give_code(bea.server, waiting, bea.code(), "127.0.0.1")
    later(3600)  # type: ignore[operator]
    sitting = bea.now(token)
    assert not sitting.confirmed
    with pytest.raises(BadInput):
        again.confirm(bea.server, sitting, WORD)
    again.confirm(bea.server, sitting, bea.code())
    assert bea.now(token).confirmed


def test_waiting_ends(bea: Bea, later: object) -> None:
    """A sitting waits ten minutes for its code; once it has come the sitting lasts as any other."""
    token, waiting = bea.sign_in()
    done, other = bea.sign_in()
    sittings.give_code(bea.server, other, bea.code(), "127.0.0.1")
    later(sittings.CODE_MINUTES * 60 + 1)  # type: ignore[operator]
    assert sittings.sitting(bea.server, token) is None
    assert bea.now(done).waits_for is None
    del waiting


def test_a_role_that_needs_it(bea: Bea, small: SmallPilot) -> None:
    """Who has none sets it up before anything opens, also who is signed in; a demo account never has to."""
    with closing(small.open()) as db:
        cor = accounts.add(bea.server, "cor", WORD)
        accounts.set_roles(bea.server, db, "proef", "cor", [Role.COACH])
        token = sittings.sign_in(bea.server, "cor", WORD, "127.0.0.1")
        demo = sittings.sign_in(bea.server, "coach", "demo", "127.0.0.1")
        before = sittings.identity_for(token, bea.now(token))
        rules.set_rules(small.home, db, small.viewers["admin"], [Role.COACH], 60, 8)
    assert (bea.now(token).waits_for, bea.now(demo).waits_for) == (SET_UP, None)
    assert sittings.identity_for(token, bea.now(token)) != before  # sockets that are open are cut
    with pytest.raises(SignedOut), visit(token, small.home):
        raise AssertionError("opened without a second step")
    code = pyotp.TOTP(second.begin(bea.server, bea.now(token)).secret).at(clock.moment())
    second.switch_on(bea.server, bea.now(token), code)
    assert bea.now(token).waits_for is None
    with pytest.raises(Conflict):
        second.switch_off_own(bea.server, cor)


def test_what_a_demo_account_has_not(bea: Bea) -> None:
    """Everybody knows its password; nobody may shut the others out with a second step."""
    with pytest.raises(BadInput, match="demo account"):
        second.begin(bea.server, bea.now(sittings.sign_in(bea.server, "coach", "demo", "127.0.0.1")))


def test_beginning_twice_is_the_same(bea: Bea) -> None:
    """A page that is loaded again shows the same square; a wrong code switches nothing on; once on it is not shown."""
    cor = accounts.add(bea.server, "cor", WORD)
    here = bea.now(sittings.sign_in(bea.server, "cor", WORD, "127.0.0.1"))
    assert second.begin(bea.server, here) == second.begin(bea.server, here)
    with pytest.raises(BadInput):
        second.switch_on(bea.server, here, "000000")
    assert not second.is_on(bea.server, cor.account_id)
    with pytest.raises(Conflict):
        second.begin(bea.server, bea.sign_in()[1])


def test_who_knew_the_password_has_no_code(bea: Bea) -> None:
    """Somebody who signed in with it before and looked at the square has another one than the owner switches on; where
    he is signed in that ends."""
    accounts.add(bea.server, "cor", WORD)
    thief, owner = (sittings.sign_in(bea.server, "cor", WORD, "127.0.0.1") for _ in range(2))
    stolen, own = (second.begin(bea.server, bea.now(token)).secret for token in (thief, owner))
    with pytest.raises(BadInput):
        second.switch_on(bea.server, bea.now(owner), pyotp.TOTP(stolen).at(clock.moment()))
    second.switch_on(bea.server, bea.now(owner), pyotp.TOTP(own).at(clock.moment() - timedelta(seconds=30)))
    assert sittings.sitting(bea.server, thief) is None
    assert sittings.sitting(bea.server, owner)
    waits = bea.now(sittings.sign_in(bea.server, "cor", WORD, "127.0.0.1"))
    with pytest.raises(BadInput):
        sittings.give_code(bea.server, waits, pyotp.TOTP(stolen).at(clock.moment()), "127.0.0.1")
    sittings.give_code(bea.server, waits, pyotp.TOTP(own).at(clock.moment()), "127.0.0.1")


def test_an_administrator_takes_it_off(bea: Bea, small: SmallPilot) -> None:
    """Who lost phone and codes: her sittings end, the password is enough, and what made codes is gone."""
    token, waiting = bea.sign_in()
    sittings.give_code(bea.server, waiting, bea.code(), "127.0.0.1")
    with closing(small.open()) as db:
        members.forget_second(small.home, db, small.viewers["admin"], bea.account.guid)
    assert sittings.sitting(bea.server, token) is None
    assert bea.sign_in()[1].waits_for is None
    assert bea.server.conn.execute("SELECT count(*) FROM recovery_code").fetchone()[0] == 0


def test_the_strictest_rules_hold(bea: Bea, small: SmallPilot, later: object) -> None:
    """A sitting ends after rest and in any case, as its pilot says, also for who is signed in already."""
    token, waiting = bea.sign_in()
    sittings.give_code(bea.server, waiting, bea.code(), "127.0.0.1")
    assert rules.lasts(bea.server, bea.account.account_id) == (rules.IDLE_MINUTES, rules.HOURS)
    with closing(small.open()) as db:
        for idle, hours in ((7, 8), (60, 100)):
            with pytest.raises(BadInput):
                rules.set_rules(small.home, db, small.viewers["admin"], [], idle, hours)
        rules.set_rules(small.home, db, small.viewers["admin"], [], 15, 1)
    for minutes in (14, 28, 42, 56):  # she works on, and is out after an hour all the same
        later(minutes * 60)  # type: ignore[operator]
        assert bea.now(token)
    later(61 * 60)  # type: ignore[operator]
    assert sittings.sitting(bea.server, token) is None
    token, waiting = bea.sign_in()
    sittings.give_code(bea.server, waiting, bea.code(), "127.0.0.1")
    later(77 * 60)  # type: ignore[operator]
    assert sittings.sitting(bea.server, token) is None


def test_ones_own_sittings(bea: Bea) -> None:
    """Each with its browser in words, this one first; ended one by one, all at once, and never another's."""
    here, there = (sittings.sign_in(bea.server, "coach", "demo", "127.0.0.1", agent=agent) for agent in (
        "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605 Version/18.5 Mobile Safari/604.1"))
    foreign = sittings.sign_in(bea.server, "coach2", "demo", "127.0.0.1")
    listed = sittings.own(bea.server, bea.now(here))
    assert [(one.browser, one.here) for one in listed] == [("Firefox, Windows", True), ("Safari, iPhone", False)]
    with pytest.raises(Conflict):
        sittings.end_own(bea.server, bea.now(here), bea.now(foreign).session_id)
    sittings.end_own(bea.server, bea.now(here), listed[1].number)
    assert sittings.sitting(bea.server, there) is None
    sittings.end_everywhere(bea.server, bea.now(here))
    assert sittings.sitting(bea.server, here) is None
    assert bea.now(foreign)
