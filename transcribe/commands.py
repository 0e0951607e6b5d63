"""Commands that write audio out without a pilot, and keep the models for it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pilot.command_line import at_pilot, home_at, home_option, pilot_option
from pilot.errors import BadInput
from pilot.words import N_
from transcribe.bundled import NAME as DEFAULT

if TYPE_CHECKING:
    from transcribe.output.transcript import Transcript as Made

# Said here too: asking the writers for them would import all of them for every command.
FORMATS = ("vtt", "srt", "txt", "json", "docx", "eaf")


@click.command("transcribe")
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--model", default=DEFAULT, show_default=True,
              help="Folder of a model, or the name of one on this machine; base comes with the program.")
@click.option("--language", default="nl", show_default=True,
              help="What is spoken: a code (nl, en, tr) or a name (Turks, Turkish) of any language Whisper knows.")
@click.option("--format", "format_", type=click.Choice(FORMATS),
              help="Which kind of file; without it what the name after --out ends in, or vtt.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; stdout when not given.")
@click.option("--speakers", type=click.IntRange(0, 9),
              help="How many people speak, to be told apart by voice; 0 to find out. Needs: model fetch speakers.")
@click.option("--progress", is_flag=True, help="Say on stderr how far it is.")
@home_option
def transcribe(
    audio: Path, model: str, language: str, format_: str | None, out: Path | None,
    speakers: int | None, progress: bool, home_dir: Path | None,
) -> None:
    """Write down what is said in AUDIO, without a pilot.

    Of the formats, vtt and srt are subtitles, json has openai-whisper's keys, docx is for a word processor, eaf for
    ELAN. Where somebody should listen is said on stderr. Ends with 0 for a whole recording, 1 for one that is damaged,
    of which what could be read was written, 2 when nothing was.
    """
    from pilot.vocabulary.timecode import timecode
    from transcribe import checks, languages, models, output, whisper
    from transcribe.output.transcript import Transcript, told
    from transcribe.speakers import installed, said_by

    def tell(ms: int) -> None:
        if progress:
            click.echo(timecode(ms), err=True)

    ending = out.suffix.removeprefix(".").lower() if out else ""
    format_ = format_ or (ending if ending in FORMATS else "vtt")
    language = languages.code_of(language)
    chosen = models.find(home_at(home_dir), model)
    chosen.require_language(language)
    # Asked before, and not after hours of work.
    if speakers is not None:
        installed.require(home_at(home_dir))
    if out and out.exists() and audio.exists() and out.samefile(audio):
        raise BadInput(N_("{path} is the recording itself. Choose another name for the text."), path=out)
    if out:
        output.require_place(out)
    engine = whisper.FasterWhisper(chosen, whisper.Settings(language=language))
    heard = whisper.transcribe_file(audio, engine, tell)
    marks = checks.places(heard.written, heard.damage.places)
    if speakers is not None:
        with audio.open("rb") as file:
            told_apart = said_by.told(file, home_at(home_dir), heard.written, speakers)
        heard.written = told_apart.written
        marks = sorted([*marks, *told_apart.places], key=lambda one: one.start_ms)
    made = Transcript(heard.segments, language, marks, audio.name, engine.engine)
    _put(made, format_, out)
    for sentence in [*heard.damage.sentences(), *map(told, marks)]:
        click.echo(sentence, err=True)
    if heard.damage.is_any:
        raise SystemExit(1)


def _put(made: Made, format_: str, out: Path | None) -> None:
    """Into the file, or on stdout: there too, as subtitles, where the disk filled up while it was made."""
    from transcribe import output

    if out is None:
        click.echo(output.render(made, format_), nl=False)
        return
    try:
        output.save(output.render(made, format_), out)
    except BadInput:
        click.echo(output.render(made, "vtt"), nl=False)
        raise


@click.group()
def model() -> None:
    """Models for transcribing on this machine."""


@model.command("list")
@home_option
def model_list(home_dir: Path | None) -> None:
    """List the models on this machine, tab-separated: name, languages, path."""
    from transcribe import models
    from transcribe.speakers import installed

    home = home_at(home_dir)
    for found in (models.ready(home, one) for one in models.available(home)):
        click.echo(f"{found.name}\t{'nl, en' if found.multilingual else 'en'}\t{found.path}")
    if speakers := installed.folder_of(home):
        click.echo(f"{installed.NAME}\t*\t{speakers}")


@model.command("fetch")
@click.argument("name")
@home_option
def model_fetch(name: str, home_dir: Path | None) -> None:
    """Fetch the model NAME once, such as large-v2, or "speakers" to tell voices apart; what was cut off goes on."""
    from transcribe import fetch
    from transcribe.speakers import fetching, installed

    shown = -1

    def tell(done: int, total: int) -> None:
        nonlocal shown
        if total and done * 100 // total > shown:
            shown = done * 100 // total
            click.echo(f"{shown} %", err=True)

    home = home_at(home_dir)
    click.echo(fetching.fetch_speakers(home, tell) if name == installed.NAME else fetch.fetch(home, name, tell).path)


@model.command("add")
@click.argument("folder", type=click.Path(path_type=Path))
@home_option
def model_add(folder: Path, home_dir: Path | None) -> None:
    """Keep the models of FOLDER that tell speakers apart: pyannote segmentation 3.0 and CAM++, as ONNX."""
    from transcribe.speakers import installed

    click.echo(installed.add(home_at(home_dir), folder))


@click.command("write-out")
@click.argument("recordings", nargs=-1)
@click.option("--all", "every", is_flag=True, help="Every recording that has no text and whose consents are there.")
@click.option("--model", default=DEFAULT, show_default=True, help="Name of a model on this machine.")
@click.option("--language", default="nl", show_default=True, help="What is spoken, as for transcribe.")
@pilot_option
@home_option
def write_out(
    recordings: tuple[str, ...], every: bool, model: str, language: str, pilot_path: Path, home_dir: Path | None,
) -> None:
    """Ask for the text of RECORDINGS (guids) of a pilot; prints a task's guid for each. `work` or the app does them."""
    from jobs import worker
    from pilot.store.files import write
    from transcribe import job, languages, models

    if bool(recordings) == every:
        raise BadInput(N_("Name recordings by their guid, or say --all."))
    home = home_at(home_dir)
    chosen, language = models.named(home, model), languages.code_of(language)
    with at_pilot(pilot_path) as (where, db, viewer):
        waiting = [one.guid for one in job.untranscribed(db, viewer) if not one.blocked] if every else recordings
        with write(db):
            tasks = [job.request_within(db, viewer, guid, chosen, language) for guid in waiting]
    for task in tasks:
        click.echo(task)
    if where in home.pilots():
        worker.ensure_running(home)


COMMANDS = (transcribe, model, write_out)
