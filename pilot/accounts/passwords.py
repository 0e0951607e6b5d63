"""Passwords: argon2id, and what a new one must be."""

from __future__ import annotations

import re
import secrets
import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from pilot.errors import BadInput
from pilot.visible import visible
from pilot.vocabulary import calendar
from pilot.words import N_

MIN_PASSWORD = 10
# zxcvbn's third of four: "safely unguessable", from 10^8 guesses.
LEAST_SCORE = 3
# Its time grows fast with the length; what is strong so far is strong.
JUDGED_CHARS = 32
# One sign more of the same behind a common word is no secret, though its guesses go up ten times.
_AGAIN = re.compile(r"([\W_])\1+")
# Shorter words of a name stand in many a sentence.
NAME_CHARS = 3
# What its lists, made of English and of leaks, lack: what Dutch speakers choose first, and what our sign-in suggests.
_OURS = (
    "rode", "draad", "rodedraad", "welkom", "wachtwoord", "geheim", "inloggen", "gemeente", "gezin", "coach",
    "evaluator", "pilot", "drenthe", "amsterdam", "rotterdam", "utrecht", "lente", "zomer", "herfst", "winter",
    *calendar.MONTHS["nl"], *calendar.WEEKDAYS["nl"], "voetbal", "schatje", "hallo", "nederland", "belgie", "oranje",
    "ajax", "feyenoord", "ikhouvanjou", "ikhouvanjullie", "lieveschat", "lieverd", "knuffel", "appeltaart",
    "zonneschijn", "vakantie", "sinterklaas", "familie", "gezinnen", "gezinscoach", "evaluatie", "interview",
)
# First names that many Dutch speakers have, and surnames, that are not in its lists of Americans.
_NAMES = (
    "piet", "gert", "gertjan", "kees", "cees", "henk", "joop", "jaap", "sjaak", "wim", "willem", "dirk", "gerrit",
    "bram", "daan", "sem", "luuk", "thijs", "teun", "sander", "jeroen", "maarten", "joost", "koen", "wouter",
    "anneke", "anouk", "annelies", "femke", "fleur", "hanneke", "ilse", "ineke", "jolanda", "lieke", "lotte",
    "maaike", "marieke", "marijke", "mieke", "sanne", "saskia", "sophie", "tineke", "truus", "wilma", "fatima",
    "mohammed", "smit", "devries", "dejong", "vandijk", "vandenberg", "bakker", "visser", "meijer", "mulder",
    "dekker", "peeters", "janssens", "maes", "willems",
)
_NAME_LISTS = frozenset({"female_names", "male_names", "surnames", "user_inputs"})
# Signs that many write for letters; a 1 is an i to some and an l to others.
_SIGNS = str.maketrans("0134@5$7", "oieaasst")
_AS_L = str.maketrans("1", "l")
# One word with a year, a number or signs: no list has all the words of Dutch, and who guesses has them.
_ONE_WORD = re.compile(r"[\W\d_]{0,6}([a-z]{3,12})[\W\d_]{0,6}")
_VOWELS = re.compile("[aeiouy]")
# A year, an age and a sign before or behind: everybody's first thought after a name.
_AROUND = re.compile(r"^[\W\d_]{0,6}([^\W\d_]+(?:[ .'-][^\W\d_]+){0,3})[\W\d_]{0,6}$")


# What new passwords are hashed with; an older hash is checked with the costs that stand in it. Tests make it cheap.
HASHER = PasswordHasher()


@cache
def nobodys() -> str:
    """A hash that fits no password.

    Checked when the name is unknown, so that an answer takes as long as for a known one.
    """
    return hashed(secrets.token_hex(16))


def hashed(password: str) -> str:
    """What is stored of a password."""
    return HASHER.hash(password)


def fits(password_hash: str, password: str) -> bool:
    """Whether this is the password that was stored."""
    try:
        return HASHER.verify(password_hash, password)
    except (VerificationError, InvalidHashError):
        return False


def _letters(text: str) -> str:
    """What a text is but for case, accents and how its letters are shaped."""
    return "".join(c for c in unicodedata.normalize("NFKD", text).casefold() if not unicodedata.combining(c))


def require_strong(password: str, name: str) -> None:
    """A new password is long enough, not one that many use, and not the account's own name.

    Judged by zxcvbn (Wheeler, USENIX Security 2016), which knows lists of leaked passwords, names, words, dates,
    rows of keys and how these are varied; 10^8 guesses at least.

    Raises: BadInput.
    """
    if len(visible(password)) < MIN_PASSWORD:  # what nobody sees is no character to who types it
        raise BadInput(N_("A password has at least {n} characters."), n=MIN_PASSWORD)
    plain = _letters(visible(password))
    words = [word for word in re.split(r"[\W_]+", _letters(name)) if len(word) >= NAME_CHARS]
    if any(_is_hardly_more(text, words) for text in _readings(plain)):
        raise BadInput(N_(
            "This password is hardly more than the name of the account. Choose another one, a sentence for instance."))
    if _is_one_word(plain, password) or any(_is_guessed(text, words) for text in {password, plain}):
        raise BadInput(N_(
            "Many people use a password like this one, so it is easy to guess. Choose another one, a sentence for"
            " instance."))


def _readings(plain: str) -> set[str]:
    """A password as it stands, and as who reads signs for letters and skips the others reads it."""
    return {plain, *(re.sub(r"[\W_]", "", text) for text in (
        plain, plain.translate(_SIGNS), plain.translate(_AS_L).translate(_SIGNS)))}


def _is_hardly_more(text: str, words: list[str]) -> bool:
    left = text
    for word in sorted({*words, *(word.translate(_SIGNS) for word in words)}, key=len, reverse=True):
        left = left.replace(word, "")
    return left != text and len(left) < MIN_PASSWORD - 2


def _is_one_word(plain: str, password: str) -> bool:
    """Whether it is one word, with a capital at most, and what people write around it; random letters lack vowels."""
    word = _ONE_WORD.fullmatch(plain)
    capitals = sum(char.isupper() for char in password)
    return word is not None and (capitals <= 1 or capitals == len(word[1])) and (
        4 * len(_VOWELS.findall(word[1])) >= len(word[1]))


def _is_guessed(password: str, words: list[str]) -> bool:
    """Whether zxcvbn guesses it in fewer than 10^8 tries, a name with what stands around it as the name alone."""
    from zxcvbn import zxcvbn

    known = [*words, *_OURS, *_NAMES]
    judged = _AGAIN.sub(r"\1", password[:JUDGED_CHARS])
    # Names with a year are guessed as names are: what stands around them adds little.
    within = _AROUND.match(judged)
    named = zxcvbn(re.sub(r"[\W_]", "", within[1]), user_inputs=known) if within and within[1] != judged else None
    hardly = named is not None and named["score"] < LEAST_SCORE and any(
        part.get("dictionary_name") in _NAME_LISTS for part in named["sequence"])
    return hardly or int(zxcvbn(judged, user_inputs=known)["score"]) < LEAST_SCORE
