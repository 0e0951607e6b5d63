"""Commands that write audio out without a pilot, and keep the models for it."""

from __future__ import annotations

from pathlib import Path

import click

from pilot.command_line import home_at, home_option


@click.command("transcribe")
@click.argument("audio", type=click.Path(path_type=Path))
@click.option("--model", required=True, help="Folder of a model, or the name of one on this machine.")
@click.option("--language", default="nl", show_default=True, type=click.Choice(["nl", "en"]), help="What is spoken.")
@click.option("--format", "format_", default="vtt", show_default=True, type=click.Choice(["vtt", "srt", "txt", "json"]))
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="File to write; stdout when not given.")
@click.option("--progress", is_flag=True, help="Say on stderr how far it is.")
@home_option
def transcribe(
    audio: Path, model: str, language: str, format_: str, out: Path | None, progress: bool, home_dir: Path | None,
) -> None:
    """Write down what is said in AUDIO, without a pilot; json has openai-whisper's keys, times in seconds."""
    from pilot.vocabulary.timecode import timecode
    from transcribe import models, output, whisper

    def tell(ms: int) -> None:
        if progress:
            click.echo(timecode(ms), err=True)

    chosen = models.find(home_at(home_dir), model)
    chosen.require_language(language)
    segments = whisper.transcribe_file(audio, chosen, whisper.Settings(language=language), tell)
    text = output.render(segments, format_, language)
    if out:
        output.save(text, out)
    else:
        click.echo(text, nl=False)


@click.group()
def model() -> None:
    """Models for transcribing on this machine."""


@model.command("list")
@home_option
def model_list(home_dir: Path | None) -> None:
    """List the models on this machine, tab-separated: name, languages, path."""
    from transcribe import models

    for found in models.available(home_at(home_dir)):
        click.echo(f"{found.name}\t{'nl, en' if found.multilingual else 'en'}\t{found.path}")


@model.command("fetch")
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


COMMANDS = (transcribe, model)
