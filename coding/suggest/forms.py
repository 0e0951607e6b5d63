"""The basic form of a Dutch word, for signal phrases: by rules and short tables, without a language model.

The same function goes over phrases and texts, so that what counts is that forms of one word fall together; whether what
they fall together in is a word does not matter.
"""

from __future__ import annotations

import re
from functools import lru_cache

from texts.index.forms import folded, stem


def _all(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Strong verbs: the basic form, then the others; participles with ge-, to which a separable prefix may be put.
_STRONG = """
zijn is ben bent was waren geweest zijt wezen|hebben heb hebt heeft had hadden gehad|worden wordt werd werden geworden
gaan ga gaat ging gingen gegaan|komen kom komt kwam kwamen gekomen|doen doe doet deed deden gedaan
zien zie ziet zag zagen gezien|staan sta staat stond stonden gestaan|geven geef geeft gaf gaven gegeven
nemen neem neemt nam namen genomen|krijgen krijg krijgt kreeg kregen gekregen
blijven blijf blijft bleef bleven gebleven|helpen help helpt hielp hielpen geholpen
kopen koop koopt kocht kochten gekocht|brengen breng brengt bracht brachten gebracht
denken denk denkt dacht dachten gedacht|zeggen zeg zegt zei zeiden gezegd|weten weet wist wisten geweten
laten laat liet lieten gelaten|vallen val valt viel vielen gevallen|lopen loop loopt liep liepen gelopen
houden houd hou houdt hield hielden gehouden|vinden vind vindt vond vonden gevonden|zitten zit zat zaten gezeten
liggen lig ligt lag lagen gelegen|spreken spreek spreekt sprak spraken gesproken
schrijven schrijf schrijft schreef schreven geschreven|kijken kijk kijkt keek keken gekeken
lezen lees leest las lazen gelezen|rijden rijd rij rijdt reed reden gereden|trekken trek trekt trok trokken getrokken
vragen vraag vraagt vroeg vroegen gevraagd|beginnen begin begint begon begonnen|vergeten vergeet vergat vergaten
verliezen verlies verliest verloor verloren|verdwijnen verdwijnt verdween verdwenen
zoeken zoek zoekt zocht zochten gezocht|eten eet at aten gegeten|drinken drink drinkt dronk dronken gedronken
slapen slaap slaapt sliep sliepen geslapen|roepen roep roept riep riepen geroepen|sluiten sluit sloot sloten gesloten
winnen win wint won wonnen gewonnen|mogen mag moogt mocht mochten|moeten moet moest moesten gemoeten
kunnen kan kun kunt kon konden gekund|willen wil wilt wou wilde wouden wilden gewild|zullen zal zult zou zouden
steken steek steekt stak staken gestoken|begrijpen begrijp begrijpt begreep begrepen
wijzen wijs wijst wees wezen gewezen|verwijzen verwijs verwijst verwees verwezen|snijden snijd snijdt sneed gesneden
zinken zink zinkt zonk gezonken|stijgen stijg stijgt steeg gestegen|dragen draag draagt droeg droegen gedragen
slaan sla slaat sloeg sloegen geslagen|vertrekken vertrek vertrekt vertrok vertrokken
schieten schiet schoot schoten geschoten|treden treed treedt trad traden getreden|werpen werp werpt wierp geworpen
ontvangen ontvang ontvangt ontving ontvingen|ondernemen onderneem ondernam ondernomen
breken breek breekt brak braken gebroken|springen spring springt sprong sprongen gesprongen
sterven sterf sterft stierf gestorven|hangen hang hangt hing hingen gehangen|bieden bied biedt bood boden geboden
genieten geniet genoot genoten|bezoeken bezoek bezoekt bezocht|kruipen kruip kruipt kroop gekropen
vertellen vertel vertelt vertelde vertelden verteld|betalen betaal betaalt betaalde betaalden betaald
vertrouwen vertrouw vertrouwt vertrouwde vertrouwd|verbeteren verbeter verbetert verbeterde verbeterd verbetering
begeleiden begeleid begeleidt begeleidde begeleidden|regelen regel regelt regelde geregeld
"""
_TAKEN = {form: line.split()[0] for line in _STRONG.replace("\n", "|").split("|") if line.split()
          for form in line.split()}
# What separable verbs and their participles begin with.
_PREFIX = re.compile(
    r"(open|mee|op|aan|uit|in|door|terug|weg|af|voor|over|om|na|toe|samen|langs|binnen|buiten|los|vast|leeg|rond|bij|vol"
    r"|stil|her|thuis|tegen|neer|bloot|stop|waar|klaar)(ge.+|.+)")
_SPOKEN = {
    "ge": "je", "gij": "je", "jij": "je", "jullie": "je", "u": "je", "nie": "niet", "ni": "niet", "da": "dat",
    "wa": "wat", "goe": "goed", "efkes": "even", "eventjes": "even", "mn": "mijn", "m'n": "mijn", "z'n": "zijn",
    "zn": "zijn", "mekaar": "elkaar", "den": "de", "'t": "het", "t": "het", "vriendin": "vriend",
    "vriendinnen": "vriend", "allemaal": "alles", "steeds": "altijd", "genen": "geen", "enen": "een",
    "'k": "ik", "k": "ik", "'n": "een", "ne": "een", "nen": "een", "m": "hem", "'m": "hem", "d'r": "haar",
    "nimmer": "nooit", "niks": "niets", "nikske": "niets", "wij": "we", "zelve": "zelf", "mezelve": "mezelf",
    "mijzelf": "mezelf", "zo'nen": "zo'n", "sedert": "sinds", "vroegere": "vroeger"}
# These stand for themselves: a rule would make another word of them (haar and hart, met and meten, baan and band).
_ALONE = _all(
    "haar hem hun hen met over op onder vier soms som hart hard band baan onze ons die deze elk elke ander andere"
    " anders voor niet geen meer van uit aan in naar bij tot mat maat meten vieren overheid post kaart kar kost last"
    " las licht geld wie wat hoe dan dus door om als maar ook bed bet bus huis werk moed hoop kans leven les"
    " zelf zelfs zelfde dezelfde hetzelfde alle")
_NO_PARTICIPLES = _all(
    "geduld gezond gebied gebed gevoed geluid gemeenschap geraakt gewelddaad gevecht gerecht")
# Diminutives: belletje, autootje, boompje, stapje; of uurtje the stemmer takes the t.
_SMALL = re.compile(r"(?:(.+([bdfgklmnprst])\2)et|(.+[aou])(?<=(.))\4t|(.+m)p|(.{3,}))jes?")
# Flemish ones: vraagske, briefke, papierke.
_SMALL_FLEMISH = re.compile(r"(?:(.{2,}[gk])s|(.{2,}(?:f|ier|oor|uur|nt|t)))kes?")
_LONG = re.compile(r"([aeou])\1(?=[^aeiou]$)")


@lru_cache(maxsize=100_000)
def basic(word: str) -> str:
    """The form that forms of one word have in common; of what is no word, itself in lower case."""
    if word.lower() in ("één", "éen", "eentje"):  # not the article
        return "=één"
    word = folded(word).replace("’", "'")
    word = _SPOKEN.get(word, word)
    if word in _ALONE:
        return f"={word}"
    if word in _TAKEN:
        return _TAKEN[word]
    if parted := _PREFIX.fullmatch(word):
        prefix, rest = parted.groups()
        if rest in _TAKEN and len(rest) > 2:
            return prefix + _TAKEN[rest]
        if _is_weak(rest):
            return prefix + _short(rest[2:])
    if _is_weak(word):
        return _short(word[2:])
    if word not in ("meisje", "meisjes") and (small := _SMALL.fullmatch(word)):
        word = small[1] or small[3] or small[5] or small[6]
    elif small := _SMALL_FLEMISH.fullmatch(word):
        word = small[1] or small[2]
    return _short(word)


def _short(word: str) -> str:
    """The stem, its vowel as it stands before -en: registreer as registreren."""
    return _LONG.sub(r"\1", stem(word))


def _is_weak(word: str) -> bool:
    """Whether this is a participle with ge- and -d or -t, such as gebeld."""
    return len(word) > 5 and word.startswith("ge") and word[-1] in "dt" and word not in _NO_PARTICIPLES
