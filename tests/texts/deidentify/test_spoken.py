"""Ages, schools, services and spelled names as people say them and a speech model writes them."""

from __future__ import annotations

import pytest

from texts.deidentify import Entry, find
from texts.deidentify.labels import coarse_age, with_ending


def found(text: str, kind: str) -> list[str]:
    """What was found of one kind, in order."""
    return [text[one.start:one.end] for one in find(text) if one.kind == kind]


@pytest.mark.parametrize(("text", "kind", "words"), [
    ("en toen belde mevrouw ter Haar of we al gegeten hadden", "name", ["mevrouw ter Haar"]),
    ("ik zei mevrouw haar dochter is ziek", "name", []),
    ("in 't Haantje kennen ze ons", "place", ["'t Haantje"]), ("in 't huis kennen ze ons", "place", []),
    ("ik ben van de brugse poort", "place", ["brugse poort"]),
    ("het is hoek stationsstraat en molendries", "address", ["stationsstraat", "molendries"]),
    ("op de hoek van de Dorpsstraat en de Kerkweg", "address", ["Dorpsstraat", "Kerkweg"]),
    ("in de stationsstraat en thuis ook", "address", ["stationsstraat"]),
    ("aan de meester groenstraat 9 driehoog", "address", ["meester groenstraat 9 driehoog"]),
    ("op de grote markt 3 zit dat loket", "address", ["grote markt 3"]),
    ("op de grote markt was het druk", "address", []),
])
def test_in_spoken_words(text: str, kind: str, words: list[str]) -> None:
    """Particles, articles, floors and corners that belong to what gives somebody away, and what only looks so."""
    assert found(text, kind) == words


@pytest.mark.parametrize(("text", "ages"), [
    ("toen ik zestien werd ben ik uit huis gegaan", ["zestien"]),
    ("drie jongens heb ik, twaalf, veertien en zestien", ["twaalf", "veertien", "zestien"]),
    ("hij moest eenentwintig zijn voor dat contract", ["eenentwintig"]), ("vader, 41, heeft schulden", ["41"]),
    ("toen hij een jaar of vier was viel hij", ["vier"]), ("omdat ze al veertien is gaat ze niet mee", ["veertien"]),
    ("met negen maanden liep ze al", ["negen maanden"]), ("met drie weken liep het mis", []),
    ("de tweeling is nu vijf, bijna zes", ["vijf", "zes"]), ("vanaf drie maanden achterstand", []),
    ("hij is op zijn vijfde getest", ["vijfde"]), ("dat was op zijn vijfde gesprek daar", []),
    ("met achttien kon ik eindelijk weg", ["achttien"]), ("met achttien stoelen kon je weg", []),
    ("zij is in de dertig ergens", ["in de dertig"]), ("nee zes is hij al", ["zes"]),
    ("de oudste is nu negen en de jongste wordt vijf in de zomer", ["negen", "vijf"]),
    ("mijn moeder is halverwege de veertig", ["veertig"]),
    ("die van ons is er nu twee en een half en praat veel", ["twee en een half"]),
    ("ge zijt negentien en ge denkt dat ge alles weet", ["negentien"]),
    ("ze is d'r zeventien in september", ["zeventien"]),
    ("ik ben zes en dertig geworden", ["zes en dertig"]),
    ("ze is 2,5 jaar oud", ["2,5 jaar oud"]),
    ("ze was twee jaar en vier maanden toen ze praatte", ["twee jaar en vier maanden"]),
    ("op mijn 18e ging ik weg", ["18e"]), ("ik vierde mijn dertigste alleen", ["dertigste"]),
    ("hij wordt één in juni", ["één"]), ("onze kleinste is een jaar en de grootste zeven", ["een jaar", "zeven"]),
    ("Mohammed, negen, zit op voetbal.", ["negen"]), ("een jongen van zes binnen met zijn jas open", ["zes"]),
    ("moeders tussen de twintig en de vijfentwintig", ["twintig", "vijfentwintig"]),
    ("hij is dit jaar tien geworden", ["tien"]), ("hij wordt op 12 mei zeven", ["zeven"]),
    ("ik ben iets van dertig", ["dertig"]), ("ze zijn zes, acht en, eh, elf", ["zes", "acht", "elf"]),
    ("ze heeft tot haar achttien thuis gewoond", ["achttien"]), ("een brugklasser van twaalf met een tas", ["twaalf"]),
    ("alle 65-plussers in de straat", ["65-plussers"]), ("hij gaat in maart drie worden", ["drie"]),
    ("we hebben er drie, van acht, zes en twee", ["acht", "zes", "twee"]),
    ("ze was veertien en ik zestien toen ons pa wegging", ["veertien", "zestien"]),
    ("sinds zijn vierde plast hij in bed", ["vierde"]), ("hij werd vijftien vorige week", ["vijftien"]),
    ("met drie jaar kon hij nog niet praten", ["drie jaar"]), ("hij zal nu een jaar of dertig zijn", ["dertig"]),
    ("tussen mijn twintigste en mijn dertigste", ["twintigste", "dertigste"]),
    ("zij vijfendertig, ik veertig, en weer beginnen", ["vijfendertig", "veertig"]),
    ("een man van in de vijftig stond daar", ["in de vijftig"]), ("amper zestien en al moeder", ["zestien"]),
    ("tot haar negende en met je 27 jaar bij je moeder", ["negende", "27 jaar"]),
    ("jongens onder de twaalf mogen daar niet in", ["twaalf"]), ("ouder dan dertig is ze", ["dertig"])])
def test_ages_in_every_shape(text: str, ages: list[str]) -> None:
    """In words, digits, halves, months, by a birthday, apart as a model hears them; what leads one may go along."""
    assert found(text, "age") == ages


@pytest.mark.parametrize("text", [
    "we zijn drie jaar samen", "ze kregen er een van de twee",
    "ik ben drie keer verhuisd", "hij is drie dagen weg",
    "er waren er zeven op de twaalf", "het is een jaar geleden", "om half negen is hij er",
    "we waren met acht aan tafel",
    "er kwam een van vier mannen", "het is dit jaar zes keer gebeurd", "dat is iets van twintig euro",
    "ik betaalde met mijn laatste twintig euro", "ze kwamen met drie, nee vier auto's", "de bus van acht is weg",
    "ik ben drie vrienden kwijt", "hij is vijf kilo afgevallen", "ze is twintig weken zwanger",
    "na drie jaar kon hij gaan", "op een dag was ze er niet", "op drie jaar tijd", "met zijn vierde fiets",
    "ik heb er twee in huis", "dat is drie op tien"])
def test_what_is_counted_is_no_age(text: str) -> None:
    """Times, how often, how long, and how many of something."""
    assert found(text, "age") == []


@pytest.mark.parametrize(("text", "name"), [
    ("hij zit op de klimtoren in groep vijf", "de klimtoren"),
    ("ze gaat naar kinderopvang het kwetternest drie ochtenden", "kinderopvang het kwetternest"),
    ("de diaconie van de bethelkerk heeft betaald", "bethelkerk"),
    ("ik werkte bij bakkerij ter horst in de nacht", "bakkerij ter horst"),
    ("ze heeft een afspraak bij GGD Twente", "GGD Twente"), ("hij voetbalt bij vv gieten", "vv gieten"),
    ("de GO! basisschool De Kameleon zamelt in", "GO! basisschool De Kameleon"),
    ("ze liep stage bij kinderopvang Dikkertje Dap in Hardenberg", "kinderopvang Dikkertje Dap")])
def test_schools_and_services_as_they_are_heard(text: str, name: str) -> None:
    """Without capitals, by the word before them, what they are called after, or where somebody sits."""
    assert found(text, "org") == [name]


@pytest.mark.parametrize(("text", "kind", "said"), [
    ("dat huis aan de Oude Roswinkelerweg staat leeg", "address", ["Oude Roswinkelerweg"]),
    ("ik zit op de Van Schaikweg 94 nu", "address", ["Van Schaikweg 94"]),
    ("ik woon op nummer 14 in de Wilgenstraat", "address", ["nummer 14 in de Wilgenstraat"]),
    ("op de Grote Baan gebeurt veel", "address", ["Grote Baan"]),
    ("wij wonen op het Westeinde 12 boven", "address", ["het Westeinde 12"]),
    ("de Jan Steenlaan is mooi", "address", ["Jan Steenlaan"]),
    ("in groep 8 zaten we in Emmen 12 keer", "address", []),
    ("in de wijk Delftlanden is geen winkel", "place", ["Delftlanden"]),
    ("in Zuidoost had ik vrienden", "place", ["Zuidoost"]),
    ("tweede exloermond is lang", "place", ["tweede exloermond"]),
    ("van mechelen zijn wij", "place", ["mechelen"]), ("den haag beslist alles", "place", ["den haag"]),
    ("toen belde mevrouw ter Haar", "place", []), ("hij is een echte Rotterdammer", "place", ["Rotterdammer"]),
    ("de dochter van Kuipers zat daar", "name", ["Kuipers"]),
    ("Van den Eynde kwam kijken", "name", ["Van den Eynde"]), ("vandeneynde kwam kijken", "name", ["vandeneynde"]),
    ("ik wou die wagen 1 nrs 265 uitschrijven", "plate", ["1 nrs 265"]),
    ("ik ben van negentienvierentachtig", "date", ["negentienvierentachtig"])])
def test_streets_places_and_names_as_they_are_said(text: str, kind: str, said: list[str]) -> None:
    """Without a number, with it first, of two words, called after somebody; towns and quarters in small letters."""
    assert found(text, kind) == said


@pytest.mark.parametrize(("text", "kind", "said"), [
    ("Hoe oud is hij?\nVeertien.", "age", ["Veertien"]),
    ("hoe oud ben je nu\nmoeder: vierendertig", "age", ["vierendertig"]),
    ("Hoe oud zijn ze?\nDrie en vijf jaar.", "age", ["Drie", "vijf jaar"]),
    ("Hoeveel kinderen heb je?\nDrie.", "age", []), ("Hoe heet ze?\nroos", "name", ["roos"]),
    ("Wat is je naam?\nWil Groot", "name", ["Wil", "Groot"]), ("Hoe heet je?\nDat weet ik niet.", "name", []),
    ("Waar woon je?\nBorger.", "place", ["Borger"]), ("waar woonde je toen?\nassen", "place", ["assen"]),
    ("Op welke school zit hij?\nDe Vlieger.", "org", ["Vlieger"]),
    ("en toen kwam Sjoerd\nBakker binnen", "name", ["Sjoerd", "Bakker"]),
    ("coach: dat was mevrouw\nmoeder: Zantinge van de gemeente", "name", ["Zantinge"]),
    ("toen belde Sjoerd\nLekker is dat", "name", ["Sjoerd"]), ("we zaten in Ter\nApel", "place", ["Ter", "Apel"]),
    ("het is nul zes twaalf\nvierendertig zesenvijftig achtenzeventig", "phone",
     ["nul zes twaalf", "vierendertig zesenvijftig achtenzeventig"])])
def test_over_two_turns(text: str, kind: str, said: list[str]) -> None:
    """The answer to a question, and what begins in one turn and ends in the next, who speaks left out."""
    assert found(text, kind) == said


@pytest.mark.parametrize(("text", "said"), [
    ("mijn begeleider van Trajectum is ziek", ["Trajectum"]), ("bij de brug kregen we een kast", ["de brug"]),
    ("we stonden onder de brug te wachten", [])])
def test_organisations_of_the_lexicon_as_they_are_called(text: str, said: list[str]) -> None:
    """By their first word alone; a thing in small letters where one goes to it, and a person looks."""
    lexicon = [Entry("Trajectum Noord", "org"), Entry("De Brug", "org")]
    assert [text[one.start:one.end] for one in find(text, lexicon) if one.kind == "org"] == said


@pytest.mark.parametrize("text", [
    "de kinderen zitten op de bank", "hij zit op de middelbare school", "bij ons thuis is het druk",
    "ze gaat naar de kinderopvang en dan naar school", "hij zit op de grond in de klas"])
def test_places_to_sit_are_no_schools(text: str) -> None:
    """A bank, the floor, a kind of school without a name."""
    assert found(text, "org") == []


@pytest.mark.parametrize(("text", "names"), [
    ("J-a-n, zo schrijf je dat", ["J-a-n"]), ("je spelt het als H O F S T R A", ["H O F S T R A"]),
    ("dat is jee aa en pee", ["jee aa en pee"]), ("zij zit bij de G-G-Z en het O C M W", []), ("ja en nee en ja", [])])
def test_what_is_spelled(text: str, names: list[str]) -> None:
    """Letters with hyphens, capitals apart, letters by what they are called; known abbreviations are no names."""
    assert found(text, "name") == names


@pytest.mark.parametrize(("said", "coarse"), [
    ("zestigplussers", "[60-69 jaar]"), ("twintiger", "[20-29 jaar]"), ("65-plusser", "[60-69 jaar]"),
    ("twaalfenhalf", "[10-19 jaar]"), ("veertienjarigen", "[10-19 jaar]"), ("anderhalf", "[0-9 jaar]"),
    ("jaar", "[0-9 jaar]"), ("drie maanden", "[0-9 jaar]"), ("oud", "[leeftijd]")])
def test_years_in_one_word_keep_their_ten_years(said: str, coarse: str) -> None:
    """Nobody of sixty becomes a child: what says no number is just an age."""
    assert coarse_age(said, "ten years", said) == coarse


def test_whose_it_is_stays() -> None:
    """The 's behind a name goes on behind what stands in its place, once."""
    assert with_ending("Tjibbe's", "[zoon 1]") == "[zoon 1]'s"
    assert with_ending("Tjibbe's", "[zoon 1]'s") == "[zoon 1]'s"
    assert with_ending("Kees", "[zoon 1]") == "[zoon 1]"
