"""Offsets between Python and the browser, and passages carried from one version of a text to the next."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.texts.truth import Score, chain
from texts.anchors import Carried, carry, points_of, units_of
from texts.documents import NewTurn, layout

TEXT = st.text(st.characters(codec="utf-8"), max_size=60)
TEXTS = st.lists(TEXT, min_size=1, max_size=6)
OLD = ["Hoe ging het?", "Zij belde zelf. Ze wist nog wat ik vorige keer had gezegd 🙂, dat scheelt.", "Ja.", "En toen?",
       "Ja."]


def turns(*texts: str) -> list[NewTurn]:
    """Turns of these words, without speakers or times."""
    return [NewTurn(text) for text in texts]


def said(text: str) -> list[NewTurn]:
    """Turns of "speaker: words", with a stroke between them."""
    return [NewTurn(words, speaker) for speaker, words in (turn.split(": ", 1) for turn in text.split("|"))]


def place(old: list[NewTurn], new: list[NewTurn], passage: str, which: int = 0) -> tuple[str, str | None]:
    """How the passage of these words (the first, second.. of them) is carried, and the words that it has then."""
    text, now = layout(old)[0], layout(new)[0]
    start = -1
    for _ in range(which + 1):
        start = text.index(passage, start + 1)
    (found,) = carry(old, new, [(start, start + len(passage))])
    return found.how, None if found.start is None else now[found.start : found.end]


@given(TEXT, st.data())
@pytest.mark.slow
def test_units_and_points_undo_each_other(text: str, data: st.DataObject) -> None:
    """Code points to UTF-16 units and back is where one began, whatever the characters."""
    at = data.draw(st.integers(0, len(text)))
    assert points_of(text, units_of(text, at)) == at


@given(TEXT, st.data())
def test_units_grow_by_two_only_outside_the_basic_plane(text: str, data: st.DataObject) -> None:
    """A character counts twice in a browser exactly when it lies beyond U+FFFF."""
    at = data.draw(st.integers(0, len(text)))
    assert units_of(text, at) == at + sum(ord(c) > 0xFFFF for c in text[:at])


def test_a_unit_inside_a_pair_belongs_to_the_pair() -> None:
    """Half an emoji is not a place of its own."""
    assert points_of("a🙂b", 2) == 1
    assert points_of("a🙂b", 3) == 2


@pytest.mark.slow
def test_every_passage_is_on_its_own_words() -> None:
    """500 chains of edits, every other one taken apart as long texts are: nothing on other words, nothing without an
    answer, everything carried in turns nobody touched, and 95 % where nobody touched the passage but its turn."""
    score = Score()

    @settings(max_examples=500, derandomize=True, database=None)
    @given(st.integers(0, 2**64 - 1))
    def edited(seed: int) -> None:
        chain(random.Random(seed), score, exactly=0 if seed % 2 else None)
        assert not score.wrong, score.wrong[0]

    edited()
    assert score.untouched.total() > 10_000
    assert score.untouched[False] == 0
    assert score.own.total() > 2_000
    assert score.share(score.own) >= 0.95
    # What no text can tell apart, and the judge lets pass, must stay rare.
    assert score.by_likeness + score.shorter < 0.005 * score.answers.total()


@pytest.mark.slow
@settings(max_examples=60, derandomize=True, database=None)
@given(st.randoms(use_true_random=False), st.sampled_from((0, None)))
def test_strange_chains(rng: random.Random, exactly: int | None) -> None:
    """The same for texts as odd as hypothesis makes them, also when taken apart as long ones are."""
    score = Score()
    chain(rng, score, exactly=exactly)
    assert not score.wrong, score.wrong[0]


@given(TEXTS, st.data())
def test_the_same_text_carries_every_span_to_itself(texts: list[str], data: st.DataObject) -> None:
    """Nothing moves between two equal versions, whatever the characters, however the text is compared."""
    said = turns(*texts)
    text = layout(said)[0]
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    for exactly in (0, 10_000):
        (found,) = carry(said, said, [(start, end)], exactly=exactly)
        if any(char not in " \n" and not char.isspace() for char in text[start:end]):
            assert found.how == "carried"
            assert text[found.start : found.end].strip() == text[start:end].strip()


@given(TEXTS, TEXTS, st.data())
@pytest.mark.slow
def test_every_answer_lies_in_the_new_text(olds: list[str], news: list[str], data: st.DataObject) -> None:
    """Between any two texts a span goes to a real passage, to a person with or without a proposal, or is gone."""
    old, new = turns(*olds), turns(*news)
    text, now = layout(old)[0], layout(new)[0]
    if not text:
        return
    start = data.draw(st.integers(0, len(text) - 1))
    (found,) = carry(old, new, [(start, data.draw(st.integers(start + 1, len(text))))])
    if found.start is not None:
        assert found.end is not None
        assert 0 <= found.start < found.end <= len(now)
    assert (found.how == "gone") <= (found.start is None)
    assert (found.how == "carried") <= (found.start is not None)


@pytest.mark.parametrize(
    ("passage", "edit", "expected"),
    [
        ("belde zelf", ("Hoe ging het?", "Hoe ging het toen met de school?"), ("carried", "belde zelf")),
        ("belde zelf", ("belde", "bélde"), ("carried", "bélde zelf")),
        ("Zij belde zelf.", ("belde zelf", "belde me zelf"), ("carried", "Zij belde me zelf.")),
        ("gezegd 🙂, dat", ("🙂,", "🙂!"), ("carried", "gezegd 🙂! dat")),
        ("belde zelf", ("zelf.", "zelf..."), ("carried", "belde zelf")),
        ("zelf. Ze wist", ("zelf. Ze", "zelf\nZe"), ("carried", "zelf\nZe wist")),
        ("Hoe ging het?\nZij", ("het?\n", "het? "), ("carried", "Hoe ging het? Zij")),
        ("vorige keer", ("Hoe ging het?\n", ""), ("carried", "vorige keer")),
        ("Ze wist nog wat ik", ("Ze wist nog wat ik", "Daar ging het over, dat zij"), ("undecided", None)),
        ("En toen?", ("En toen?\n", ""), ("gone", None)),
    ],
)
def test_corrections(passage: str, edit: tuple[str, str], expected: tuple[str, str | None]) -> None:
    """A passage follows spelling, words put in, turns split and joined; what was replaced is for a person."""
    old = "\n".join(OLD)
    how, words = place(turns(*OLD), turns(*old.replace(*edit).split("\n")), passage)
    assert how == expected[0]
    if how == "carried":
        assert words == expected[1]


def test_a_replaced_name_stays_in_its_passage() -> None:
    """A pseudonym, brackets and all, takes the place of a name at the edge of a passage and inside it."""
    old = turns("Toen ging Miranda met Jan naar huis.", "Miranda belde Jan nog op.", "Dat wist Jan wel.")
    new = [replace(turn, text=turn.text.replace("Miranda", "[moeder]").replace("Jan", "[vader]")) for turn in old]
    assert place(old, new, "ging Miranda met Jan") == ("carried", "ging [moeder] met [vader]")
    assert place(old, new, "Miranda belde Jan") == ("carried", "[moeder] belde [vader]")
    assert place(old, new, "Jan wel.") == ("carried", "[vader] wel.")


def test_a_name_that_occurs_once_goes_to_a_person_alone() -> None:
    """Nothing of the passage is left, so that a person looks, where the pseudonym stands."""
    old, new = turns("Dat zei Miranda tegen haar zus."), turns("Dat zei [moeder] tegen haar zus.")
    assert place(old, new, "Miranda") == ("undecided", "[moeder]")
    assert place(old, new, "zei Miranda tegen haar") == ("carried", "zei [moeder] tegen haar")


def test_a_short_answer_stays_where_it_was_said() -> None:
    """Of two equal answers to different questions the one that was taken out is not put on the other."""
    assert place(turns(*OLD), turns(*OLD[:2], *OLD[3:]), "Ja.")[0] == "undecided"
    assert place(turns(*OLD), turns(*OLD[:2], *OLD[3:]), "Ja.", 1) == ("carried", "Ja.")


@pytest.mark.parametrize("hint", [{"speaker": "Moeder"}, {"start_ms": 4_000}])
def test_speaker_and_time_tell_equal_turns_apart(hint: dict[str, str | int]) -> None:
    """Of two answers side by side the one that is left is known by who spoke, or by when."""
    first, second = NewTurn("Ja.", "Coach", start_ms=2_000), NewTurn("Ja.", "Coach", start_ms=2_000)
    second = replace(second, **hint)  # type: ignore[arg-type]
    before, after = turns("Hoe ging het?"), turns("Fijn.")
    spans = [(14, 17), (18, 21)]
    for kept, expected in ((first, ["carried", "undecided"]), (second, ["undecided", "carried"])):
        found = carry([*before, first, second, *after], [*before, kept, *after], spans)
        assert [answer.how for answer in found] == expected


def test_of_equal_turns_as_many_are_carried_as_are_left() -> None:
    """Thirty times "Ja." and nothing to tell them apart by: when ten are left, ten are carried, each to its own."""
    old, new = turns("Begin.", *["Ja."] * 30, "Slot."), turns("Begin.", *["Ja."] * 10, "Slot.")
    found = carry(old, new, [(7 + 4 * n, 10 + 4 * n) for n in range(30)])
    carried = [answer for answer in found if answer.how == "carried"]
    assert len(carried) == len({answer.start for answer in carried}) == 10
    assert all(answer.how == "undecided" for answer in found if answer not in carried)


def test_a_renamed_speaker_is_the_same_speaker() -> None:
    """When a speaker is called otherwise everywhere, that still tells equal turns apart."""
    old = [NewTurn("Hoe was dat?", "I"), NewTurn("Ja.", "Spreker 1"), NewTurn("Ja.", "I"),
           NewTurn("Goed hoor.", "Spreker 1")]
    new = [NewTurn("Hoe was dat?", "I"), NewTurn("Ja.", "Moeder"), NewTurn("Goed hoor.", "Moeder")]
    assert [answer.how for answer in carry(old, new, [(13, 16), (17, 20)])] == ["carried", "undecided"]


def test_a_moved_turn_is_for_a_person() -> None:
    """What was moved over more than itself is proposed where it stands now, and not called gone."""
    new = turns(*OLD[:1], OLD[3], OLD[1], *OLD[4:])
    assert place(turns(*OLD), new, "En toen?") == ("undecided", "En toen?")
    assert place(turns(*OLD), new, "belde zelf") == ("carried", "belde zelf")


def test_what_may_have_been_moved_is_not_gone() -> None:
    """A turn that was taken out is not gone when half of its words were typed elsewhere, in whatever order."""
    old = turns("Ja nee toen ook wel eens.", "Hij zei ja.", "Nee toen nog.", "Ook wel. Wel eens.", "De laatste keer.")
    assert place(old, old[1:], "Ja nee toen ook wel eens.")[0] == "gone"
    assert place(old, [*old[1:], *turns("Eens wel, ja.")], "Ja nee toen ook wel eens.")[0] == "undecided"


@pytest.mark.parametrize("exactly", [0, 10_000])
def test_a_word_said_twice_of_which_one_is_left(exactly: int) -> None:
    """Which of two equal words was taken out cannot be told, in a short text or a long one; the words before can."""
    before, after = "zij belde mij toen zelf nog even op", "en zei dat het morgen wel goed zou komen"
    old, new = turns(f"{before} ja ja {after}"), turns(f"{before} ja {after}")
    at = len(before) + 1
    spans = [(at, at + 2), (at + 3, at + 5), (0, at - 1), (at + 6, at + 6 + len(after))]
    found = carry(old, new, spans, exactly=exactly)
    assert [answer.how for answer in found] == ["undecided", "undecided", "carried", "carried"]


def test_a_word_in_a_rewritten_turn_is_for_a_person() -> None:
    """The same word in another sentence is not the passage."""
    old = turns("Hoe ging het?", "Ik bracht hem die ochtend zelf naar school met de fiets.", "Ja.")
    new = turns("Hoe ging het?", "Op school was het eerst rustig en daarna werd het weer druk.", "Ja.")
    assert place(old, new, "school")[0] == "undecided"


def test_a_passage_across_turns_keeps_what_was_put_between_them() -> None:
    """A passage of two turns reaches from the first to the second, with the turn that was put in between."""
    new = turns(*OLD[:2], "Echt waar?", *OLD[2:])
    assert place(turns(*OLD), new, "dat scheelt.\nJa.") == ("carried", "dat scheelt.\nEcht waar?\nJa.")


@pytest.mark.parametrize("span", [(-1, 3), (3, 3), (5, 2), (0, 10_000)])
def test_a_span_that_is_none_is_refused(span: tuple[int, int]) -> None:
    """A passage must be one of the old text."""
    with pytest.raises(ValueError):
        carry(turns(*OLD), turns(*OLD), [span])


def test_nothing_to_carry_and_nothing_to_carry_to() -> None:
    """No passages give no answers; an empty new text leaves every passage gone."""
    assert carry(turns(*OLD), turns("Heel iets anders."), []) == []
    assert carry(turns(*OLD), [], [(0, 13)]) == [Carried(None, None, "gone")]


def test_a_long_text() -> None:
    """Ten thousand words, a correction in every turn and a stretch rewritten: every "Ja." is carried, and the second
    half of every corrected turn but where its last word begins the next turn too."""
    rng = random.Random(3)
    words = ["".join(rng.choices("abdefgiklmnoprstuvw", k=rng.randint(2, 7))) for _ in range(400)]
    old = [NewTurn("Ja." if n % 3 == 1 else " ".join(rng.choices(words, k=20)), "I") for n in range(750)]
    new, halves, answers = [], [], []
    text, starts = layout(old)
    for number, (turn, (start, end)) in enumerate(zip(old, starts, strict=True)):
        said = turn.text.split()
        if len(said) == 1:
            answers.append((start, end))
        elif 300 < number < 360:
            said = rng.choices(words, k=20)
        else:
            said[rng.randrange(10)] = "verbeterd"
            halves.append((start + len(" ".join(said[:10])) + 1, end))
        new.append(replace(turn, text=" ".join(said)))
    halves = [(end - len(text[start:end].split(" ", 1)[1]), end) for start, end in halves]
    found, now = carry(old, new, [*answers, *halves]), layout(new)[0]
    placed = [(text[slice(*span)], now[answer.start : answer.end]) for span, answer in zip(
        [*answers, *halves], found, strict=True) if answer.how == "carried"]
    assert all(was == words for was, words in placed)
    assert all(answer.how == "carried" for answer in found[: len(answers)])
    assert len(placed) > len(answers) + 0.99 * len(halves)


@pytest.mark.parametrize(("old", "new", "passage", "which"), [
    ("B: ik zei|B: ja dat klopt|B: Nee|B: een kind", "B: ik zei ja dat klopt Nee|A: Nee|B: een kind", "Nee", 0),
    ("A: ja goed|A: zij zij|B: de|A: Anna zegt ja", "A: ja goed|C: Klaas zij|B: zij|A: Anna zegt ja", "zij", 1),
    ("B: toen kwam|B: niet ja nee moeder|B: het|B: een kind", "B: toen kwam niet ja nee moeder het|A: het|B: een kind",
     "het", 0),
    ("A: Hoe ging dat met jou|B: Ja goed|A: En verder", "A: Hoe ging dat met jou Ja goed|C: Ja goed|A: En verder",
     "Ja goed", 0),
    ("B: ik zei|B: Nee|B: Ja|B: een kind", "B: ik zei Nee Ja|A: Nee|A: Ja|B: een kind", "Ja", 0),
    ("B: ik weet niet zij zij|A: de|B: en toen", "B: ik weet niet zij|A: zij|B: en toen", "zij", 1),
    ("B: En?|B: Zij belde ons zelf op|B: Fijn", "B: En? Zij belde en ons zelf op|A: Zij belde ons zelf op|B: Fijn",
     "Zij belde ons zelf op", 0),
    # Which of two that are equal she has now, while who said them is still there.
    ("A: Ja.|A: Ja.|A: en toen|A: klaar", "A: Js.|B: Ja.|A: en toen|A: klaar", "Ja.", 0),
    ("A: Hm Ja.|B: Ja.|C: zij|B: Ja.", "A: Hm|A: Ja.|B: Jta.|C: zij|B: Ja.", "Ja.", 1),
    ("A: wist zij|B: Fenna toen|C: toen", "A: wist zij|B: Fenna|B: toen|C: zo klaar", "toen", 1),
    # Both of the coach's turns are the interviewer's now; one was joined, and said again.
    ("I: een|C: pas toen Miranda kwam|M: ging ...|C: ...|M: 🙂",
     "I: een|I: pas toen Miranda kwam|M: ging ... ... Dus|I: ...|M: 🙂", "...", 1),
])
def test_words_that_somebody_else_says_now_are_for_a_person(old: str, new: str, passage: str, which: int) -> None:
    """A turn is joined to another, and somebody else's new turn says the same: nobody knows which it was."""
    assert place(said(old), said(new), passage, which)[0] == "undecided"


@pytest.mark.parametrize(("new", "expected"), [
    ("B: ik zei|A: Nee|B: een kind", "Nee"), ("B: ik zei|C: Nee|C: Nee|B: een kind", "Nee"),
    ("C: ik zei|C: Nee|C: een kind", "Nee"), ("B: ik zei Nee|B: een kind", "Nee"),
    ("C: zij|C: Nee|C: nee dus, zei hij toen", "Nee"),  # all that C says is what B said: called otherwise
])
def test_a_speaker_that_was_mended_keeps_a_turn_its_own(new: str, expected: str) -> None:
    """Given to another speaker, said twice by her or joined to another's turn: that alone makes no turn uncertain."""
    assert place(said("B: ik zei|B: Nee|B: een kind"), said(new), "Nee") == ("carried", expected)


@pytest.mark.parametrize(("old", "new", "passage", "expected"), [
    # Whose turn was said again by another is still there herself: what is hers stays hers.
    ("C: 🇳🇱|I: Ja.|M: zij zelf belde|I: Ja.|M: En toen?|C: klaar",
     "C: 🇳🇱|I: Ja. zij zelf belde|C: zij zelf belde|I: Ja.|M: En toen?|C: En toen?|C: klaar", "En toen?", (4, 4)),
    # A name that is gone and one that was there: all that is left of her is his.
    ("M: miwel nog goed|M: 🙂|C: Fenna kwam", "C: miwel wist ging|C: 🙂", "🙂", (1, 1)),
    # A name that is gone and one that is new; the other's "Ja." was his own.
    ("I: Ja.|M: Ja.|C: Ja.|M: Fenna ging", "A: Ja.|M: ging|C: Ja. Fenna ging", "Ja.", (0, 0)),
    # Typed again before it, and split: what stays in a row with what nobody touched is the same.
    ("M: ik ging daar wel naar toe|I: Nee.|M: Jo belde zelf|M: en wat zij toen daar wilde weten",
     "M: school ging|M: Jo belde zelf|I: Nee.|M: Jo belde|M: zelf", "Nee.", (1, 2)),
    ("M: ik ging daar wel naar toe toen|M: …|M: niet zij alleen",
     "M: niet zij alleen|M: Hm.|M: … Hm.|M: niet zij alleen", "niet zij alleen", (2, 3)),
])
def test_what_was_said_again_is_not_taken_for_what_was_said(
    old: str, new: str, passage: str, expected: tuple[int, int]
) -> None:
    """Turns typed once more, by others too, take no passage from the turn it is in: from turn, to turn."""
    olds, news = said(old), said(new)
    (_, before), (_, after) = layout(olds), layout(news)
    start = before[expected[0]][0] + olds[expected[0]].text.index(passage)
    answer, = carry(olds, news, [(start, start + len(passage))])
    assert (answer.how, answer.start) == ("carried", after[expected[1]][0] + news[expected[1]].text.index(passage))


@pytest.mark.parametrize("exactly", [0, 1_000_000])
def test_a_paragraph_that_was_pasted_twice(exactly: int) -> None:
    """Thirty words that stand there twice now, whoever may have them: which of the two it was is for a person."""
    words = " ".join(f"woord{n}" for n in range(30))
    old = said(f"A: En toen?|B: {words}|A: een heel ander verhaal over haar zus en de school")
    new = said(f"A: En toen? {words}|B: ja {words}|A: een heel ander verhaal over haar zus en de school")
    start = layout(old)[1][1][0]
    answer, = carry(old, new, [(start + words.index("woord27"), start + len(words))], exactly=exactly)
    assert answer.how == "undecided"


def test_a_curly_apostrophe_costs_no_passage_its_place() -> None:
    """A passage that begins and ends with such words, whole and cut off inside the last one."""
    old, new = turns("Toen kwam m'n zus met foto's langs."), turns("Toen kwam m’n zus met foto’s langs.")
    assert place(old, new, "m'n zus met foto's") == ("carried", "m’n zus met foto’s")
    assert place(old, new, "zus met foto") == ("carried", "zus met foto")
