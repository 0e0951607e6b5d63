"""The command line: one thin command per job.

Results on stdout, messages on stderr; exit 0 done, 2 bad input, 1 anything else.
"""

from __future__ import annotations

import os
import re
import sys
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from pilot import access, config, setup, words
from pilot.access import Role
from pilot.accounts import accounts
from pilot.errors import BadInput, RodeDraadError, first_line
from pilot.safety import backup as backups
from pilot.store.files import open_pilot, open_server
from pilot.words import N_, _, ngettext

if TYPE_CHECKING:
    from sqlite_utils import Database


class Sentences(click.Group):
    """A group whose commands end with one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; our own faults exit 2, anything else 1 (RODE_DRAAD_DEBUG=1 shows where)."""
        if "lang" in ctx.params:  # before the name of the command is looked up, which may be wrong
            words.use(ctx.params["lang"])
        try:
            return super().invoke(ctx)
        except RodeDraadError as error:
            click.echo(error.sentence(), err=True)
            ctx.exit(2)
        except click.UsageError as error:
            if words.current() == "en":
                raise
            click.echo(f"{usage_fault(error)} {_('--help says what can be given.')}", err=True)
            ctx.exit(2)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except Exception as error:
            if os.environ.get("RODE_DRAAD_DEBUG"):
                raise
            said = words.translate("Something went wrong that should not have.")
            click.echo(f"{said} ({first_line(error)})", err=True)
            ctx.exit(1)


def usage_fault(error: click.UsageError) -> str:
    """What is wrong with a command as it was typed, in the language of messages; click itself has English only."""
    param = getattr(error, "param", None)
    what = param.get_error_hint(error.ctx) if param is not None and error.ctx is not None else ""
    if isinstance(error, click.NoSuchOption):
        return _("There is no option {name}.").format(name=error.option_name)
    if isinstance(error, click.MissingParameter):
        return _("Something is missing: {what}.").format(what=what)
    named = re.search(r"'(.+?)'", error.message)
    if isinstance(error, click.BadParameter) and param is not None:
        if isinstance(param.type, click.Path) and named:
            return _("{path} is not there, or cannot be read.").format(path=named[1])
        if isinstance(param.type, click.Choice):
            return _("{what} is one of: {choices}.").format(what=what, choices=", ".join(map(str, param.type.choices)))
        return _("What was given for {what} cannot be used.").format(what=what)
    if named and error.message.startswith("No such command"):
        return _("There is no command {name}.").format(name=named[1])
    return _("This command was not understood.")


home_option = click.option(
    "--home", "home_dir", type=click.Path(path_type=Path, file_okay=False), default=None,
    help="Folder with everything; default data/ or $RODE_DRAAD_HOME.",
)
pilot_option = click.option(
    "--pilot", "pilot_path", type=click.Path(path_type=Path), required=True, help="Path of the pilot.db file."
)


def home_at(home_dir: Path | None) -> config.Home:
    """The home given, else the usual one; told to child processes through the environment."""
    if home_dir is not None:
        os.environ[config.HOME_VARIABLE] = str(home_dir.resolve())
    return config.home()


@click.group(cls=Sentences, context_settings={"help_option_names": ["-h", "--help"]})
@click.option("--lang", type=click.Choice(words.LANGUAGES), default="en", help="Language of messages.")
def cli(lang: str) -> None:
    """Rode Draad: code the stories of family-support pilots and see what works."""
    # What is written here holds names or what families said: for this account alone, backups too.
    os.umask(0o077)


@cli.group()
def user() -> None:
    """Accounts and their roles."""


def _server(home: config.Home) -> Database:
    return open_server(home.server_path, create=True)


def _role(db: Database, home: config.Home, name: str, slug: str, role: str) -> None:
    with closing(open_pilot(home.pilot(slug).db_path)) as pilot_db:
        accounts.set_role(db, pilot_db, slug, name, None if role == "none" else Role(role))


ROLE = click.Choice([*(r.value for r in Role if r is not Role.OPERATOR), "none"])


def _asked() -> str:
    """A password, typed twice without being shown."""
    return str(click.prompt(_("Password"), hide_input=True, err=True, confirmation_prompt=_("Once more")))


@user.command("add")
@click.argument("name")
@click.option("--pilot", "slug", help="Short name of the pilot to make it a member of.")
@click.option("--role", type=ROLE, help="Role in that pilot.")
@click.option("--password", help="Asked for when not given.")
@home_option
def user_add(name: str, slug: str | None, role: str | None, password: str | None, home_dir: Path | None) -> None:
    """Add an account, with a role in a pilot when --pilot and --role are given."""
    home = home_at(home_dir)
    if bool(slug) != bool(role):
        raise BadInput(N_("Give --pilot and --role together."))
    if slug and not home.pilot(slug).db_path.is_file():
        raise BadInput(N_("There is no pilot {slug} here. cli.py pilot list shows those there are."), slug=slug)
    password = password or _asked()
    with closing(_server(home)) as db:
        account = accounts.add(db, name, password)
        if slug and role:
            _role(db, home, name, slug, role)
    click.echo(account.guid)


@user.command("role")
@click.argument("name")
@click.argument("slug")
@click.argument("role", type=ROLE)
@home_option
def user_role(name: str, slug: str, role: str, home_dir: Path | None) -> None:
    """Set the ROLE of account NAME in pilot SLUG; none ends the membership."""
    home = home_at(home_dir)
    with closing(_server(home)) as db:
        _role(db, home, name, slug, role)


@user.command("passwd")
@click.argument("name")
@click.option("--password", help="Asked for when not given.")
@home_option
def user_passwd(name: str, password: str | None, home_dir: Path | None) -> None:
    """Set a new password; every sitting of the account ends."""
    with closing(_server(home_at(home_dir))) as db:
        accounts.by_name(db, name)
        accounts.set_password(db, name, password or _asked())


@user.command("list")
@home_option
def user_list(home_dir: Path | None) -> None:
    """List accounts with their roles, tab-separated: name, roles, state."""
    with closing(_server(home_at(home_dir))) as db:
        for row in accounts.all_accounts(db):
            state = "disabled" if row["disabled"] else "demo" if row["is_demo"] else "active"
            click.echo(f"{row['name']}\t{row['roles']}\t{state}")


@cli.group()
def pilot() -> None:
    """Pilots of this installation."""


@pilot.command("create")
@click.argument("slug")
@click.argument("name")
@click.option("--started-on", help="Date on which the pilot started, such as 2019-11-01.")
@home_option
def pilot_create(slug: str, name: str, started_on: str | None, home_dir: Path | None) -> None:
    """Make a pilot with its register; SLUG is its name in addresses."""
    click.echo(setup.create_pilot(home_at(home_dir), slug, name, started_on).db_path)


@pilot.command("list")
@home_option
def pilot_list(home_dir: Path | None) -> None:
    """List the pilots, tab-separated: short name, path."""
    for found in home_at(home_dir).pilots():
        click.echo(f"{found.slug}\t{found.db_path}")


@cli.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def demo(folder: Path) -> None:
    """Make the fictitious demo pilot, with demo accounts, in FOLDER."""
    from demo import make

    click.echo(make(folder).db_path)


@cli.command()
@click.argument("target", type=click.Path(path_type=Path))
@home_option
def backup(target: Path, home_dir: Path | None) -> None:
    """Write one backup file with every store, recording and hash to TARGET (a new .zip)."""
    click.echo(backups.back_up(home_at(home_dir), target))


@cli.command()
@click.argument("source", type=click.Path(path_type=Path))
@click.argument("target", type=click.Path(path_type=Path))
def restore(source: Path, target: Path) -> None:
    """Unpack a backup into the new folder TARGET and check it."""
    click.echo(backups.restore(source, target).folder)


@cli.command()
@home_option
def check(home_dir: Path | None) -> None:
    """Check every store: integrity, foreign keys, search index, hashes of texts and recordings."""
    faults = backups.check(home_at(home_dir))
    for fault in faults:
        click.echo(fault)
    if faults:
        sys.exit(1)
    click.echo("ok")


@cli.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option("--port", default=8501, show_default=True, type=click.IntRange(0, 65535), help="Port; 0: any free one.")
@click.option("--tls-cert", type=click.Path(path_type=Path), help="Certificate file, for anything but loopback.")
@click.option("--tls-key", type=click.Path(path_type=Path), help="Key file of the certificate.")
@click.option("--behind-proxy", multiple=True, metavar="ADDRESS", help="Address of a trusted proxy that does TLS.")
@click.option("--name", "names", multiple=True, metavar="HOST", help="Host name people type; others are refused.")
@home_option
def serve(
    host: str, port: int, tls_cert: Path | None, tls_key: Path | None, behind_proxy: tuple[str, ...],
    names: tuple[str, ...], home_dir: Path | None,
) -> None:
    """Start the app and print its address; beyond loopback only with TLS or a trusted proxy."""
    from web.gate import serve as server

    home_at(home_dir)
    binding = server.checked_binding(host, cert=tls_cert, key=tls_key, proxies=behind_proxy, names=names)

    def told(address: str, demo: list[str]) -> None:
        click.echo(address)
        if demo:
            click.echo(_("Demo accounts (password demo): {names}").format(names=", ".join(demo)))

    def load() -> Any:
        from app import app

        return app

    server.serve(load, binding, port, cert=tls_cert, key=tls_key, told=told)


@cli.command("transcribe")
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--model", required=True, help="Folder of a model, or the name of one on this machine.")
@click.option("--language", default="nl", show_default=True, type=click.Choice(["nl", "en"]), help="What is spoken.")
@click.option("--format", "format_", default="vtt", show_default=True, type=click.Choice(["vtt", "srt", "txt", "json"]))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; stdout when not given.")
@click.option("--progress", is_flag=True, help="Say on stderr how far it is.")
@home_option
def transcribe_(
    audio: Path, model: str, language: str, format_: str, out: Path | None, progress: bool, home_dir: Path | None,
) -> None:
    """Write down what is said in AUDIO, without a pilot; json has openai-whisper's keys, times in seconds."""
    from jobs.pace import clock
    from transcribe import models, output, whisper

    def tell(ms: int) -> None:
        if progress:
            click.echo(clock(ms), err=True)

    chosen = models.find(home_at(home_dir), model)
    chosen.require_language(language)
    segments = whisper.transcribe_file(audio, chosen, whisper.Settings(language=language), tell)
    text = output.render(segments, format_, language)
    if out:
        output.save(text, out)
    else:
        click.echo(text, nl=False)


@cli.command()
@click.option("--idle", default=600.0, show_default=True, type=click.FloatRange(0), help="Idle seconds before it ends.")
@home_option
def work(idle: float, home_dir: Path | None) -> None:
    """Do waiting jobs (transcribing and the like) until there are none; the app starts this by itself."""
    from jobs import worker
    from transcribe.job import HANDLERS

    if not worker.work(home_at(home_dir), HANDLERS, idle_s=idle):
        click.echo(_("Another worker is doing this already."), err=True)


@cli.group("model")
def model_() -> None:
    """Models for transcribing on this machine."""


@model_.command("list")
@home_option
def model_list(home_dir: Path | None) -> None:
    """List the models on this machine, tab-separated: name, languages, path."""
    from transcribe import models

    for found in models.available(home_at(home_dir)):
        click.echo(f"{found.name}\t{'nl, en' if found.multilingual else 'en'}\t{found.path}")


@model_.command("fetch")
@click.argument("name")
@home_option
def model_fetch(name: str, home_dir: Path | None) -> None:
    """Fetch the model NAME once, such as large-v2; what was cut off goes on where it stopped."""
    from transcribe import fetch

    shown = -1

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if total and done * 100 // total > shown:
            shown = done * 100 // total
            click.echo(f"{shown} %", err=True)

    click.echo(fetch.fetch(home_at(home_dir), name, tell).path)


@cli.group("codebook")
def codebook_group() -> None:
    """The codebook: a YAML file, and its versions in a pilot."""


def _codebook_text(path: Path) -> str:
    from coding.book.codebook import file_text

    try:
        return file_text(path.read_bytes())
    except OSError as error:
        raise BadInput(N_("{path} cannot be read: {reason}."), path=path, reason=error.strerror) from error


@codebook_group.command("check")
@click.argument("file", type=click.Path(path_type=Path))
def codebook_check(file: Path) -> None:
    """Check the codebook in FILE; every fault is told with its line."""
    from coding.book import codebook

    codes = [code for code, _parent, _depth in codebook.load(_codebook_text(file)).walk() if code.codable]
    click.echo(ngettext("{n} code, no faults", "{n} codes, no faults", len(codes)).format(n=len(codes)))


@codebook_group.command("load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--label", default="", help="What this version is called; default the codebook's own name.")
@pilot_option
def codebook_load(file: Path, label: str, pilot_path: Path) -> None:
    """Make the codebook in FILE the newest version of a pilot; prints the number of the version in use."""
    from coding.book import codebook

    where = config.Pilot.beside(pilot_path)
    with closing(open_pilot(where.db_path)) as db:
        viewer = access.operator(db, where.slug)
        adopted = codebook.adopt(db, viewer, _codebook_text(file), label)
        newest, *older = codebook.versions(db, viewer)
    for version in older:
        if version.codebook_version_id == adopted:
            click.echo(_("This codebook is version {old} already; version {new} stays in use.").format(
                old=version.number, new=newest.number), err=True)
    click.echo(newest.number)


@cli.command("import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True, dir_okay=False))
@pilot_option
@click.option("--family", help="Pseudonym of the family, for files whose name or list does not say it.")
@click.option("--voice", type=click.Choice(["family", "coach", "other"]), help="Who tells.")
@click.option("--date", "told_on", help="Date on which it was told, such as 2021-03-04.")
@click.option("--csv", "csv_path", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="List with the columns bestand, gezin, stem, datum (or file, family, voice, date).")
@click.option("--title", help="Title; default such as Interview with moeder.")
@click.option("--speaker", "speakers", multiple=True, metavar="LABEL=WHO",
              help="Whose words stand under a label: family, coach, other or a person's pseudonym.")
@click.option("--person", "persons", multiple=True, metavar="PSEUDONYM", help="Who is heard in a recording.")
@click.option("--deidentified", is_flag=True, help="Names have been replaced in these texts already.")
@click.option("--dry-run", is_flag=True, help="Only show what would be stored.")
def import_files(
    files: tuple[Path, ...], pilot_path: Path, family: str | None, voice: str | None, told_on: str | None,
    csv_path: Path | None, title: str | None, speakers: tuple[str, ...], persons: tuple[str, ...],
    deidentified: bool, dry_run: bool,
) -> None:
    """Bring texts and recordings in, all or none; prints the guid of each, in the order given."""
    from texts.importers.charset import decode
    from texts.intake.files import Given, bring_in

    said = dict(pair.split("=", 1) for pair in speakers if "=" in pair)
    if len(said) != len(speakers):
        raise BadInput(N_("Write --speaker as LABEL=WHO, such as --speaker Moeder=family, each label once."))
    csv = decode(csv_path.read_bytes(), csv_path.name) if csv_path else None
    given = Given(family, voice, told_on, title, csv, deidentified, said, persons)
    where = config.Pilot.beside(pilot_path)
    with closing(open_pilot(where.db_path)) as db:
        found = bring_in(where, db, access.operator(db, where.slug), files, given, dry_run=dry_run)
    for line in (*found.lines, *found.faults):
        click.echo(line, err=True)
    if found.faults:
        click.echo(_("Nothing was stored. What is missing can be given with --family, --voice, --date and"
                     " --speaker LABEL=WHO; --help tells more."), err=True)
        sys.exit(2)
    for guid in found.guids:
        click.echo(guid)


if __name__ == "__main__":
    cli()
