"""Words by which somebody may be recognised although nobody is named: lists in both languages, and where they stand.

A list finds what is in it. A person reads every quote; this is what she is asked to look at twice.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from pilot.families.real_names import folded
from pilot.vocabulary import calendar

WORK, HEALTH, ORIGIN, FAITH, CHILDREN, LAW, EVENT, WHEN = SORTS = (
    "work", "health", "origin", "faith", "children", "law", "event", "when")

# Beginnings of words end in a star; words of both languages stand beside each other.
WORDS: dict[str, str] = {
    WORK: """kapper kapster verpleegkundige verpleegster verzorgende helpende thuiszorg* vrachtwagenchauffeur
        chauffeur* buschauffeur timmerman loodgieter elektricien metselaar schilder stukadoor lasser bakker slager kok
        kokkin ober serveerster schoonma* caissiere kassa* vakkenvuller magazijn* heftruck* boer boerin melkvee*
        tuinder hovenier postbode pakketbezorger* bezorger* beveiliger soldaat militair* politieagent* brandweer*
        ambulance* leraar lerares juf meester docent* conrector advocaat notaris tandarts dierenarts apotheker
        kraamverzorg* gastouder* pedicure schoonheidsspecialiste monteur* automonteur fietsenmaker* visser* schipper
        makelaar boekhoud* programmeur* receptioniste secretaresse winkelier* kermis* marktkoopman uitzendkracht
        hairdresser nurse carer driver carpenter plumber electrician bricklayer painter welder baker butcher cook
        waiter waitress cleaner cashier farmer gardener postman soldier fireman teacher lawyer dentist chemist
        mechanic fisherman shopkeeper accountant secretary midwife""",
    HEALTH: """kanker* borstkanker leukemie tumor* chemo* diabetes suikerziekte epilepsie* epileptisch* astma copd
        hartinfarct hartaanval beroerte hersenbloeding dement* alzheimer parkinson reuma* autis* adhd pdd-nos
        borderline bipolair* psychose* psychotisch* schizofreni* depressie* depressief burn-out anorexia boulimia
        verslav* verslaafd* alcoholist* alcoholisme afkick* methadon heroine cocaine drugs suicide* zelfmoord*
        zelfdoding miskraam* abortus ivf hiv aids rolstoel* blind doof slechtziend* slechthorend* verstandelijk*
        syndroom spierziekte prothese geamputeerd* kliniek ggz psychiater* psychiatrisch*
        cancer leukaemia tumour diabetic epilepsy asthma stroke dementia rheumatism autism autistic psychosis
        schizophrenia depression addicted addict alcoholic heroin cocaine suicide miscarriage abortion wheelchair
        deaf psychiatrist psychiatric""",
    ORIGIN: """turk* turkije marokka* marokko syri* somali* eritre* irak* iran* afghan* pool pools poolse polen
        bulgaar* bulgarije roemeen* roemenie antilliaan* antillen curacao suriname surinaam* indonesi* moluk* ghana*
        ghanees* nigeria* congo* oekraien* russisch* rusland duits* duitsland belg belgisch* belgie chinees* china
        vietnam* koerd* roma sinti woonwagen* asielzoek* vluchteling* statushouder* verblijfsvergunning
        turkish turkey moroccan morocco syrian somali polish poland bulgarian romanian surinamese ukrainian russian
        german belgian chinese kurdish refugee* asylum""",
    FAITH: """moslim* islam* moskee hoofddoek* ramadan imam jehova* gereformeerd* hervormd* katholiek* protestant*
        evangelisch* pinkstergemeente synagoge joods* joden hindoe* boeddhis* dominee pastoor kerk* doop
        muslim* mosque jewish catholic* church* hindu* buddhis* vicar priest baptised""",
    LAW: """gevangenis* gedetineerd* detentie veroordeeld* veroordeling taakstraf reclassering* enkelband celstraf
        aangehouden gearresteerd* mishandel* misbruik* verkracht* incest huiselijk geweld ontvoer* uithuisplaatsing
        uithuisgeplaatst* pleeggezin* pleegkind* ondertoezichtstelling rechtbank rechtszaak
        prison convicted arrested abuse* raped incest foster court probation""",
    EVENT: """tweeling* drieling* adoptie geadopteerd* brand afgebrand* overval* overleden overlijden begrafenis
        gecremeerd vermoord* moord verdronken auto-ongeluk ongeluk ongeval* krant televisie rtv burgemeester wethouder
        kampioen* loterij* failliet* faillissement
        twin twins triplet* adopted adoption burnt robbery funeral murdered drowned accident newspaper television
        mayor alderman champion lottery bankrupt*""",
}
_NUMBERS = ("twee|drie|vier|vijf|zes|zeven|acht|negen|tien|two|three|four|five|six|seven|eight|nine|ten"
            r"|\d{1,2}")
_CHILDREN = re.compile(
    rf"(?<!\w)(?:{_NUMBERS})\s+(?:\w+\s+)?(?:kinderen|kind|zoons|zonen|dochters|jongens|meisjes|meiden|broers|zussen|"
    r"kleinkinderen|children|sons|daughters|boys|girls|brothers|sisters|grandchildren)(?!\w)"
    r"|(?<!\w)(?:oudste|middelste|jongste|eldest|oldest|youngest)\s+(?:zoon|dochter|kind|broer|zus|son|daughter|"
    r"child|brother|sister)(?!\w)")
_MONTHS = "|".join(sorted(calendar.MONTH_WORDS - {"may"}))  # which is what one may do, far more often
_WHEN = re.compile(
    rf"(?<!\w)(?:{_MONTHS})(?!\w)|(?<![\w.,])(?:19|20)\d\d(?![\w])"
    r"|(?<!\w)(?:kerst\w*|sinterklaas|koningsdag|christmas|easter|pasen)(?!\w)")


class Detail(NamedTuple):
    """A word by which somebody may be recognised: sort of SORTS; code points, 0-based, end-exclusive."""

    sort: str
    start: int
    end: int


def _compiled(words: str) -> re.Pattern[str]:
    each = (re.escape(word.removesuffix("*")) + (r"\w*" if word.endswith("*") else "") for word in words.split())
    return re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(each, key=len, reverse=True))})(?![\w-])")


_PATTERNS = {**{sort: _compiled(folded(words, case=True)[0]) for sort, words in WORDS.items()},
             CHILDREN: _CHILDREN, WHEN: _WHEN}


def details(text: str) -> list[Detail]:
    """Where such words stand in a text, in order; capitals and accents do not count."""
    body, places = folded(text, case=True)
    found = [Detail(sort, places[match.start()], places[match.end() - 1] + 1)
             for sort, pattern in _PATTERNS.items() for match in pattern.finditer(body)]
    return sorted(found, key=lambda one: (one.start, -one.end))
