"""Schools, employers and services: by the word that says what they are, by the list, by 'werken bij'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify.sayings import CHAINS
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

# A name follows, in small letters too: nobody says "obs" of anything else.
_SURE_KINDS = all_of(
    "ckg cgg mpi mfc vclb obs cbs rkbs pcbs ibs kbs gbs vbs pcb rkb sbo sbso bubao kdv psz vzw stichting ocmw"
    " cpas caw clb gemeente basisschool lagereschool kleuterschool peuterspeelzaal kinderdagverblijf ggz roc")
_KINDS = _SURE_KINDS | all_of(
    "school college lyceum gymnasium atheneum mavo vmbo mbo hogeschool universiteit creche peuterschool opvang"
    " bso internaat instituut campus vereniging zorggroep thuiszorg woningcorporatie woningstichting woningbouw"
    " woningbouwvereniging ziekenhuis az uz umc kliniek moskee kerk parochie voetbalclub vv fc sv rc club"
    " voedselbank kledingbank kringloopwinkel bakkerij garage restaurant cafe supermarkt hotel camping firma"
    " bedrijf uitzendbureau advocatenkantoor apotheek huisartsenpraktijk praktijk wijkteam buurthuis jeugdhuis"
    " jongerencentrum dorpshuis wijkcentrum zorgboerderij verzorgingshuis verpleeghuis rusthuis woonzorgcentrum"
    " asielzoekerscentrum azc stadsbank kredietbank politie schoolgemeenschap scholengemeenschap bureau"
    " jeugdbescherming jeugdzorg woonservice woongroep groep huize huis bv nv")
_LED_BY = all_of(
    "vrije gemeentelijke openbare katholieke christelijke protestantse islamitische lagere speciale bijzondere"
    " middelbare")
_SCHOOLS = all_of("school basisschool kleuterschool")
# Capitals before one of these are its name.
_LAST = all_of("college lyceum gymnasium ziekenhuis instituut zorg groep school bv nv hogeschool kliniek wonen")
_LINK = all_of("van de der den het voor en 't te ten op in aan &")
_GAPS = (" ", ". ", " '")
_CLASS = all_of("klas school leerjaar groep les leerkracht juf meester directeur")
_KIND_ENDS = ("club", "vereniging", "bedrijf", "centrum", "praktijk", "opvang", "boerderij", "kantoor", "winkel",
              "fabriek")
_NAMED_AFTER = ("school", "college", "lyceum", "instituut", "atheneum")
_OF_A_PLACE = all_of("politie gemeente ocmw wijkteam caw ggz voedselbank kredietbank")
_ARTICLES = all_of("de het 't t sint st den")
_AGENCIES = all_of(
    "jeugdbescherming jeugdzorg woonservice woonconcept ggz ggd caw ocmw veilig bureau politie thuiszorg welzijn"
    " stichting")
_WORKS = all_of(
    "poets poetst poetste poetsen schoonmaak vul vulde sta stond werk werkt werken werkte werkten gewerkt stage"
    " baan ontslagen begonnen begon dienst aangenomen")


def organisations(body: Body, lists: Lists) -> Iterator[Found]:
    """Organisations, with the word before a school or service that says what it is; some over others."""
    for word in body.words:
        if word.is_number:
            continue
        yield from _listed(body, lists, word)
        if word.low in _KINDS or word.low.endswith(_KIND_ENDS):
            yield from _by_kind(body, lists, word)
        if word.low in _LAST and word.is_capital or word.low in ("college", "lyceum"):
            yield from _ending(body, lists, word)
        if word.tells:
            yield from _employer(body, lists, word)
            yield from _by_itself(body, lists, word)


def _listed(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    for parts, guarded in lists.organisations.get(word.low, ()):
        words = body.words[word.place:word.place + len(parts)]
        if tuple(one.low for one in words) != parts and not (
                len(parts) > 1 and body.low[word.start:words[-1].end].split() == list(parts)):
            continue
        behind = [one.low for one in body.words[words[-1].place + 1:words[-1].place + 4]]
        if parts[0] in CHAINS and not {*body.before(word.start, 6), *behind} & _WORKS:
            continue  # everybody buys there: only who works there is known by it
        near = body.before(word.start, 2)
        at_work = near[:1] == ["bij"] or near in (["de", "bij"], ["den", "bij"])
        starts = len(words) == 1 and word.is_capital and word.begins
        if guarded and (starts or not (word.tells or at_work)):
            continue
        last = _capitals(body, lists, words[-1].place + 1, places_only=True)
        end = body.words[last].end if last is not None else words[-1].end
        yield Found(word.start, end, "org", LISTS, 0.92)
        return


def _by_kind(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    at = word.place + 1
    if body.follows(word.place) is None or body.gap(word.place) not in _GAPS:
        return
    start, led = word, body.word(word.place - 1)
    if led is not None and led.low in _LED_BY and body.gap(word.place - 1) == " ":
        start = led
    link = body.words[at]
    if link.low == "van" and word.low not in ("school", "huis", "groep", "bureau", "bedrijf", "kerk"):
        # "het OCMW van Mechelen", never "de gemeente van vroeger".
        after = body.follows(at)
        if after is None or not (after.low in lists.places or after.low in lists.guarded_places and after.tells):
            return
        at += 1
    begins = body.words[at]
    last = _capitals(body, lists, at) if begins.is_capital or begins.low in _ARTICLES else None
    if last is None and word.low in _SURE_KINDS:
        last = _small(body, lists, at, word)
    if last is None and word.low in _OF_A_PLACE:
        last = at if body.words[at].low in lists.places else None
    if last is not None:
        yield Found(start.start, body.words[last].end, "org", LISTS, 0.8, head=body.words[at].start)


def _capitals(body: Body, lists: Lists, at: int, *, places_only: bool = False) -> int | None:
    """Place of the last of the words with capitals that stand from here on, small links among them; None for none."""
    last: int | None = None
    while (word := body.word(at)) is not None and (at == 0 or body.gap(at - 1) in (*_GAPS, "-", " - ")):
        known = word.low in lists.places or word.low in ("noord", "zuid", "oost", "west", "midden", "nederland")
        if word.is_number or (places_only and not (known and word.is_capital)):
            break
        if word.is_capital and not word.begins and (len(word.text) == 1 or True):
            last = at
        elif not (word.low in _LINK and at - (last if last is not None else at) < 2):
            break
        at += 1
    return last


def _small(body: Body, lists: Lists, at: int, kind: Word) -> int | None:
    """A name in small letters behind a word that is always followed by one: 'obs de wegwijzer', 'gemeente emmen'."""
    word = body.word(at)
    if word is None or "\n" in body.gap(at - 1):
        return None
    if kind.low in ("gemeente", "ocmw", "caw", "cpas", "ggz", "clb"):
        return at if word.low in lists.places else None
    if word.low in ("de", "het", "'t", "sint", "st") and (after := body.follows(at)) is not None:
        return after.place if len(after.low) > 3 and (kind.low not in _SCHOOLS | {"stichting"} or not lists.is_word(
            after.low) or word.low in ("de", "het")) and body.gap(at) in (" ", "-") else None
    return at if not lists.is_word(word.low) and len(word.low) > 3 or word.low.startswith("sint-") else None


def _ending(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    first = word.place
    while first > 0 and body.gap(first - 1) in (" ", "-"):
        before = body.words[first - 1]
        if before.tells or before.low in lists.places and first == word.place:
            first -= 1
        else:
            break
    if first < word.place:
        yield Found(body.words[first].start, word.end, "org", LISTS, 0.75)


def _by_itself(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    """Sint-Lambertusschool; 'zit op de Bolster in de tweede klas'; CKG and the like before a name."""
    if word.low.endswith(_NAMED_AFTER) and not lists.is_word(word.low) and word.low not in _KINDS:
        yield Found(word.start, word.end, "org", LISTS, 0.95)
        return
    if word.low in ("de", "het") and word.text[0].isupper() and (name := body.follows(word.place)) is not None and (
            name.is_capital and body.gap(word.place) == " " and not sort_of(lists, name.low).surname):
        yield Found(word.start, name.end, "org", LISTS, 0.6)
        return
    near = body.before(word.start, 3)
    if len(near) > 1 and near[0] in ("de", "het") and near[1] in ("op", "bij", "naar", "van") and lists.is_word(
            word.low) and word.low not in lists.capitals and not sort_of(lists, word.low).is_name:
        yield Found(word.start, word.end, "org", LISTS, 0.5)
    after = body.words[word.place + 1:word.place + 7]
    known = sort_of(lists, word.low).first or word.low in lists.places or word.low in lists.capitals
    if near and "op" in near[:2] and near[0] in ("op", "de", "het") and not known and any(
            one.low in _CLASS for one in after):
        yield Found(word.start, word.end, "org", LISTS, 0.55)
    before = body.word(word.place - 1)
    short = before is not None and before.text.isupper() and 2 <= len(before.text) <= 5
    if before is not None and short and body.gap(before.place) == " " and not known and (
            before.low not in lists.capitals):
        yield Found(before.start, word.end, "org", LISTS, 0.6)


def _employer(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    """'ik werkte bij X': with a capital it is a firm, unless it is somebody's first name."""
    near = body.before(word.start, 6)
    if not near or near[0] != "bij" or not set(near[1:]) & _WORKS or not word.tells:
        return
    sort = sort_of(lists, word.low)
    if sort.first or word.low in lists.places:
        return
    last = _capitals(body, lists, word.place)
    yield Found(word.start, body.words[last if last is not None else word.place].end, "org", LISTS, 0.65)
