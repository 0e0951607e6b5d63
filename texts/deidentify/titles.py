"""Words that stand before a name and belong to it: mevrouw, oma, juf, zus, familie."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify.bodies import SHORT
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from texts.deidentify.bodies import Body, Word

# A surname follows these.
FORMAL = all_of(
    "mevrouw mevr mw mej mejuffrouw meneer mijnheer menier dhr heer hr dokter dr doctor drs prof professor mr ir"
    " ing pastoor dominee ds imam notaris meester advocaat rechter wethouder schepen burgemeester directeur"
    " inspecteur agent wijkagent pater kapelaan rabbi familie fam gezin echtpaar zuster broeder mister madame monsieur"
    " meneertje mevrouwtje")
# A first name follows these.
NEAR = all_of(
    "oma opa omaatje opaatje bomma bompa bonma bonpa moemoe vava meme mémé pepe memee pepee mamie papie oma's"
    " tante tantes tan nonkel nonk oom ome om neef nicht neefje nichtje zus zusje zusjes zuster broer broertje"
    " broers zoon zoontje dochter dochtertje schoonzus schoonbroer schoonzoon schoondochter schoonmoeder"
    " schoonvader stiefvader stiefmoeder stiefzoon stiefdochter pleegmoeder pleegvader pleegzoon pleegdochter"
    " halfbroer halfzus vader moeder mama mamma papa pappa mam pap pa ma moeke vake moe va man vrouw vriend"
    " vriendin ex partner juf juffrouw juffie meester leerkracht meneer mevrouw coach gezinscoach begeleider"
    " begeleidster hulpverlener hulpverleenster maatschappelijk buurman buurvrouw buurjongen buurmeisje collega"
    " baas dokter verpleegster psycholoog psychologe voogd pleegouders stagiaire leraar lerares trainer kapper"
    " tweelingbroer tweelingzus kleinzoon kleindochter kleinkind peter meter oppas abla abi ammi khala teyze amca"
    " dayi hala lalla hadj mijnheer tantetje oompje oudste jongste kleine baby kindje")
KIN = all_of(
    "oma opa bomma bompa moemoe tante nonkel oom ome juf juffrouw meester zus zusje broer broertje zoon zoontje"
    " dochter dochtertje man vrouw neef nicht neefje nichtje")
# A surname follows these, of one word or with particles: what follows is no village.
SURNAMES = all_of(
    "mevrouw mevr mw meneer mijnheer menier dhr heer dokter dr familie fam pastoor notaris dominee rechter professor"
    " zuster")
# Their own names follow only behind "mijn", "ons" and the like, or when it is surely a name.
OWN = all_of("mijn m'n mn zijn z'n haar d'r hun ons onze je jouw uw hare zijne den")
# Who is called says so.
CALLED = all_of("heet heette heten heetten genaamd genoemd noemen noemden noemde roepnaam bijnaam")
# Short enough, or so much a part of how somebody is called, that they go with the name.
_GO_ALONG = (FORMAL | NEAR) - all_of("ex oudste jongste kleine maatschappelijk")
# Words that give nobody away by themselves.
AROUND = FORMAL | NEAR


def _touches(body: Body, at: int) -> bool:
    """Whether a word stands right before the next: with a full stop only behind an abbreviation or an initial."""
    gap, low = body.gap(at), body.words[at].low
    return gap == " " or gap in (". ", ".") and (low in SHORT or len(low) == 1)


def start_with(body: Body, first: Word) -> int:
    """Offset where a name begins that begins with this word, with what stands before it and belongs to it."""
    start, at = first.start, first.place - 1
    for _most in range(3):
        before = body.word(at)
        if before is None or not _touches(body, at):
            break
        initial = len(before.text) == 1 and before.is_capital and body.gap(at) != " "
        if before.low not in _GO_ALONG and not initial:
            break
        start, at = before.start, at - 1
    return start


def before(body: Body, word: Word) -> Word | None:
    """The word of address or family just before a word, initials passed over; None where there is none."""
    at = word.place - 1
    while (found := body.word(at)) is not None and _touches(body, at):
        if len(found.text) == 1 and found.is_capital:
            at -= 1
            continue
        return found if found.low in FORMAL | NEAR else None
    return None


def is_called(body: Body, word: Word) -> bool:
    """Whether somebody is said to be called this: 'heet', 'noemden ze hem', 'mijn naam is', 'ons' before it."""
    near = body.before(word.start, 4)
    if not near:
        return False
    if near[0] in CALLED or (len(near) > 1 and near[0] in ("ik", "hij", "zij", "ze", "die") and near[1] in CALLED):
        return True
    if set(near[:3]) & {"noemden", "noemen", "noemde"} and near[0] in ("hem", "haar", "mij", "me", "ons", "'m", "ze"):
        return True
    return near[0] == "is" and "naam" in near[:3]
