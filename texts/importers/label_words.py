"""Words by which a label such as "Moeder" is told from a sentence with a colon, in Dutch and English."""

from __future__ import annotations

import re

_KNOWN_WORDS = """
    i int interviewer interviewster r resp respondent vraag antwoord v a q c m p k o g geïnterviewde moeder
    mama mam ma vader papa pap pa ouder ouders oma opa grootmoeder grootvader kind zoon dochter broer zus
    stiefmoeder stiefvader pleegmoeder pleegvader pleegouder partner buurvrouw buurman gezin familie coach
    gezinscoach begeleider gezinsbegeleider hulpverlener professional casusregisseur onderzoeker evaluator
    coordinator coördinator projectleider
    leerkracht docent mentor juf meester ib'er wijkagent huisarts tolk moderator gespreksleider spreker
    spreekster vrouw man meisje jongen onbekend allen mother mum mom father dad parent parents grandmother
    grandfather child son daughter brother sister family worker teacher interpreter speaker interviewee
    participant researcher unknown woman question answer
"""
# Words that make a phrase before a colon a sentence rather than a name, however often it comes back.
_SAYING_WORDS = """
    zei zeg zegt zeggen dacht denk denkt vroeg vraagt riep roept schreef gezegd was is waren zijn said say
    says thought think thinks asked asks wrote were
"""
_OPENER_WORDS = """
    kijk dus nou nu ja nee en maar want omdat toen daarna kortom namelijk oftewel bijvoorbeeld voorbeeld
    conclusie samenvatting opmerking notitie noot ps nb datum tijd tijdstip plaats locatie duur onderwerp
    bestand bijlage bron zie om tot rond vanaf tussen sinds tegen let hoe wat wie waar wanneer waarom echt
    goed luister weet eerst look so well now yes no and but because then finally example conclusion summary
    note date time place location length subject file source see at until around from between since listen
    first
"""
_KNOWN, _SAYING, _OPENERS = (frozenset(w.split()) for w in (_KNOWN_WORDS, _SAYING_WORDS, _OPENER_WORDS))
_LETTERS = re.compile(r"[A-Z]\d{0,2}$")
_NUMBERED = re.compile(r"(.*?)[ _.-]*\d+$")


def is_phrase(name: str) -> bool:
    """Whether this begins a sentence ("Ik zei", "Let op") and is no name, however often it comes back."""
    words = name.casefold().replace("_", " ").split()
    return not words or words[0].rstrip(".") in _OPENERS or any(word in _SAYING for word in words)


def is_known(name: str) -> bool:
    """Whether interviews use this label, also with a number or one name: "Coach 2", "Moeder Berk"."""
    if len(name.rstrip(".")) == 1 or _LETTERS.fullmatch(name):
        return name[0].isupper()
    plain = name.casefold().rstrip(".")
    if plain in _KNOWN:
        return True
    numbered = _NUMBERED.fullmatch(plain)
    # "Vraag 3" is a question of the list, not a third person called Vraag.
    if numbered and numbered[1] in _KNOWN - {"vraag", "antwoord", "question", "answer"}:
        return True
    words = name.split()
    return len(words) == 2 and words[0].casefold() in _KNOWN and len(words[0]) > 2 and words[1][0].isupper()
