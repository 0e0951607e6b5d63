"""Use cases of what goes back to a family, one by one: the coach of that family, and who evaluates."""

from __future__ import annotations

from pilot.paging import Wanted
from stories.back import asking, choosing, exports, listing, preparing
from stories.back import reading as going_back
from stories.back.asking import Says
from stories.events import choosing as linkable
from stories.events import seeing
from stories.events import writing as shared
from stories.events.exports import event_table
from tests.rights.scene import COACHES, EVALUATORS, OWN, PREPARES, Sample
from themes.came_of import came_of
from themes.to_ask import to_ask

KEEPERS = OWN | EVALUATORS
_ROOM, _EVENTS = "stories.back", "stories.events"
NOBODY_ELSE = Says(frozenset())

SAMPLES = (
    Sample(f"{_ROOM}.preparing.begin", KEEPERS, lambda s, db, v: preparing.begin(db, v, s.family("Berk"))),
    Sample(f"{_ROOM}.preparing.promise", KEEPERS,
           lambda s, db, v: preparing.promise(db, v, s.guids["return"], "2099-01-01", sure={"2099-01-01"})),
    Sample(f"{_ROOM}.preparing.choose", EVALUATORS,
           lambda s, db, v: preparing.choose(db, v, s.guids["return"], s.guids["interview"], [(49, 60)])),
    Sample(f"{_ROOM}.preparing.leave_out", KEEPERS,
           lambda s, db, v: preparing.leave_out(db, v, s.guids["open_return"], s.guids["open_passage"])),
    Sample(f"{_ROOM}.preparing.follow", KEEPERS,
           lambda s, db, v: preparing.follow(db, v, s.guids["changed_return"], s.guids["changed_passage"])),
    Sample(f"{_ROOM}.choosing.texts_of", KEEPERS, lambda s, db, v: choosing.texts_of(db, v, s.guids["return"])),
    Sample(f"{_ROOM}.choosing.whole", EVALUATORS,
           lambda s, db, v: choosing.whole(db, v, s.guids["return"], s.guids["interview"])),
    Sample(f"{_ROOM}.exports.on_paper", KEEPERS, lambda s, db, v: exports.on_paper(db, v, s.guids["return"])),
    Sample(f"{_EVENTS}.writing.add", KEEPERS, lambda s, db, v: shared.add(
        s.small.pilot, db, v, s.family("Berk"), shared.New("Een nieuwe school", "2021-03-01"))),
    Sample(f"{_EVENTS}.writing.link", EVALUATORS,
           lambda s, db, v: shared.link(db, v, s.guids["event"], s.guids["interview"])),
    Sample(f"{_EVENTS}.writing.tell", KEEPERS, lambda s, db, v: shared.tell(
        s.small.pilot, db, v, s.guids["event"], shared.Tells("partner", "Het ging snel."))),
    Sample(f"{_EVENTS}.writing.differ", KEEPERS, lambda s, db, v: shared.differ(
        s.small.pilot, db, v, s.guids["event"], "Of het goed ging", {"family": "Nee.", "coach": "Ja."})),
    Sample(f"{_EVENTS}.writing.unlink", KEEPERS,
           lambda s, db, v: shared.unlink(db, v, s.guids["event"], s.guids["event_voice"])),
    Sample(f"{_EVENTS}.writing.put_away", KEEPERS, lambda s, db, v: shared.put_away(db, v, s.guids["event"])),
    Sample(f"{_EVENTS}.seeing.listed", KEEPERS, lambda s, db, v: seeing.listed(db, v, family_guid=s.family("Berk"))),
    Sample(f"{_EVENTS}.seeing.one", KEEPERS, lambda s, db, v: seeing.one(db, v, s.guids["event"])),
    Sample(f"{_EVENTS}.choosing.texts_of", KEEPERS, lambda s, db, v: linkable.texts_of(db, v, s.guids["event"])),
    Sample(f"{_EVENTS}.choosing.whole", EVALUATORS,
           lambda s, db, v: linkable.whole(db, v, s.guids["event"], s.guids["interview"])),
    Sample(f"{_EVENTS}.exports.event_table", KEEPERS,
           lambda s, db, v: event_table(db, v, Wanted(), s.family("Berk"))),
    Sample("themes.came_of.came_of", COACHES,
           lambda s, db, v: came_of(db, v, [s.guids["story"], s.guids["interview"]]), quiet=True),
    Sample("themes.to_ask.to_ask", EVALUATORS, lambda s, db, v: to_ask(db, v, s.family("Berk"))),
    Sample(f"{_ROOM}.preparing.drop", KEEPERS, lambda s, db, v: preparing.drop(db, v, s.guids["open_return"])),
    Sample(f"{_ROOM}.asking.sit", KEEPERS,
           lambda s, db, v: asking.sit(db, v, s.guids["return"], "2021-07-01", "phone", [s.person("Berk moeder")])),
    Sample(f"{_ROOM}.asking.answer", KEEPERS, lambda s, db, v: asking.answer(
        db, v, s.guids["return"], s.guids["return_passage"], NOBODY_ELSE)),
    Sample(f"{_ROOM}.asking.nothing", KEEPERS, lambda s, db, v: asking.nothing(db, v, s.guids["return"])),
    Sample(f"{_ROOM}.asking.correct", KEEPERS, lambda s, db, v: asking.correct(
        s.small.pilot, db, v, s.guids["return"], s.guids["return_passage"], "Het was in mei.")),
    Sample(f"{_ROOM}.asking.finish", KEEPERS, lambda s, db, v: asking.finish(db, v, s.guids["return"])),
    Sample(f"{_ROOM}.asking.take_back", KEEPERS,
           lambda s, db, v: asking.take_back(db, v, s.guids["return"], s.guids["answer"])),
    Sample(f"{_ROOM}.reading.one", KEEPERS, lambda s, db, v: going_back.one(db, v, s.guids["return"])),
    Sample(f"{_ROOM}.listing.promised", COACHES | EVALUATORS, lambda s, db, v: listing.promised(db, v)),
    Sample(f"{_ROOM}.listing.listed", KEEPERS, lambda s, db, v: listing.listed(db, v, family_guid=s.family("Berk"))),
    Sample(f"{_ROOM}.listing.corrections", COACHES | PREPARES, lambda s, db, v: listing.corrections(db, v)),
    Sample(f"{_ROOM}.listing.settle", PREPARES, lambda s, db, v: listing.settle(db, v, s.guids["correction"])),
)
