"""What the log says: a sentence for everything that is recorded, and the kind of action by which it is found."""

from __future__ import annotations

from pilot.words import N_

KINDS = {
    "read": N_("reading and listening"), "material": N_("texts and recordings"), "coding": N_("coding"),
    "families": N_("families and people"), "consent": N_("consent"), "stories": N_("stories"),
    "accounts": N_("accounts"), "signing in": N_("signing in"), "keeping": N_("settings and backups"),
}
# (verb, subject) -> kind and sentence; {what} is the title, pseudonym or label, or else the subject in words.
SENTENCES: dict[tuple[str, str], tuple[str, str]] = {
    ("opened", "document"): ("read", N_("opened {what}")),
    ("heard", "recording"): ("read", N_("listened to {what}")),
    ("read", "register"): ("read", N_("looked at {what}")),
    ("compared", "document"): ("read", N_("had {what} compared with the real names")),
    ("exported", "document"): ("read", N_("exported {what}")),
    ("exported", "segments"): ("read", N_("took coded segments out in a file")),
    ("exported", "quotes"): ("read", N_("took quotes out in a file")),
    ("exported", "codebook"): ("read", N_("took the codebook out in a file")),
    ("exported", "matrix"): ("read", N_("took the themes by family out in a file")),
    ("exported", "themes"): ("read", N_("took the themes out in a file")),
    ("exported", "pilot"): ("read", N_("took the whole pilot out in a file")),

    ("added", "document"): ("material", N_("added {what}")),
    ("added", "recording"): ("material", N_("added {what}")),
    ("started", "upload"): ("material", N_("began to upload a file")),
    ("discarded", "upload"): ("material", N_("threw an upload away")),
    ("revised", "document"): ("material", N_("changed the text of {what}")),
    ("changed", "document"): ("material", N_("changed what is known of {what}")),
    ("declared free of names", "document"): ("material", N_("declared {what} free of names")),
    ("withdrawn", "document"): ("material", N_("withdrew {what}")),
    ("changed", "recording"): ("material", N_("changed what is known of {what}")),
    ("withdrawn", "recording"): ("material", N_("withdrew {what}")),
    ("brought back", "document"): ("material", N_("brought {what} back")),
    ("brought back", "recording"): ("material", N_("brought {what} back")),
    ("imported", "pilot"): ("material", N_("made this pilot of a project of another program")),
    ("asked for", "job"): ("material", N_("asked for a task")),
    ("cancelled", "job"): ("material", N_("stopped a task")),

    ("coded", "document"): ("coding", N_("coded in {what}")),
    ("uncoded", "document"): ("coding", N_("took codings away in {what}")),
    ("recoded", "document"): ("coding", N_("changed codings in {what}")),
    ("placed", "document"): ("coding", N_("gave codings a place in {what}")),
    ("finished", "document"): ("coding", N_("is done with {what}")),
    ("reopened", "document"): ("coding", N_("works on {what} again")),
    ("adopted", "codebook_version"): ("coding", N_("loaded a codebook")),
    ("changed", "codebook_version"): ("coding", N_("changed the codebook")),

    ("added", "family"): ("families", N_("added {what}")),
    ("added", "person"): ("families", N_("added {what}")),
    ("changed", "person"): ("families", N_("changed what is known of {what}")),
    ("renamed", "family"): ("families", N_("gave {what} this pseudonym")),
    ("renamed", "person"): ("families", N_("gave {what} this pseudonym")),
    ("named", "family"): ("families", N_("kept the real name of {what}")),
    ("named", "person"): ("families", N_("kept the real name of {what}")),
    ("added", "lexicon"): ("families", N_("added a word that gives {what} away")),
    ("removed", "lexicon"): ("families", N_("took out a word that gives {what} away")),
    ("moved", "family"): ("families", N_("changed the site of {what}")),
    ("linked", "person"): ("families", N_("gave {what} an account")),
    ("started support", "family"): ("families", N_("began the support of {what}")),
    ("ended support", "family"): ("families", N_("ended the support of {what}")),
    ("started coaching", "family"): ("families", N_("gave {what} a coach")),
    ("ended coaching", "family"): ("families", N_("ended a coach's support of {what}")),
    ("added", "milestone"): ("families", N_("added a milestone")),
    ("added", "observation"): ("families", N_("added a score")),
    ("added", "expense"): ("families", N_("added an expense")),

    ("consent given", "person"): ("consent", N_("recorded consent of {what}")),
    ("consent refused", "person"): ("consent", N_("recorded that {what} refused consent")),
    ("consent withdrawn", "person"): ("consent", N_("recorded that {what} withdrew consent")),
    ("asked", "consent_decision"): ("consent", N_("made a decision necessary about what {what} consents to no longer")),
    ("decided: withdrawn", "consent_decision"): ("consent", N_("withdrew what {what} consents to no longer")),
    ("decided: left", "consent_decision"): ("consent", N_("left what {what} consents to no longer out of reach")),
    ("decided: renewed", "consent_decision"): ("consent", N_("recorded anew the consent that {what} had withdrawn")),

    ("added", "story"): ("stories", N_("handed in a story")),
    ("started", "draft"): ("stories", N_("began a draft")),
    ("kept", "draft"): ("stories", N_("finished a draft")),
    ("thrown away", "draft"): ("stories", N_("threw a draft away")),

    ("became coach", "account"): ("accounts", N_("made {what} a coach")),
    ("became evaluator", "account"): ("accounts", N_("made {what} an evaluator")),
    ("became steering", "account"): ("accounts", N_("let {what} into the steering group")),
    ("became admin", "account"): ("accounts", N_("made {what} an administrator")),
    ("no longer coach", "account"): ("accounts", N_("took the role of coach from {what}")),
    ("no longer evaluator", "account"): ("accounts", N_("took the role of evaluator from {what}")),
    ("no longer steering", "account"): ("accounts", N_("took {what} out of the steering group")),
    ("no longer admin", "account"): ("accounts", N_("took the role of administrator from {what}")),
    ("let prepare", "account"): ("accounts", N_("let {what} prepare texts")),
    ("stopped preparing", "account"): ("accounts", N_("let {what} prepare texts no longer")),
    ("reset password", "account"): ("accounts", N_("set a new password for {what}")),
    ("shut out", "account"): ("accounts", N_("shut {what} out")),
    ("let in", "account"): ("accounts", N_("let {what} in again")),
    ("added", "account"): ("accounts", N_("made the account of {what}")),
    ("disabled", "account"): ("accounts", N_("shut {what} out")),
    ("enabled", "account"): ("accounts", N_("let {what} in again")),

    ("signed in", "account"): ("signing in", N_("signed in to the program")),
    ("signed out", "account"): ("signing in", N_("signed out of the program")),
    ("password changed", "account"): ("signing in", N_("chose another password")),

    ("zone set", "pilot"): ("keeping", N_("set the time zone of the pilot")),
    ("backed up", "pilot"): ("keeping", N_("made a backup")),

    # Of earlier versions.
    ("added member", "account"): ("accounts", N_("made {what} a member")),
    ("changed role", "account"): ("accounts", N_("changed the roles of {what}")),
    ("raw allowed", "pilot"): ("keeping", N_("let all evaluators read texts with names")),
    ("raw forbidden", "pilot"): ("keeping", N_("let evaluators read texts with names no longer")),
}
OTHER = ("", N_("did something else"))
NOUNS = {
    "document": N_("a text"), "recording": N_("a recording"), "register": N_("the real names"),
    "family": N_("a family"), "person": N_("a person"), "account": N_("an account"),
    "lexicon": N_("a family"), "consent_decision": N_("a person"),
}
