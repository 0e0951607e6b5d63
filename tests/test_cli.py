"""The command line: accounts, and what it says of wrong input."""

from __future__ import annotations

import re
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from typing import TYPE_CHECKING

import click
import pytest
from click.testing import CliRunner

from cli import HANDLERS, cli
from jobs.child import resolve
from pilot import command_help
from pilot.accounts import members, sittings
from pilot.store.files import open_server
from pilot.words import catalogue
from tests.conftest import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.builder import SmallPilot

HEAVY = {"pandas", "streamlit", "plotly", "av", "faster_whisper", "spacy"}

WORD = "een lang wachtwoord"


def run(small: SmallPilot, *words: str, given: str = WORD) -> tuple[int, str, str]:
    """Exit status, stdout and stderr of a command over the small pilot's home, which is handed this line."""
    answer = CliRunner().invoke(cli, [*words, "--home", str(small.home.folder)], input=f"{given}\n")
    return answer.exit_code, answer.stdout, answer.stderr


def test_an_account_is_added_with_its_role(small: SmallPilot) -> None:
    """The account is listed with the role it got, and its guid is the only thing on stdout."""
    status, out, _ = run(small, "user", "add", "anna", "--pilot", "proef", "--role", "coach")
    assert (status, len(out.strip())) == (0, 36)
    assert "anna\tproef: coach\tactive\n" in run(small, "user", "list")[1]
    assert run(small, "user", "role", "anna", "proef", "none")[0] == 0
    assert "anna\t\tactive\n" in run(small, "user", "list")[1]


def test_several_roles_and_the_right_to_prepare(small: SmallPilot) -> None:
    """Roles are given together and taken away together; preparing texts is given to one account at a time."""
    roles = ("--role", "evaluator", "--role", "admin")
    assert run(small, "user", "add", "anna", "--pilot", "proef", *roles)[0] == 0
    assert "anna\tproef: evaluator + admin\tactive\n" in run(small, "user", "list")[1]
    with closing(small.open()) as db:
        def preparing() -> set[str]:
            return {m.name for m in members.members(small.home, db, small.viewers["admin"]) if m.prepares}

        assert run(small, "user", "prepare", "anna", "proef", "on")[0] == 0
        assert preparing() == {"anna"}
        assert run(small, "user", "prepare", "anna", "proef", "off")[0] == 0
        assert preparing() == set()
    assert run(small, "user", "prepare", "coach", "proef", "on")[0] == 2
    assert run(small, "user", "role", "anna", "proef", "coach", "steering")[0] == 0
    assert "anna\tproef: coach + steering\tactive\n" in run(small, "user", "list")[1]
    assert run(small, "user", "role", "anna", "proef", "coach", "none")[0] == 2


def test_nothing_is_half_done(small: SmallPilot) -> None:
    """An account for a pilot that is not there, a short password, a taken name: a sentence, exit 2, no account."""
    before = run(small, "user", "list")[1]
    for typed, given in ((("anna", "--pilot", "nergens", "--role", "coach"), WORD), (("anna",), "kort"),
                         (("coach",), WORD), (("anna", "--pilot", "proef"), WORD), (("anna",), "")):
        status, out, err = run(small, "user", "add", *typed, given=given)
        assert (status, out) == (2, "")
        assert err.strip()
        assert "Traceback" not in err
    assert run(small, "user", "list")[1] == before


def test_a_word_that_is_no_text(small: SmallPilot) -> None:
    """Bytes that are no UTF-8 are told as such, exit 2."""
    path = str(small.home.pilot("proef").db_path)
    before = run(small, "user", "list")[1]
    for typed in (["withdraw", "\udcff", "--reason", "x", "--pilot", path], ["user", "add", "Ja\udcffn"],
                  ["invite", "Ja\udcffn"], ["pilot", "create", "proef2", "\udcff"]):
        answer = CliRunner().invoke(cli, ["--lang", "nl", *typed], input=f"{WORD}\n")
        assert (answer.exit_code, answer.stdout) == (2, "")
        assert answer.stderr == "Een woord van deze opdracht is geen tekst in UTF-8. Typ het opnieuw.\n"
    assert run(small, "user", "list")[1] == before


@pytest.mark.parametrize("stop", [KeyboardInterrupt, click.Abort, EOFError])
def test_who_stops_a_command_is_told_in_her_language(
    small: SmallPilot, monkeypatch: pytest.MonkeyPatch, stop: type[BaseException],
) -> None:
    """Ctrl-C, or nothing where something is asked for: a word of ours, where click says Aborted."""
    def stopped(_db: object) -> None:
        raise stop

    monkeypatch.setattr("pilot.accounts.accounts.all_accounts", stopped)
    answer = CliRunner().invoke(cli, ["--lang", "nl", "user", "list", "--home", str(small.home.folder)])
    assert (answer.exit_code, answer.stdout, answer.stderr.strip()) == (1, "", "Gestopt.")


def test_no_password_stands_behind_a_command(small: SmallPilot) -> None:
    """Everybody on the machine reads what does: it is no option, and what is handed in is the one that opens."""
    for typed in (("user", "add", "anna"), ("user", "passwd", "coach")):
        status, out, err = run(small, *typed, "--password", WORD)
        assert (status, out) == (2, "")
        assert "--password" in err
    assert run(small, "user", "passwd", "coach", given="vier groene dakpannen")[0] == 0
    with closing(open_server(small.home.server_path)) as server:
        assert sittings.sign_in(server, "coach", "vier groene dakpannen", "127.0.0.1")


def test_the_zone_of_a_pilot(small: SmallPilot) -> None:
    """It is shown, set, and kept when it is none; a pilot that is not there is told."""
    assert run(small, "pilot", "zone", "proef") == (0, "Europe/Amsterdam\n", "")
    assert run(small, "pilot", "zone", "proef", "America/Paramaribo") == (0, "America/Paramaribo\n", "")
    assert run(small, "pilot", "zone", "proef", "Mars/Olympus")[:2] == (2, "")
    assert run(small, "pilot", "zone", "proef")[1] == "America/Paramaribo\n"
    assert run(small, "pilot", "zone", "nergens")[:2] == (2, "")


def test_a_bug_is_no_traceback(small: SmallPilot, monkeypatch: pytest.MonkeyPatch) -> None:
    """What should not have happened is told in a sentence without content, and exits 1."""
    monkeypatch.setattr("pilot.accounts.accounts.all_accounts", lambda db: 1 / 0)
    monkeypatch.delenv("RODE_DRAAD_DEBUG", raising=False)
    status, out, err = run(small, "user", "list")
    assert (status, out) == (1, "")
    assert "ZeroDivisionError" in err
    assert "Traceback" not in err


@pytest.mark.parametrize(("words", "said"), [
    (("user", "add"), "Er ontbreekt iets: 'NAAM'."), (("bestaatniet",), "De opdracht bestaatniet bestaat niet."),
    (("import", "weg.txt", "--pilot", "x"), "weg.txt is er niet, of is niet te lezen."),
    (("serve", "--port", "x"), "'--port' is een getal van 0 tot en met 65535."),
    (("serve", "--nee"), "De optie --nee bestaat niet."),
    (("user", "role", "anna", "proef", "baas"), "is een van: coach, evaluator, steering, admin, none"),
    (("--nee",), "De optie --nee bestaat niet."), (("check", "--against"), "Er ontbreekt iets: --against …."),
    (("withdraw", "g1", "--pilot", "x"), "Er ontbreekt iets: '--reason'."),
    (("user", "add", "anna", "--role", "coach"), "Geef --pilot en --role samen op."),
    (("backups", "set", "--days", "1.5"), "'--days' is een geheel getal."), (("read", "/"), "/ is een map."),
    (("rounds", "plan", "--width", "breed"), "'--width' is een getal."), (("demo", "cli.py"), "cli.py is een bestand."),
    (("work", "--idle", "-1"), "'--idle' is een getal, 0 of meer."), (("erase", "kat", "g"), "SOORT is een van: "),
    (("codebook", "check", "weg"), "weg is niet te lezen: het is er niet."),
    (("rounds", "list", "--pilot", "x" * 5000), f"{'x' * 40}… is niet te lezen: de naam is te lang."),
    (("person-file", "g1", "uit", "--pilot", "x"), "Laat de naam van het bestand eindigen op wat het"),
    (("user",), "Zeg wat er moet gebeuren:\n  add "), (("names",), "\n  join "), ((), "\n  serve "),
])
def test_a_wrong_command_is_told_in_dutch(words: tuple[str, ...], said: str) -> None:
    """Who asks for Dutch gets Dutch, also for what was typed wrong; nothing on stdout, exit 2."""
    answer = CliRunner().invoke(cli, ["--lang", "nl", *words])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert said in answer.stderr
    assert not {"Error", "Usage", "Missing", "Invalid"} & set(answer.stderr.replace(":", " ").split())
    assert answer.stderr.count("\n") == 1 or "wat er moet gebeuren" in answer.stderr


@pytest.mark.parametrize(("machine", "said"), [
    ({"LANG": "nl_NL.UTF-8"}, "bestaat niet"), ({"LC_ALL": "C", "LANG": "nl_NL"}, "There is no command"),
    ({"LANG": "fr_FR.UTF-8"}, "There is no command"), ({"LC_MESSAGES": "nl_BE@euro", "LANG": "C"}, "bestaat niet"),
])
def test_the_language_of_the_machine_is_spoken(
    machine: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where nobody says which; a language that is not ours is English."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    answer = CliRunner().invoke(cli, ["bestaatniet"], env=machine)
    assert (answer.exit_code, said in answer.stderr) == (2, True)


def all_commands(group: click.Group, names: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    """Every command and group, with the words it is called by."""
    yield names, group
    for name, one in group.commands.items():
        if isinstance(one, click.Group):
            yield from all_commands(one, (*names, name))
        else:
            yield (*names, name), one


def test_every_help_has_dutch() -> None:
    """What each command and each option says of itself, and each word in capitals that is filled in, is translated."""
    dutch = catalogue("nl")
    said: set[str] = set()
    for names, command in all_commands(cli):
        assert command.help, names
        said.update(command_help.paragraphs(command.help))
        for param in command.params:
            if isinstance(param, click.Option):
                assert param.help, (names, param.name)
                said.add(param.help)
                if param.is_flag:
                    continue
            said.update(re.findall("[A-Z]+", param.make_metavar(click.Context(command)).replace(" RANGE", "")))
    assert len(said) > 230
    assert {one for one in said if one not in dutch} == set()


@pytest.mark.parametrize(("asked", "machine", "said"), [
    (("user", "--help"), "nl_BE.UTF-8", ("Gebruik: ", "Opties:", "Opdrachten:", "Accounts en hun rollen.", "OPDRACHT",
                                         "Zet de tweede stap uit voor NAAM", "Toon deze uitleg.")),
    (("export", "-h"), "nl_NL", ("export [OPTIES] WAT", "--choose NAAM=WAARDE", "[verplicht]", "Haal WAT uit")),
    (("--lang", "nl", "tasks", "list", "-h"), "C", ("--limit GETAL  ", "[zonder keuze: 50; x>=1]", "Toon de taken")),
    (("--lang", "en", "user", "add", "-h"), "nl_NL", ("Usage: ", "[OPTIONS] NAME", "Add an account", "Options:")),
    (("--help",), "nl_NL", ("Taal van de berichten", "Zeg als JSON hoe ver codeurs het eens zijn")),
    (("--help",), "C", ("Language of messages", "Do waiting jobs", "Show this message and exit.")),
])
def test_help_is_in_the_language_of_messages(asked: tuple[str, ...], machine: str, said: tuple[str, ...]) -> None:
    """Of a command, of a group and of all of it: on stdout, exit 0."""
    answer = CliRunner().invoke(cli, asked, env={"LC_ALL": machine}, terminal_width=120, prog_name="cli.py")
    assert (answer.exit_code, answer.stderr) == (0, "")
    assert [one for one in said if one not in answer.stdout] == []
    if "Gebruik" in said[0]:
        assert not {"Usage:", "Options:", "[OPTIONS]", "exit."} & set(answer.stdout.split())


def module_at(path: Path) -> object:
    """The imported module of a file of the program."""
    return import_module(".".join(path.relative_to(ROOT).with_suffix("").parts))


def test_every_room_hands_in_its_commands() -> None:
    """A room's `commands.py` is gathered, so that no command is written and then cannot be given."""
    found = list(ROOT.glob("[a-z]*/**/commands.py"))
    assert len(found) > 5
    given = set(cli.commands.values())
    for path in found:
        handed_in = getattr(module_at(path), "COMMANDS", ())
        assert given.issuperset(handed_in), path
    assert {"work", "serve", "demo"} <= set(cli.commands)


def test_every_room_hands_in_its_handlers() -> None:
    """The worker knows every kind of job of every room, no two rooms have the same kind, and each can be found."""
    rooms = [getattr(module_at(path), "HANDLERS") for path in ROOT.glob("*/handlers.py")]  # noqa: B009
    assert len(HANDLERS) == sum(len(room) for room in rooms) > 0
    assert all(room.items() <= HANDLERS.items() for room in rooms)
    assert all(callable(resolve(where)) for where in HANDLERS.values())


@pytest.mark.slow
def test_commands_and_tasks_start_light() -> None:
    """What takes long to import is imported by what needs it: never for `--help`, nor for each task of the worker."""
    code = "import sys, cli, jobs.child; print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    assert not HEAVY & set(loaded.split())


def test_a_reader_that_stops_is_no_fault(tmp_path: Path) -> None:
    """`head` closes what is printed: nobody is told that something went wrong."""
    path = tmp_path / "a.txt"
    path.write_text("".join(f"Moeder: woord {n}.\n\nCoach: ja.\n\n" for n in range(9000)))
    told = subprocess.run(f"{sys.executable} cli.py read {path} | head -1", shell=True, cwd=ROOT, text=True,
                          capture_output=True, check=False)
    assert (told.stdout.strip(), told.stderr) == ("{", "")
