"""What a new pilot asks: version 1 of the forms. A key, once released, stays: stories are kept under it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from pilot.words import N_, translate
from stories.entry.templates import FAMILY, Forms, Kind, Label, Prompt, Said, Signifier, Template

FIRST = 1  # the number of the version that comes with the program


def _in_both(message: str) -> Said:
    return Said(translate(message, "nl"), translate(message, "en")) if message else Said()


def _asked(key: str, question: str, hint: str = "") -> Prompt:
    return Prompt(key, _in_both(question), _in_both(hint))


def _told(
    key: str, name: str, about: str, prompts: tuple[Prompt, ...], signifiers: tuple[str, ...], *,
    period: bool = False, teller: str = "coach",
) -> Template:
    return Template(key, _in_both(name), _in_both(about), prompts, teller, period, signifiers)


def _labels(**names: str) -> tuple[Label, ...]:
    return tuple(Label(key, _in_both(name)) for key, name in names.items())


@cache
def starting() -> Forms:
    """The forms that come with the program."""
    return Forms((*_of_coaches(), *_of_families()), _signifiers(), FIRST)


@cache
def before() -> Forms:
    """Version 0: the same questions, for what was told before anybody was asked about the meaning."""
    forms = starting()
    return Forms(tuple(replace(one, signifiers=()) for one in forms.templates), (), 0)


def _of_coaches() -> tuple[Template, ...]:
    happened = _asked("happened", N_("What happened?"), N_("Where was it, who was there, what did you see?"))
    did = _asked("did", N_("What did you do?"), N_("Also the small things: calling, waiting, coming along."))
    difference = _asked(
        "difference", N_("What made the difference?"), N_("What would have gone differently without it?"))
    changed = _asked("changed", N_("What has changed?"), N_("In what they do, say or dare."))
    hard = _asked("hard", N_("What did not work, or not yet?"))
    needed = _asked("needed", N_("What is needed now?"))
    return (
        _told("moment", N_("A moment"), N_("One moment that mattered."), (
            happened, did, difference, _asked("after", N_("How did it go on?"))), ("helped", "say")),
        _told("bezoek", N_("A visit"), N_("How you found the family, and how you left."), (
            _asked("found", N_("How did you find the family?"), N_("What struck you when you came in?")),
            _asked("about", N_("What was it about?")), did,
            _asked("agreed", N_("What did you agree on?"), N_("Who does what before the next time?"))), ("say",)),
        _told("terugblik", N_("Looking back"), N_("What changed over a longer time."), (
            _asked("start", N_("How did things stand at first?")), changed, difference, hard, needed),
            ("helped", "say", "lasts"), period=True),
        _told("vijf", N_("Five minutes"), N_("Two questions, and what it means."), (
            happened, _asked("differs", N_("What is different now?"))), ("helped",)),
        _told("uitgebreid", N_("At length"), N_("From how it began to what you would do otherwise."), (
            happened, changed,
            _asked("turn", N_("When did it turn?"), N_("The moment or the step after which it went differently.")), did,
            _asked("worked", N_("What worked?")), hard,
            _asked("otherwise", N_("What would you do otherwise next time?")), needed),
            ("helped", "about", "say", "lasts", "feels", "seldom"), period=True),
    )


def _of_families() -> tuple[Template, ...]:
    happened = _asked("own_happened", N_("What happened?"), N_("Tell it in your own way. It need not be long."))
    changed = _asked("own_changed", N_("What is different now?"), N_("For you, or for somebody at home."))
    return (
        _told("gezin_kort", N_("Something that happened"), N_("Short: five minutes."), (happened, changed),
              ("helped", "say"), teller=FAMILY),
        _told("gezin_lang", N_("How it went with us"), N_("From the beginning until now."), (
            _asked("own_start", N_("How were things at home before?")), happened, changed,
            _asked("own_turn", N_("When did it turn?"), N_("Was there a moment after which it went differently?")),
            _asked("own_helped", N_("What helped you?")), _asked("own_hard", N_("What did not help?")),
            _asked("own_wish", N_("What would you like to be different?"))),
            ("helped", "about", "say", "lasts", "feels"), period=True, teller=FAMILY),
    )


def _signifiers() -> tuple[Signifier, ...]:
    def asked(
        key: str, kind: Kind, coach: str, family: str, labels: tuple[Label, ...], *, several: bool = False,
    ) -> Signifier:
        return Signifier(key, kind, _in_both(coach), _in_both(family), labels, several)

    return (
        asked("helped", "triad", N_("What helped most in this story?"), N_("What helped you most?"), _labels(
            own=N_("what the family did itself"), coach=N_("what the coach did"),
            rules=N_("money, rules and services"))),
        asked("about", "triad", N_("What was at stake for the family?"), N_("What was it about for you?"), _labels(
            rest=N_("rest and safety"), own=N_("deciding for oneself"), belong=N_("belonging"))),
        asked("say", "scale", N_("Who had the say?"), N_("Who had the say?"), _labels(
            others=N_("others decided"), own=N_("the family decided"))),
        asked("lasts", "scale", N_("Will it last, do you think?"), N_("Will it stay this way, do you think?"), _labels(
            short=N_("only for a while"), lasts=N_("for good"))),
        asked("feels", "choice", N_("How does this story feel?"), N_("How does it feel?"), _labels(
            relief=N_("relieved"), proud=N_("proud"), hope=N_("hopeful"), angry=N_("angry"), sad=N_("sad"),
            tired=N_("tired")), several=True),
        asked("seldom", "choice", N_("How often do you see something like this?"),
              N_("How often does something like this happen?"), _labels(
                first=N_("for the first time"), some=N_("now and then"), often=N_("often"))),
    )
