"""The words of the letters, in short sentences of level B1: for adults, for children of 12 to 15, and for younger ones,
to whom a parent reads it aloud.

Every sentence is a msgid, so that a letter can be had in each language whatever the language of the page is. What a
pilot says of itself comes from `Facts`; where it said nothing, the letter sends the reader to the coach.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access.reach import USES
from pilot.families.papers.letter import ADULT, CHILD, YOUNG, Block, Letter, Question
from pilot.words import N_, translate

if TYPE_CHECKING:
    from collections.abc import Callable

    from pilot.families.papers.facts import Facts

    Say = Callable[..., str]

TITLES = {
    ADULT: N_("Telling your story: what do you agree to?"), CHILD: N_("Telling your story: do you want to?"),
    YOUNG: N_("May we hear your story?"),
}
_ABOUT = {
    "record": N_("We record the conversation. You can always ask to stop or to wait."),
    "transcribe": N_("A computer of this pilot writes down what was said. The recording goes nowhere else for that."),
    "analyse": N_("We take names, addresses and other things by which people know you out of the text. Then evaluators"
                  " read it. They write beside it what it is about, such as housing, money or your coach."),
    "quote": N_("A few of your sentences may stand in a report for the municipality. Your name is not with them."),
    "share": N_("Others may read such sentences too, for example on a website or in a course. Your name is not with"
                " them."),
}
_QUESTIONS = {
    "record": N_("May we record the conversations?"),
    "transcribe": N_("May a computer of this pilot write down what was said?"),
    "analyse": N_("May we read what you tell, and learn from it?"),
    "quote": N_("May sentences of yours stand in a report, without your name?"),
    "share": N_("May others read such sentences too, without your name?"),
}
_ABOUT_YOUNG = {
    "record": N_("We switch on a recorder. It keeps what we say. You may always say: stop."),
    "transcribe": N_("A computer writes down what we said."),
    "analyse": N_("We take your name out. Then a few people read it. They want to know what helps children."),
    "quote": N_("We may write something you said in a book about families. Your name is not with it."),
    "share": N_("Other people may read it too. They do not know it was you."),
}
_QUESTIONS_YOUNG = {
    "record": N_("May the recorder be on?"), "transcribe": N_("May the computer write it down?"),
    "analyse": N_("May we read it?"), "quote": N_("May something you said be in the book?"),
    "share": N_("May other people read it too?"),
}


_WORDS = {
    "yes": N_("Yes"), "no": N_("No"), "name": N_("Name"), "date": N_("Date"), "signature": N_("Signature"),
    "form": N_("Form: what do you agree to?"), "parent": N_("Parent or guardian"),
    "version": N_("Letter {number}"), "page": N_("page {n} of {total}"),
    "keep": N_("Keep this letter. The form goes back to the coach."),
}


def letter(audience: str, language: str, pilot_name: str, facts: Facts) -> Letter:
    """The letter as it is now.

    Args:
        audience: one of AUDIENCES. language: 'nl' or 'en'.
    """
    def say(message: str, **fields: str) -> str:
        text = translate(message, language)
        return text.format(**fields) if fields else text

    young = audience == YOUNG
    about, questions = (_ABOUT_YOUNG, _QUESTIONS_YOUNG) if young else (_ABOUT, _QUESTIONS)
    return Letter(
        audience, language, say(TITLES[audience]), _why(say, audience, pilot_name, facts),
        say(N_("What happens with what you tell?")),
        tuple(Question(use, say(about[use]), say(questions[use])) for use in USES),
        (_yours(say, audience), *((_for_parents(say),) if young else ()), _back(say, facts),
         *_law(say, facts, language)),
        say(N_("Say yes or no to each question.")),
        say(N_("I read this letter, or somebody read it to me. I know what I say yes or no to.")),
        say(N_("I am the parent or guardian. I read this letter, and I agree with these answers.")),
        {name: say(message) for name, message in _WORDS.items()})


def _why(say: Say, audience: str, pilot_name: str, facts: Facts) -> tuple[Block, ...]:
    if audience == YOUNG:
        return (Block(say(N_("Read this aloud together")), (
            say(N_("Your family gets help from a coach.")),
            say(N_("We want to know how that is for you. You know that best.")),
            say(N_("That is why we ask you to tell us. It is for {pilot}."), pilot=pilot_name))),)
    who = (say(N_("This is done by {organisation}."), organisation=facts.organisation),) if facts.organisation else ()
    return (Block(say(N_("What is this about?")), (
        say(N_("You or your family get support from a coach.")),
        say(N_("In {pilot} we want to learn what helps families, and what does not."), pilot=pilot_name),
        say(N_("That is why we ask you to tell about it. You know most about it.")), *who)),)


def _yours(say: Say, audience: str) -> Block:
    head = say(N_("You decide"))
    no = say(N_("Do you say no? Then nothing changes in the support that you get."))
    if audience == YOUNG:
        return Block(head, (
            say(N_("You may say no. Nobody will be angry.")), say(N_("You need not answer a question if you do not"
                                                                     " want to.")),
            say(N_("If you want to stop later, tell your parent or the coach."))))
    lines = [say(N_("You say yes or no to each question. You need not say why.")), no,
             say(N_("In a conversation, too, you need not answer everything."))]
    if audience == CHILD:
        lines += [say(N_("Until you are 16 your parent or guardian has to say yes as well. If you say no, it does not"
                         " happen.")), say(N_("On the day you turn 16 we ask you again."))]
    return Block(head, tuple(lines))


def _for_parents(say: Say) -> Block:
    return Block(say(N_("For the parent or guardian")), (
        say(N_("You say yes or no for your child, to each question. You need not say why.")),
        say(N_("Do you say no? Then nothing changes in the support that you get.")),
        say(N_("We take names and addresses out of the text. Evaluators read it without them.")),
        say(N_("On the day your child turns 16 we ask the child itself."))))


def _back(say: Say, facts: Facts) -> Block:
    call = (say(N_("Or call or mail: {contact}."), contact=facts.contact),) if facts.contact else ()
    return Block(say(N_("Changed your mind?")), (
        say(N_("You can always take your yes back. Tell your coach.")), *call,
        say(N_("From then on we do not use what you told any more. What stands in a report that others already have, we"
               " cannot always take out."))))


def _law(say: Say, facts: Facts, language: str) -> tuple[Block, ...]:
    kept = getattr(facts, f"kept_{language}")
    extra = getattr(facts, f"extra_{language}")
    rights = [
        say(N_("The law on privacy (GDPR) lets us do this with your consent only. Consent is the legal basis.")),
        say(N_("You may see what we have of you, have mistakes mended, have it erased, or get a copy.")),
        say(N_("Questions about your data? {contact}."), contact=facts.protection) if facts.protection else
        say(N_("Questions about your data? Ask your coach.")),
        say(N_("Not content with how we do it? You can complain at the Autoriteit Persoonsgegevens:"
               " autoriteitpersoonsgegevens.nl.")),
    ]
    return (
        Block(say(N_("Who can see or hear it?")), (
            say(N_("Your coach, and the few people who work on this pilot. They may not tell it to others.")),
            say(N_("It lies on a computer of this pilot, behind a password.")),
            say(N_("We keep it so long: {kept}."), kept=kept) if kept else
            say(N_("Ask your coach how long we keep it.")))),
        Block(say(N_("Your rights")), tuple(rights)),
        *((Block(say(N_("Also good to know")), (extra,)),) if extra else ()))
