"""Words by which a label such as "Moeder" is told from a sentence with a colon, in Dutch and English."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import lru_cache

from pilot.vocabulary import calendar

# Emoji and what joins them, which may stand beside a name and are no part of it.
PICTURES = r"[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\ufe0f\u200d\U0001f000-\U0001faff]+"

_KNOWN_WORDS = """
    i int interviewer interviewster r resp respondent vraag antwoord v a q c m p k o g geïnterviewde moeder
    mama mam ma vader papa pap pa ouder ouders oma opa grootmoeder grootvader kind zoon dochter broer zus
    stiefmoeder stiefvader pleegmoeder pleegvader pleegouder partner buurvrouw buurman gezin familie coach
    gezinscoach begeleider gezinsbegeleider hulpverlener professional casusregisseur onderzoeker evaluator
    coordinator coördinator projectleider
    leerkracht docent mentor juf meester ib'er wijkagent huisarts tolk moderator gespreksleider spreker
    spreekster vrouw man meisje jongen onbekend allen mother mum mom father dad parent parents grandmother
    grandfather child son daughter brother sister family worker teacher interpreter speaker interviewee
    participant researcher unknown woman question answer deelnemer cliënt client observator notulist
"""
# The same in the languages of families who came here: Turkish, Polish, Ukrainian, Russian, Bulgarian, Arabic, Farsi,
# Tigrinya, Greek, German, French, Spanish, Portuguese, Italian, Chinese. With none of them a Dutch sentence begins.
_OTHER_WORDS = """
    anne anneanne babaanne baba dede kızı oğlu koç tercüman görüşmeci
    matka ojciec babcia dziadek córka syn brat siostra trener tłumacz rodzina
    мама мати матір тато батько бабуся дідусь син донька брат сестра тренер перекладач інтерв'юер дитина
    мать папа отец бабушка дедушка сын дочь переводчик интервьюер ребёнок ребенок коуч
    майка баща баба дядо треньор преводач
    الأم أم الأب أب الجدة الجد الابن الابنة الأخ الأخت المدرب المدربة المترجم المترجمة
    مادر پدر مربی مترجم پسر دختر مادربزرگ پدربزرگ ኣደ ኣቦ
    μητέρα πατέρας μαμά μπαμπάς γιαγιά παππούς γιος κόρη διερμηνέας
    mutter vater großmutter großvater tochter sohn bruder schwester betreuer betreuerin dolmetscher dolmetscherin
    mère père maman grand-mère grand-père fils fille frère sœur interprète enquêteur enquêtrice
    母亲 妈妈 父亲 爸爸 奶奶 爷爷 外婆 外公 教练 翻译 访谈者
    madre padre mamá papá abuela abuelo hijo hija hermano hermana intérprete entrevistador entrevistadora
    mãe pai avó avô filho filha irmão irmã entrevistado nonna nonno figlio figlia sorella fratello
    mamă tată bunică bunic fiu fiică frate soră
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
    first deel hoofdstuk thema stap fase week dag dagdeel punt tip advies doel resultaat gevolg kern titel naam
    belangrijk positief negatief sterk zwak resultaten doelen afspraak afspraken actie acties plan
    project versie pagina part chapter theme step phase day page title aanwezig aanwezigen afwezig betreft
    ik je jij u hij zij ze we wij jullie het dat dit die deze er daar hier als of ook nog wel niet met voor in
    op naar bij uit door over zo dan toch misschien soms altijd nooit vaak i you he she they it that this there here
    if when also not with for of in on to by a an
    mooi precies klopt oké ok oke prima fijn zeker inderdaad natuurlijk leuk dank bedankt hoi
    hallo tja hm hmm mm hmhm jawel oh ah och ach goh joh right sure exactly great thanks okay yeah yep nope
    echter daarom daardoor bovendien verder trouwens vervolgens uiteindelijk tenslotte immers ofwel althans tevens ook
    overigens daarnaast desondanks desalniettemin niettemin allereerst ten kortgezegd samengevat anders ondertussen
    intussen inmiddels helaas gelukkig hierdoor waardoor zodat hoewel terwijl eigenlijk tegelijk tegelijkertijd
    kennelijk blijkbaar dankzij ondanks volgens sindsdien vandaar evengoed sowieso gewoon however therefore moreover
    furthermore besides anyway meanwhile instead thus hence otherwise unfortunately luckily fortunately nevertheless
    apparently basically additionally consequently
"""
# Heads of a list of what was talked about or agreed, in those languages: no people's names.
_OTHER_OPENERS = """
    тема темы цель цели задача задачи план дата место время вопрос вопросы ответ итог итоги вывод срок заметка результат
    договорённость примечание действие действия проблема решение имя возраст адрес
    мета ціль цілі завдання місце час питання підсумок висновок термін нотатка дія дії рішення вік
    цел място въпрос извод бележка възраст
    الموضوع الهدف الأهداف الخطة التاريخ المكان الوقت ملاحظة النتيجة السؤال الجواب المدة المشكلة الحل
    موضوع هدف اهداف برنامه تاریخ مکان زمان یادداشت نتیجه سؤال پاسخ
    θέμα στόχος στόχοι σχέδιο ημερομηνία τόπος ώρα σημείωση αποτέλεσμα ερώτηση
    konu hedef hedefler amaç tarih yer saat sonuç temat cel cele data miejsce termin notatka wynik
    thema ziel ziele datum ort notiz ergebnis sujet thème objectif lieu remarque résultat tema objetivo objetivos fecha
    lugar nota resultado obiettivo luogo risultato scopul scop 主题 目标 计划 日期 地点 时间 备注 结果 ዕላማ
"""
# In brackets these are what is heard and not said, or what was hard to hear; they are words of the text.
_NOISE_WORDS = """
    onverstaanbaar onduidelijk onhoorbaar lacht lachen gelach lachend stilte pauze muziek applaus hoest hoesten zucht
    zuchten
    huilt huilen snikt geluid geluiden telefoon achtergrond achtergrondgeluid ruis kucht fluistert einde begin
    inaudible unintelligible crosstalk laughs laughter laughing silence pause music applause cough coughs sighs noise
    overlap overlapping naam plaats persoon instelling naam. achternaam voornaam datum leeftijd school straat adres
    name place person street address age
"""
# Small words inside a name: "Sanne van den Berg", "Oma van moederskant".
_PARTICLE_WORDS = (
    "van de der den het 't ten ter te la le el al bin von und en and y of op aan in 's d' du di da dos el- & + /"
)
# What stands in a sentence and in no label, in lower case.
_SENTENCE_WORDS = """
    ik je jij u hij zij ze we wij jullie het dat dit deze er daar hier als ook nog wel niet met voor bij uit door over
    zo
    dan toch heb hebt heeft hebben had hadden ben bent wordt werd worden kan kon kunnen wil wilde willen moet moest
    moeten
    gaat ging gaan komt kwam komen doet deed doen vond vind vinden mijn jouw zijn haar ons onze hun mij hem mocht mag
    heel veel meer minder altijd nooit soms iets niets alles the my your his her our their this that have has had do
    does
    did will would can could should must not very
"""


def _set(words: str) -> frozenset[str]:
    return frozenset(words.casefold().split())


_KNOWN, _SAYING, _OPENERS, _NOISE = map(_set, (_KNOWN_WORDS + _OTHER_WORDS, _SAYING_WORDS, _OPENER_WORDS, _NOISE_WORDS))
_OPENERS |= _set(_OTHER_OPENERS)
_OPENERS |= calendar.MONTH_WORDS | calendar.WEEKDAY_WORDS
_PARTICLES, _SENTENCE = map(_set, (_PARTICLE_WORDS, _SENTENCE_WORDS))
_LETTERS = re.compile(r"[A-Z]\d{0,2}$")
_NUMBERED = re.compile(r"(.*?)[ _.-]*\d+$")
# What programs call a speaker they do not know: SPEAKER_00, Spreker 1, S01, id1, spk_0, P03; and a telephone number.
_ID = re.compile(
    r"(?:speaker|spreker|sprecher|spk|persoon|person|participant|deelnemer|respondent|resp|int|id|sp|[sprg])"
    r"[ _.-]?\d{1,4}"
    r"|(?:unknown|onbekende?) (?:speaker|spreker)(?: \d{1,3})?",
    re.IGNORECASE,
)
_PHONE = re.compile(r"\+?\d[\d ()./-]{6,20}\d")
# "Name, A. (Guest)" and "Name | Organisation" hold more than the name.
_BEHIND_NAME = re.compile(r"\s*(?:\([^()]{1,40}\)|\[\d{1,3}\]|\|.{1,60})\s*$")
# "?:" before the words of somebody who was not known.
_UNSURE = re.compile(r"\?{1,3}")
# "1:" and "2:", which `belief` holds against the numbers of a list.
_ORDINAL = re.compile(r"\d{1,2}")
_INITIAL = re.compile(r"[^\W\d_]\.")
_ARTICLES = frozenset(("de", "het", "een", "the", "a", "mijn", "onze"))
# "Mevr. Jansen-de Boer" is somebody, and no sentence begins so before a colon.
_TITLES = frozenset(("dhr", "mevr", "mevrouw", "mw", "meneer", "dr", "drs", "prof", "ir", "ing", "mrs", "ms"))
_QUESTIONS = frozenset(("vraag", "antwoord", "question", "answer"))


class Kind(IntEnum):
    """How much a few words look like a speaker's label."""

    NONE = 0
    LOOSE = 1
    NAME = 2
    KNOWN = 3


@lru_cache(maxsize=1 << 15)  # a name stands in many lines, and each is asked about three times
def kind_of(name: str) -> Kind:
    """What these words look like: a known label, a name with capitals, a few loose words, or no label at all."""
    name = name.strip()
    if _ID.fullmatch(name) or _PHONE.fullmatch(name) or _UNSURE.fullmatch(name):
        return Kind.KNOWN
    if _ORDINAL.fullmatch(name):
        return Kind.LOOSE
    if name.endswith("?"):
        # "Moeder?": who wrote it was not sure.
        return min(kind_of(name.rstrip("?")), Kind.NAME)
    bare = name
    while behind := _BEHIND_NAME.search(bare):
        bare = bare[: behind.start()]
    words = bare.replace(",", " ").replace("_", " ").split()
    if not words or not any(c.isalpha() for c in bare) or is_phrase(bare):
        return Kind.NONE
    if is_known(bare):
        return Kind.KNOWN
    numbered = _NUMBERED.fullmatch(bare.casefold())
    if numbered and numbered[1] in _QUESTIONS:
        return Kind.NONE
    small = [word for word in words if not word[0].isupper() and word.casefold() not in _PARTICLES]
    if len(words) <= 7 and not small and words[0][0].isalpha() and any(word[0].isupper() for word in words):
        return Kind.NAME
    if len(words) > 4 or any(word.casefold() in _SENTENCE or not word[0].isalnum() for word in words):
        return Kind.NONE
    # "Oma van moederskant", "De moeder van Els": a known word leads.
    first = words[1] if words[0].casefold() in _ARTICLES and len(words) > 1 else words[0]
    leads = first.casefold() in _KNOWN and len(first) > 2
    return Kind.NAME if leads else Kind.LOOSE


def is_phrase(name: str) -> bool:
    """Whether this begins a sentence ("Ik zei", "Let op") and is no name, however often it comes back."""
    words = name.casefold().replace("_", " ").split()
    # One letter is an interviewer's "I", however the word is used in sentences.
    if not words or (len(words) == 1 and len(words[0].rstrip(".")) == 1 and words[0][0].isalpha()):
        return not words
    # "A. de Vries" begins with an initial, not with a small word.
    opens = not _INITIAL.fullmatch(words[0]) and words[0].strip(".,") in _OPENERS
    return opens or any(word in _SAYING for word in words)


def is_noise(name: str) -> bool:
    """Whether words in brackets say what is heard, such as "lacht", or stand for a name that was taken out."""
    words = re.findall(r"[^\W\d_]+", name.casefold())
    return not words or any(word in _NOISE for word in words)


def is_known(name: str) -> bool:
    """Whether interviews use this label, also with a number or one name: "Coach 2", "Moeder Berk"."""
    if len(name.rstrip(".")) == 1 or _LETTERS.fullmatch(name):
        return name[0].isupper()
    plain = name.casefold().rstrip(".")
    if plain in _KNOWN:
        return True
    numbered = _NUMBERED.fullmatch(plain)
    # "Vraag 3" is a question of the list, not a third person called Vraag.
    if numbered and numbered[1] in _KNOWN - _QUESTIONS:
        return True
    words = name.split()
    if len(words) > 1 and words[0].casefold().rstrip(".") in _TITLES and words[-1][0].isupper():
        return True
    return len(words) == 2 and words[0].casefold() in _KNOWN and len(words[0]) > 2 and words[1][0].isupper()
