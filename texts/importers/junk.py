"""Lines that programs write into a transcript and nobody said: titles, "started transcription", "Transcribed by"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pilot.vocabulary import calendar

_MONTHS = rf"(?:{'|'.join(sorted(calendar.NUMBER_OF))})\.?"
_CLOCK = r"\d{1,2}[:.]\d\d(?:[:.]\d\d)?(?:\s*(?:[ap]\.?m\.?|uur))?"
_DATE = (
    rf"(?:\d{{1,2}}[ -]{_MONTHS}[ -]\d{{4}}|{_MONTHS}\s+\d{{1,2}},?\s+\d{{4}}|\d{{1,4}}[-/.]\d{{1,2}}[-/.]\d{{2,4}})"
)
_LENGTH = (
    r"(?:\d{1,3}\s*(?:h|u|hr|uur|hours?|m|min\.?|minuten|minutes?|mins?|s|sec\.?|seconden|secs?|seconds?)\s*){1,3}"
)

_SPELLED = r"(?:\d{1,2} (?:hours?|uur) )?\d{1,3} (?:minutes?|minuten|minuut) \d{1,2} (?:seconds?|seconden)"
_AUDIO = (
    r"(?:audio ?file|audiobestand|media ?file|audio source|audio ?bron|audio-?quelle|audiodatei|bronbestand"
    r"|geluidsbestand)")
_PROGRAM = r"(?:amberscript|otter(?:\.ai)?|trint|sonix|happy ?scribe|descript|rev\.com|noscribe|atrain|whisper\w{0,4})"
_TALK = r"(?:interview|gesprek|transcript(?:ie|ion)?|tekst|text|verslag|document|opname|recording|conversation)"


def _any_of(patterns: Sequence[str]) -> re.Pattern[str]:
    """One pattern for all: every line of every text is held against it."""
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns), re.IGNORECASE)


# What no one says wherever it stands; each pattern is a whole line.
_ANYWHERE = _any_of(
    (
        r"(?:automatically )?transcribed (?:by|with|using|from)\b.{0,120}",
        r"(?:automatisch )?getranscribeerd (?:door|met|via)\b.{0,120}",
        r"(?:transcript|transcriptie|transcribed|transcriptions?) (?:created|generated|gemaakt|gegenereerd|made)"
        r" (?:by|with|door|met)\b.{0,120}",
        r"(?:transcriptie|transcript|transkription|transkribiert) (?:met|door|mit|von) (?:noscribe|atrain|whisper)"
        r".{0,60}",
        r"transcription (?:for|of) \S.{0,120}",
        rf"{_AUDIO}\s*:\s*\S.{{0,300}}",
        # NVivo and ATLAS.ti, where passages of a code are written out.
        r"(?:reference|verwijzing|referentie) \d{1,5} [-–] [\d.,]{1,6} ?% (?:coverage|dekking)",
        r"<(?:internals|files|interne bronnen|bestanden)\\.{1,200}> ?[-–] ?§ ?\d{1,5} .{0,120}",
        r"\((?:[^|\n:]{1,20}: [^|\n]{0,40}\| ?){0,6}(?:language|taal|sprache|langue|idioma|lingua): .{0,300}\)",
        r"(?:pagina|blz\.?|bladzijde|page) \d{1,4} (?:van|of|/) ?\d{1,4}",
        rf"(?:(?:dit|het|this|the) )?{_TALK}(?: is| was)?(?: automatisch| automatically)?"
        rf" (?:gemaakt|gegenereerd|getranscribeerd|uitgewerkt|made|created|generated|transcribed) (?:met|door|with|by)"
        rf" {_PROGRAM}\b.{{0,60}}",
        # Google Meet, below its title and at its end.
        r"this editable transcript was computer.generated and might contain errors\..{0,160}",
        r"dit bewerkbare transcript is (?:door de computer |automatisch |computer)gegenereerd.{0,200}",
        r"(?:meeting ended|vergadering (?:beëindigd|afgelopen|geëindigd)) (?:after|na) \d{1,2}:\d\d.{0,20}",
        # Teams: "Marcel Terpstra started transcription", also in Dutch.
        r"[^\s:?!][^:?!]{0,60} (?:started|stopped|paused|resumed) (?:the )?(?:transcription|recording)",
        r"[^\s:?!][^:?!]{0,60} (?:heeft|is) (?:de )?(?:transcriptie|opname|transcriberen|opnemen)"
        r" (?:gestart|gestopt|begonnen|beëindigd)",
        r"[^\s:?!][^:?!]{0,60} (?:is (?:gestart|gestopt|begonnen) met|startte|stopte|start|stopt) (?:met )?(?:de )?"
        r"(?:transcriptie|transcriberen|opname|opnemen)",
        r"(?:transcription|recording|transcriptie|opname) (?:is |was )?(?:started|stopped|gestart|gestopt|beëindigd)"
        r"(?: (?:by|door) \S[^:?!]{0,60})?",
        # A chat writes a date and a time below each name.
        rf"(?:\w{{2,9}},?\s+)?{_DATE}(?:,|\s|\bat\b|\bom\b)+{_CLOCK}",
        # Teams, where a transcript is copied from its window: "Sanne de Boer 0 minutes 3 seconds" above the name.
        rf"(?:\S.{{0,80}} )?{_SPELLED}",
        r"webvtt(?:\s.{0,80})?",
        r"kind: captions",
        # A rule between two turns; the end of a part.
        r"[-–—_=*~#](?: ?[-–—_=*~#]){2,120}",
        r"</?(?:begin|end|start) (?:subtitles|transcript)>",
        r"transcri(?:ptie|ption|pt) (?:ended|finished|beëindigd|afgelopen|geëindigd) (?:after|na) \d{1,2}:\d\d.{0,20}",
        r"\[?end of (?:the )?(?:transcript|recording|transcription)\]?",
        r"\[?einde (?:van (?:de|het) )?(?:transcript|transcriptie|opname)\]?",
        r"this (?:transcript|recording) was (?:generated|exported|created|made) (?:by|with|on)\b.{0,120}",
        r"(?:export(?:ed)? (?:from|by)|geëxporteerd (?:uit|met|door)) \S.{0,80}",
    )
)
# Above a line with names or words that a program lists: Otter, Google Meet.
_LIST = r"(?:summary keywords|speakers|attendees|invited|sprekers|deelnemers|aanwezigen|genodigden|trefwoorden)\s*:?"
_LISTS = re.compile(_LIST, re.IGNORECASE)
# What is nobody's words where it stands above the first speaker of a transcript.
_ABOVE = _any_of(
    (
        rf"(?:\w+,?\s+)?{_DATE}(?:(?:,|\s|\bat\b|\bom\b)*{_CLOCK})?(?:\s*[•·|]\s*\d{{1,3}}:\d\d(?::\d\d)?)?",
        r".{0,120}\(\d{4}-\d\d-\d\d \d\d:\d\d (?:GMT|UTC|CES?T)[^()]{0,8}\)(?:\s*[-–]\s*transcript(?:ie)?)?",
        _LIST,
        rf"{_CLOCK}(?:\s*[-–]\s*{_CLOCK})?",
        _LENGTH,
        r"(?:duur|duration|length|datum|date|tijd|time|tijdstip|locatie|location|plaats|place)\s*:\s*.{1,60}",
        r"\S.{0,120}-\d{8}_\d{6}.{0,60}",
        r"\S.{0,120} [-–] transcript(?:ie|ion)?",
        r".{0,120}(?:meeting (?:recording|transcript)|opname van vergadering|vergaderopname|vergadertranscript(?:ie)?)",
        r"(?:audio ?file|audiobestand|transcript|transcriptie|transcription|volledig transcript|full transcript)\s*:?",
        r"\S.{0,120}\.(?:mp3|m4a|mp4|wav|wma|ogg|webm|mov|aac|flac|docx?)",
        r"language: [a-z]{2}(?:-\w+)?",
        r"(?:meeting|call|recording|transcript) (?:created|recorded|started) (?:at|on)\s*:?\s.{1,60}",
        r"\[(?:ti|ar|al|au|by|re|ve|la|offset|length):[^\[\]\n]{0,100}\]",
    )
)
# Heads of the columns of a transcript laid out as a table: of who speaks, of the row's number, and of anything else.
_SPEAKER_WORDS = """
    spreker sprekers speaker speakers naam namen name wie who rol role deelnemer deelnemers participant participants
    respondent persoon label
"""
_NUMBER_WORDS = """
    nr nr. nummer no no. # number regel regelnummer line id
"""
_OTHER_WORDS = """
    tijd tijdstip tijdcode tijdstempel time timecode timestamp times start begin eind einde end stop starttijd
    eindtijd van tot from to in out tekst text transcript transcriptie transcription utterance uitspraak uiting
    inhoud content words woorden wat what uitspraken uitingen gesproken gezegd said fragment
    spreekt sprak zegt
    duur duration opmerking opmerkingen notitie notities notes comment comments
    code codes datum date
"""
SPEAKER_HEADS, NUMBER_HEADS = frozenset(_SPEAKER_WORDS.split()), frozenset(_NUMBER_WORDS.split())
_COLUMNS = SPEAKER_HEADS | NUMBER_HEADS | frozenset(_OTHER_WORDS.split()) | {
    "start time", "end time", "time code", "wie spreekt", "speaker name", "naam spreker", "gesproken tekst",
    "spoken text", "tijd van", "tijd tot"}
# A path, or the name of a recording: both are often somebody's name.
_PATH = re.compile(
    r"(?:[A-Za-z]:)?(?:[\\/][^\\/\n]{1,100})+[\\/]?[^\\/\n]*$|.*\.(?:mp3|m4a|mp4|wav|wma|ogg|webm|mov|aac|flac)$",
    re.IGNORECASE,
)
_SOURCE = re.compile(
    rf"(.{{0,200}}?\b{_AUDIO}\s*:)\s*\S",
    re.IGNORECASE,
)
_NAMED = re.compile(
    rf"\b(?:{_AUDIO}|media)\s*:\s*(\S.{{0,300}})",
    re.IGNORECASE,
)
_MADE_OF = re.compile(r"(transcription (?:for|of))\s+\S", re.IGNORECASE)
_FILE = re.compile(
    r"\s*\S.{0,160}\.(?:mp3|m4a|mp4|wav|wma|ogg|opus|webm|mov|aac|flac|docx?|txt|vtt|srt)\s*", re.IGNORECASE)
_SPELLED_NAME = re.compile(
    r"(?P<name>\S.{0,80}?) (?:(?P<h>\d{1,2}) (?:hours?|uur) )?(?P<m>\d{1,3}) (?:minutes?|minuten|minuut)"
    r" (?P<s>\d{1,2}) (?:seconds?|seconden)",
    re.IGNORECASE,
)
# Stands for the name of a file, which may hold somebody's.
HELD_BACK = "…"
_ABOVE_LINES = 12
_ABOVE_CHARS = 160


def is_junk(line: str) -> bool:
    """Whether a line is a program's, wherever it stands."""
    line = line.strip()
    return len(line) <= 400 and bool(_ANYWHERE.fullmatch(line))


def spelled_out(line: str) -> tuple[str, str] | None:
    """Name and time of "Sanne de Boer 1 minute 3 seconds", as Teams shows them; None of another line."""
    match = _SPELLED_NAME.fullmatch(line.strip())
    if not match or match["name"][0].isdigit():
        return None
    return match["name"], f"{int(match['h'] or 0):02}:{int(match['m']):02}:{int(match['s']):02}"


def above(lines: Sequence[str]) -> int:
    """How many of the lines above the first speaker are a head: those up to and with the last that is surely one.

    Args:
        lines: those that stand before the first line with a believed speaker.
    """
    if len(lines) > _ABOVE_LINES or any(len(line) > _ABOVE_CHARS for line in lines):
        return 0
    heads = [n + bool(_LISTS.fullmatch(line.strip())) for n, line in enumerate(lines, 1) if is_head_line(line)]
    return min(heads[-1], len(lines)) if heads else 0


def is_head_line(line: str) -> bool:
    """Whether a line above the first speaker is a date, a length, a program's title or another of its lines."""
    line = line.strip()
    return is_junk(line) or bool(_ABOVE.fullmatch(line))


def is_column_row(cells: Sequence[str]) -> bool:
    """Whether the cells of a row are all names of columns, two at least."""
    words = [cell.strip(" :*.").casefold() for cell in cells if cell.strip()]
    return len(words) > 1 and all(word in _COLUMNS or set(word.split()) <= _COLUMNS for word in words)


def told(lines: Sequence[str]) -> list[str]:
    """Left-out lines as they are reported: without the path or name of a file, which may hold somebody's name."""
    named = {_stem(match[1]) for line in lines if (match := _NAMED.search(line))} - {""}
    return [_without_file(line, named) for line in lines]


def _stem(path: str) -> str:
    """A file's name without folders and ending, as it is compared."""
    return re.sub(r"\.\w{2,4}$", "", re.split(r"[\\/]", path.strip())[-1]).strip().casefold()


def _without_file(line: str, named: set[str]) -> str:
    if source := _SOURCE.match(line):
        return f"{source[1]} …"
    if made := _MADE_OF.match(line):
        return f"{made[1]} …"
    head, colon, rest = line.partition(":")
    is_address = rest.startswith("//")
    if colon and not is_address and len(head) < 40 and _PATH.search(rest.strip()):
        return f"{head}: …"
    if _FILE.fullmatch(line):
        return HELD_BACK
    # The title above a transcript, and WebVTT's first line, are often the name of the recording.
    first, _space, title = line.partition(" ")
    if line.strip().casefold() in named:
        return HELD_BACK
    return f"{first} …" if first == "WEBVTT" and title.strip(" -").casefold() in named else line
