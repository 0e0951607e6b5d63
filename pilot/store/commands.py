"""Commands about the secret of a home and what is encrypted with it."""

from __future__ import annotations

import os
from pathlib import Path

import click

from pilot.command_line import ask_passphrase, home_at, home_option
from pilot.errors import BadInput, Conflict, of_disk
from pilot.words import N_, _


@click.group()
def key() -> None:
    """The secret that opens a home."""


@key.command("new")
@click.option("--file", "target", type=click.Path(path_type=Path, dir_okay=False),
              help="Write it to this new file, for this account alone, instead of printing it.")
def key_new(target: Path | None) -> None:
    """Make a secret that nobody guesses; keep a copy of it in a safe place, for without it nothing opens."""
    from pilot.store import keys

    secret = keys.new_secret()
    if target is None:
        click.echo(secret)
        return
    try:
        with os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secret + "\n")
    except FileExistsError as error:
        raise Conflict(N_("{path} exists already. Choose another name."), path=target) from error
    except OSError as error:
        raise BadInput(N_("{path} cannot be written: {reason}."), path=target, reason=of_disk(error)) from error
    click.echo(target)


@key.command("change")
@click.option("--to", "source", type=click.Path(path_type=Path, dir_okay=False),
              help="File with the new secret; a passphrase is asked for in a terminal when not given.")
@home_option
def key_change(source: Path | None, home_dir: Path | None) -> None:
    """Lock a home with another secret; a backup made before still opens with the secret of then."""
    from pilot.store import keys

    home = home_at(home_dir)
    old = keys.given(home.folder)
    new = keys.read_secret(source, home.folder) if source else ask_passphrase(True)
    if new is None:
        raise BadInput(N_("Name the file with the new secret with --to."))
    keys.change(home.folder, new, old)
    click.echo(_("From now on only the new secret opens this folder. Start the app anew with it."), err=True)


@click.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False, exists=True))
@click.option("--remove-old", is_flag=True,
              help="Then take away backups and damaged files of before, which everybody can read; make a backup first.")
def encrypt(folder: Path, remove_old: bool) -> None:
    """Encrypt all that lies in the home FOLDER, which was not; again after it was stopped, it goes on.

    Prints the path of each file that is encrypted now, or taken away. App and worker must not run.
    """
    from pilot.safety import encrypting, places, plan

    home = home_at(folder)
    for path in encrypting.encrypt(home):
        click.echo(path)
    left = encrypting.left_plain(home)
    if remove_old:
        if left and not any(one.sealed for one in places.lying(plan.plan(home).in_home(home))):
            raise BadInput(N_("There is no encrypted backup yet. Make one first: cli.py backups now. Nothing was taken"
                              " away."))
        for path in left:
            encrypting.remove(path)
            click.echo(path)
    elif left:
        click.echo(_("Still to be read by everybody, from before: {paths}. To take them away: cli.py encrypt"
                     " --remove-old.").format(paths=", ".join(map(str, left))), err=True)


COMMANDS = (key, encrypt)
