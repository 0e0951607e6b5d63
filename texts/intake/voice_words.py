"""Words in names of files, lists and labels of speakers by which a voice is known, in Dutch and English."""

from __future__ import annotations

from pilot.vocabulary import voices

_FAMILY = """
    moeder mama mam ma vader papa pap pa oma opa grootmoeder grootvader ouder ouders kind kinderen zoon
    dochter gezin gezinnen familie broer zus stiefmoeder stiefvader pleegmoeder pleegvader pleegouder
    pleegouders jongere mother mum mom father dad parent parents grandmother grandfather child children
    son daughter family cliënt cliënten client clients
"""
_COACH = "coach coaches gezinscoach gezinscoaches begeleider begeleiders gezinsbegeleider hulpverlener worker"
_COORDINATOR = "coordinator coördinator coordinatoren projectleider"
# Not "partner" alone: the partner of a mother is family.
_PARTNER = """
    samenwerkingspartner samenwerkingspartners ketenpartner ketenpartners school leerkracht docent juf meester mentor ib
    wijkagent politie huisarts gemeente opvang kinderopvang jeugdzorg jeugdarts consulent verwijzer casusregisseur
    teacher police doctor
"""
_OTHER = "buurvrouw buurman netwerk neighbour other overig overige anders"

# In a compound the more telling part wins: a gezinscoach is a coach, a schoolkind is told of by the school.
_TEXTS = {
    voices.COORDINATOR: _COORDINATOR, voices.COACH: _COACH, voices.PARTNER: _PARTNER, voices.OTHER: _OTHER,
    voices.FAMILY: _FAMILY,
}
BY_VOICE = {voice: frozenset(words.split()) for voice, words in _TEXTS.items()}
VOICE_OF = {word: voice for voice, words in BY_VOICE.items() for word in words}
_IN_COMPOUNDS = tuple((word, voice) for voice, words in BY_VOICE.items() for word in sorted(words) if len(word) > 4)


def voice_of(word: str) -> str | None:
    """The voice of a lower-case word such as "moeder" or "gezinscoach"; None when it says none."""
    if word in VOICE_OF:
        return VOICE_OF[word]
    return next((voice for part, voice in _IN_COMPOUNDS if part in word), None)
