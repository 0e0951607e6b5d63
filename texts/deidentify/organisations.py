"""Schools, employers and services: by the word that says what they are, by the list, by 'werken bij'."""

from __future__ import annotations

from typing import TYPE_CHECKING

from texts.deidentify.names import PARTICLES
from texts.deidentify.places import REGIONS, TOWNS
from texts.deidentify.sayings import CHAINS
from texts.deidentify.schools import CLASS, FOLLOWS, NAMED_AFTER, NO_NAMES
from texts.deidentify.sorts import sort_of
from texts.deidentify.spans import LISTS, Found
from texts.deidentify.word_sets import all_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from texts.deidentify.bodies import Body, Word
    from texts.deidentify.lists import Lists

# Who trades so is called by a surname, in small letters too.
FIRMS = all_of(
    "bakkerij garage transport slagerij kapsalon schildersbedrijf bouwbedrijf firma cafe frituur aannemer loonbedrijf"
    " kwekerij autobedrijf taxi taxibedrijf drukkerij installatiebedrijf schoonmaakbedrijf fietsenmaker notariskantoor"
    " advocatenkantoor apotheek hoveniersbedrijf slachterij vleesfabriek")
# A name follows, in small letters too: nobody says "obs" of anything else.
_SURE_KINDS = all_of(
    "ckg cgg mpi mfc vclb obs cbs rkbs pcbs ibs kbs gbs vbs pcb rkb sbo sbso bubao kdv psz vzw stichting ocmw"
    " cpas caw clb gemeente basisschool lagereschool kleuterschool peuterspeelzaal kinderdagverblijf ggz ggd roc"
    " kinderopvang kindcentrum woonzorgcentrum wzc gezinshuis zorgboerderij jeugdzorg jeugdbescherming buurtzorg"
    " vluchtelingenwerk woningcorporatie wooncorporatie woningstichting gastouderbureau moskee vv svv vclb")
_KINDS = _SURE_KINDS | all_of(
    "school college lyceum gymnasium atheneum mavo vmbo mbo hogeschool universiteit creche peuterschool opvang"
    " bso internaat instituut campus vereniging zorggroep thuiszorg woningcorporatie woningstichting woningbouw"
    " woningbouwvereniging ziekenhuis az uz umc kliniek moskee kerk parochie voetbalclub vv fc sv rc club"
    " voedselbank kledingbank kringloopwinkel bakkerij garage restaurant cafe supermarkt hotel camping firma"
    " bedrijf uitzendbureau advocatenkantoor apotheek huisartsenpraktijk praktijk wijkteam buurthuis jeugdhuis"
    " jongerencentrum dorpshuis wijkcentrum zorgboerderij verzorgingshuis verpleeghuis rusthuis woonzorgcentrum"
    " kfc kv ksk ksv kvv sk vk rkvv asielzoekerscentrum azc"
    " stadsbank kredietbank politie schoolgemeenschap scholengemeenschap bureau"
    " jeugdbescherming jeugdzorg woonservice woongroep groep huize huis bv nv") | FIRMS
_LED_BY = all_of("go") | all_of(
    "vrije gemeentelijke openbare katholieke christelijke protestantse islamitische lagere speciale bijzondere"
    " middelbare")
_SCHOOLS = all_of("school basisschool kleuterschool")
# Capitals before one of these are its name.
_LAST = all_of("college lyceum gymnasium ziekenhuis instituut zorg groep school bv nv hogeschool kliniek wonen")
# Behind these many a word may follow that is no name.
_BROAD = all_of(
    "kinderopvang kindcentrum woonzorgcentrum wzc gezinshuis zorgboerderij jeugdzorg jeugdbescherming buurtzorg moskee"
    " vluchtelingenwerk woningcorporatie wooncorporatie woningstichting gastouderbureau vv svv ggd")
_LINK = all_of("van de der den het voor en 't t te ten op in aan &")
_GAPS = (" ", ". ", " '")
_KIND_ENDS = ("club", "vereniging", "bedrijf", "centrum", "praktijk", "opvang", "boerderij", "kantoor", "winkel",
              "fabriek")
_OF_A_PLACE = all_of(
    "politie gemeente ocmw cpas wijkteam caw ggz ggd voedselbank kredietbank jeugdzorg jeugdbescherming"
    " vluchtelingenwerk veiligheidsregio thuiszorg buurtzorg clb vv svv kinderopvang woonzorgcentrum wzc")
_SIDES = all_of("noord zuid oost west midden noordoost zuidoost noordwest zuidwest nederland vlaanderen")
_ARTICLES = all_of("de het 't t sint st den")
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
        at_work = near[:1] in (["bij"], ["naar"], ["via"]) or near in (["de", "bij"], ["den", "bij"])
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
    if led is not None and led.low in _LED_BY and body.gap(word.place - 1) == ("! " if led.low == "go" else " "):
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
        of = body.words[at].low
        last = at if of in lists.places or of in REGIONS or of in _SIDES and word.low != "gemeente" else None
        if last is None and of in TOWNS and word.low in ("vv", "svv", "ocmw", "gemeente"):
            last = at
    if last is None and word.low in FIRMS:
        last = _surname(body, lists, at)
    if last is not None:
        yield Found(start.start, body.words[last].end, "org", LISTS, 0.8, head=body.words[at].start)


def _capitals(body: Body, lists: Lists, at: int, *, places_only: bool = False) -> int | None:
    """Place of the last of the words with capitals that stand from here on, small links among them; None for none."""
    last: int | None = None
    while (word := body.word(at)) is not None and (at == 0 or body.gap(at - 1) in (*_GAPS, "-", " - ")):
        known = word.low in lists.places or word.low in ("noord", "zuid", "oost", "west", "midden", "nederland")
        small = places_only and word.low in lists.places and not lists.is_word(word.low)
        if word.is_number or (places_only and not (known and word.is_capital or small)):
            break
        if small:
            return at
        if word.is_capital and not word.begins and (len(word.text) == 1 or True):
            last = at
        elif not (word.low in _LINK and at - (last if last is not None else at) < 2):
            break
        elif word.low in ("in", "op", "aan", "te") and last is not None and (
                town := body.follows(at)) is not None and (
                    town.low in lists.places or town.low in lists.guarded_places and town.tells):
            break  # "Dikkertje Dap in Hardenberg" is there
        at += 1
    return last


def _small(body: Body, lists: Lists, at: int, kind: Word) -> int | None:
    """A name in small letters behind a word that is always followed by one: 'obs de wegwijzer', 'gemeente emmen'."""
    word = body.word(at)
    if word is None or "\n" in body.gap(at - 1):
        return None
    if kind.low in ("gemeente", "ocmw", "caw", "cpas", "ggz", "clb"):
        return at if word.low in lists.places else None
    if kind.low in _BROAD and word.low in ("de", "het", "'t", "t", "el", "al", "ar"):
        return _small_name(body, at, word.low)
    if kind.low in _BROAD:
        return None
    if word.low in ("de", "het", "'t", "sint", "st") and (after := body.follows(at)) is not None:
        return after.place if len(after.low) > 3 and (kind.low not in _SCHOOLS | {"stichting"} or not lists.is_word(
            after.low) or word.low in ("de", "het")) and body.gap(at) in (" ", "-") else None
    return at if not lists.is_word(word.low) and len(word.low) > 3 or word.low.startswith("sint-") else None


def _surname(body: Body, lists: Lists, at: int) -> int | None:
    """Place of a surname in small letters from here on, particles before it: 'bakkerij ter horst', 'garage peeters'."""
    first = at
    while at < first + 3 and (word := body.word(at)) is not None and word.low in PARTICLES and body.gap(at) == " ":
        at += 1
    word = body.word(at)
    if word is None or word.is_number or "\n" in body.gap(first - 1) or len(word.low) < 4:
        return None
    sort = sort_of(lists, word.low)
    unknown = not lists.is_word(word.low) and word.low not in lists.places
    return at if sort.surname and (at > first or not sort.guarded) or unknown and not word.low.endswith("en") else None


def _small_name(body: Body, at: int, article: str) -> int | None:
    """A name of one word behind its article, where a sentence goes on behind it: 'kinderopvang het kwetternest'."""
    name = body.follows(at)
    if name is None or name.low in NO_NAMES or len(name.low) < 4 or body.gap(at) not in (" ", "-", ""):
        return None
    after = body.follows(name.place)
    stops = after is None or after.low in FOLLOWS or body.gap(name.place).startswith((",", ".", "?", "!"))
    return name.place if stops or article in ("el", "al", "ar") else None


def _ending(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    first = word.place
    while first > 0 and body.gap(first - 1) in (" ", "-"):
        before = body.words[first - 1]
        if before.tells or before.low in lists.places and first == word.place:
            first -= 1
        else:
            break
    if first < word.place:
        yield Found(body.words[first].start, word.end, "org", LISTS, 0.96)


def _by_itself(body: Body, lists: Lists, word: Word) -> Iterator[Found]:
    """Sint-Lambertusschool; 'zit op de Bolster in de tweede klas'; CKG and the like before a name."""
    if word.low.endswith(NAMED_AFTER) and not lists.is_word(word.low) and word.low not in _KINDS:
        yield Found(word.start, word.end, "org", LISTS, 0.95)
        return
    if word.low in ("de", "het") and word.text[0].isupper() and (name := body.follows(word.place)) is not None and (
            name.is_capital and body.gap(word.place) == " " and not sort_of(lists, name.low).surname):
        at = body.before(word.start, 1)
        called = at[:1] in (["op"], ["naar"], ["bij"]) and lists.is_word(name.low)
        yield Found(word.start, name.end, "org", LISTS, 0.9 if called else 0.6)
        return
    near = body.before(word.start, 3)
    if len(near) > 1 and near[0] in ("de", "het") and near[1] in ("op", "bij", "naar", "van") and lists.is_word(
            word.low) and word.low not in lists.capitals and not sort_of(lists, word.low).is_name:
        yield Found(word.start, word.end, "org", LISTS, 0.5)
    after = body.words[word.place + 1:word.place + 7]
    known = sort_of(lists, word.low).first or word.low in lists.places or word.low in lists.capitals
    if near and "op" in near[:2] and near[0] in ("op", "de", "het") and not known and any(
            one.low in CLASS for one in after):
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
