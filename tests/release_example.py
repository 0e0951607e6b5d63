"""A release to show: of a small pilot in words, and of a larger one in counts."""

from __future__ import annotations

from themes.release.content import (
    COUNT,
    HELD,
    MUNICIPALITY,
    NOTHING,
    WORD,
    Amount,
    Both,
    Content,
    QuoteOut,
    Section,
    ShownTable,
    Site,
    Sure,
    Theme,
    Voice,
)

HELD_BACK = Amount(HELD, Both("te weinig gezinnen om te tonen", "too few families to show"))
NOBODY = Amount(NOTHING, Both("nog niet gelezen", "not read yet"))
MOST = Amount(WORD, Both("in de meeste gezinnen", "in most families"), word="most")
SOME = Amount(WORD, Both("in enkele gezinnen", "in some families"), word="few")
EMPTY = Both("", "")


def count(n: int, of: int) -> Amount:
    """A count of families out of families."""
    return Amount(COUNT, Both(f"in {n} van {of} gezinnen", f"in {n} of {of} families"), n, of)


def theme(key: str, name: Both, families: Amount, *, quotes: int = 1, sentence: str = "", done: str = "",
          news: Both = EMPTY) -> Theme:
    """One theme, told by families and coaches."""
    said = tuple(
        QuoteOut(f"{key}-{n}", "Zij kwam altijd. Ook toen ik niet opendeed.", "moeder, twee kinderen", "2021-03", "+",
                 "family") for n in range(quotes))
    return Theme(
        key, name, Both("Werkende mechanismen", "Working mechanisms"),
        Both("Eén vaste persoon steunt het gezin, lange tijd.", "One person supports the family for a long time."),
        "#106DE0", "#43B6FD", families, families, HELD_BACK, Both("sinds het eerste jaar", "since the first year"),
        (Voice("family", families), Voice("coach", SOME if families.kind == WORD else HELD_BACK)),
        (Site("emmen", "Emmen", families), Site("hardenberg", "Hardenberg", HELD_BACK)),
        Both(f"{name.nl} komt voor {families.told.nl}.", f"{name.en} comes up {families.told.en}."),
        sentence, done, said,
        Sure(2, 8, 10, Both("Twee coders zijn het eens in 8 van 10 gesprekken.",
                            "Two coders agree in 8 of 10 conversations.")), news)


def content(*, in_words: bool = True, audience: str = MUNICIPALITY) -> Content:
    """What a release says; with words in place of counts, or with counts and a table."""
    face = theme("vast_gezicht", Both("Vast gezicht", "One fixed face"), MOST if in_words else count(25, 45), quotes=2,
                 sentence="Een vast gezicht maakt het verschil, ook waar het ontbrak.",
                 done="Coaches maken eerst samen kennis, met twee.",
                 news=Both("Nieuw: ook waar het ontbrak.", "New: also where it was missing."))
    click = theme("klik", Both("Klik", "Click"), SOME if in_words else count(15, 45))
    budget = theme("gezinsbudget", Both("Gezinsbudget", "Family budget"), HELD_BACK, quotes=0)
    table = ShownTable(
        "families", Both("Thema's per gemeente", "Themes by municipality"), Both("gezinnen", "families"),
        (face.name, click.name), (Both("Emmen", "Emmen"), Both("Hardenberg", "Hardenberg")),
        ((15, 10), (10, None)), (25, 10), (25, 10), 35)
    return Content(
        audience, "Wat werkt, na twee jaar", "2022-06-09", "2020-01-01", "2022-05-31", 3, "0.1.0",
        MOST if in_words else count(45, 50),
        Both("31 verhalen en gesprekken", "31 stories and conversations"), 5, 1 if in_words else 5, in_words,
        (Both("Een vast gezicht wordt in de meeste gezinnen genoemd, en nu ook waar het ontbrak.",
              "A fixed face is named in most families, and now also where it was missing."),
         Both("Twee nieuwe citaten over de klik.", "Two new quotes about the click.")),
        (face, click, budget), () if in_words else (table,),
        (Section(Both("Wie en wanneer", "Who and when"),
                 (Both("Gesprekken van januari 2020 tot mei 2022.", "Conversations from January 2020 to May 2022."),)),
         Section(Both("Wat is achtergehouden", "What is held back"),
                 (Both("Cijfers van minder dan 5 gezinnen.", "Figures of fewer than 5 families."),))),
        news_keys=(face.key, click.key))
