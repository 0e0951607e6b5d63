"""What this room holds of a person, a text, a family; see `pilot.safety.record_sets`."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pilot.access import reach
from pilot.families import forgetting
from pilot.safety.record_sets import ACCOUNT, FAMILY, PERSON, Besides, Gone, RecordSet, keys, the_subject
from pilot.safety.record_sets import REGISTER as IN_REGISTER
from pilot.store import large_files
from pilot.words import N_

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from sqlite_utils import Database

    from pilot.safety.record_sets import Row

_SETTING = "a setting of the pilot"
_RECORD = "who did or read what, by guid and without content; it hangs together by hashes, and says that it was erased"

RECORDS = (
    RecordSet("pilot", kept=_SETTING),
    RecordSet("user", kept="a coder as figures count them, by a label that is no name; the account goes in server.db"),
    RecordSet("prepare_grant", N_("rights to prepare texts")),
    RecordSet("event", kept=_RECORD),
    RecordSet("event_head", kept=_RECORD),
    RecordSet("erasure", kept="that something was erased, by guid and without content"),
    RecordSet("erased", kept="what was erased, by guid"),
    RecordSet("retention", kept=_SETTING),
    RecordSet("site", kept=_SETTING),
    RecordSet("referrer", kept=_SETTING),
    RecordSet("arm", kept=_SETTING),
    RecordSet("former_name", kept=_SETTING),
    RecordSet("joined_name", kept="what was moved when two such names were joined, by guid"),
    RecordSet("family", N_("families"), called="pseudonym"),
    RecordSet("support_period", N_("periods of support")),
    RecordSet("person", N_("persons"), called="pseudonym"),
    RecordSet("coaching"),
    RecordSet("consent", N_("consents"), blank=("given_by", "paper_id")),
    RecordSet("consent_decision", N_("decisions after consent was withdrawn")),
    RecordSet("reach_stamp", kept="a number by which open pages notice a change"),
    RecordSet("consent_paper", N_("signed forms")),
    RecordSet("consent_picture", N_("signatures and photos of forms")),
    RecordSet("family_name", N_("real names of families"), store=IN_REGISTER),
    RecordSet("person_name", N_("real names of persons"), store=IN_REGISTER),
    RecordSet("lexicon", N_("words that give a family away"), store=IN_REGISTER),
    RecordSet("pseudonym", N_("names found in texts"), store=IN_REGISTER),
    RecordSet("hotword", N_("words that a model expects"), store=IN_REGISTER),
    RecordSet("letter", kept="a letter about consent as everybody read it", store=IN_REGISTER),
    RecordSet("letter_fact", kept=_SETTING, store=IN_REGISTER),
)


def _finds(db: Database, gone: Gone) -> Mapping[str, Iterable[Row]]:
    """The subject itself. A coach stays, without an account and without a name: the stories of families are hers only
    in so far as she wrote them down."""
    if gone.subject.kind == PERSON:
        return {"person": keys(db, "SELECT person_id FROM person WHERE guid = ? AND kind <> 'coach'",
                               gone.subject.guid)}
    if gone.subject.kind == ACCOUNT:
        return {"prepare_grant": keys(
            db, "SELECT user_id FROM prepare_grant JOIN user USING (user_id) WHERE guid = ?", gone.subject.guid)}
    return {"family": the_subject(db, gone, FAMILY)}


def _cleans(db: Database, gone: Gone) -> None:
    forgetting.unlink(db, gone.subject.guid)
    reach.changed(db)


BESIDES = (Besides(finds=_finds, cleans=_cleans, registers=forgetting.forget, files=large_files.forget),)
