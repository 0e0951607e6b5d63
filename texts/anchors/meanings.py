"""Words that are never a name and never the spelling of another: in the place of another word they say another thing.

Dutch and English, without capitals. What is not here is not thereby harmless: see `words_kept` for what has to hold.
"""

from __future__ import annotations

from pilot.vocabulary import calendar


def _each(words: str) -> frozenset[str]:
    return frozenset(words.split())


_COMMON = _each("""
    nooit ooit altijd vaak vaker soms zelden weleens meestal steeds telkens weer toch nog al pas straks meteen laatst
    niemand iemand iedereen ieder iedere elk elke allen alleen samen allebei beide geen niet niets niks iets alles wel
    ja nee neen ok oke misschien zeker vast vrijwel bijna nauwelijks amper helemaal volledig deels gedeeltelijk echt
    meer meest meeste minder minst minste veel vele weinig genoeg enkele enige sommige alle half dubbel heel erg zeer
    te zo even evenveel meerdere voldoende onvoldoende
    goed goede beter beste slecht slechte slechter slechtste fijn fijne naar nare mooi lelijk prettig vervelend leuk
    stom makkelijk gemakkelijk moeilijk moeilijke moeizaam mogelijk onmogelijk onmogelijke mogelijke zwaar licht lastig
    veilig onveilig veilige onveilige gelukkig ongelukkig blij boos bang verdrietig rustig druk onrustig tevreden
    ontevreden eerlijk oneerlijk duidelijk onduidelijk zinvol zinloos nuttig nutteloos sterk zwak sterker zwakker hoog
    laag hoger lager groot klein groter kleiner lang kort langer korter snel langzaam sneller trager vroeg laat vroeger
    later eerder open dicht gesloten warm koud waar onwaar juist onjuist recht fout terecht onterecht bekend onbekend
    nodig onnodig gewoon ongewoon gezond ongezond ziek arm rijk oud jong nieuw nieuwe vol leeg af aan uit
    verbeterd verslechterd verergerd toegenomen afgenomen gestegen gedaald gelukt mislukt geholpen gewonnen verloren
    verlaten gekomen gegaan gebleven vertrokken begonnen gestopt helpt hielp helpen
    ik jij je u hij zij ze wij we jullie hen hun hem haar mij mijn me jouw uw ons onze zijn zichzelf zelf men
    die dat deze dit wie wat welke waar wanneer hoe waarom
    de het een en of maar want dus omdat doordat zodat hoewel ondanks dankzij als dan toen tot
    in op onder boven voor achter na tegen met zonder binnen buiten tussen naast bij door over van vanaf tijdens
    sinds hier daar ergens nergens overal daarna daarvoor vooraf achteraf nu
    is was waren ben bent wordt werd werden word worden heeft had hadden hebben heb kan kon kunnen konden mag mocht
    mogen mochten moet moest moeten moesten wil wilde willen wilden wou zal zou zullen zouden hoeft hoefde durft durfde
    doe doet deed deden doen ga gaat ging gingen gaan kom komt kwam kwamen komen
    nul een twee drie vier vijf zes zeven acht negen tien elf twaalf honderd duizend eerste tweede derde laatste
    gisteren vandaag morgen
    never ever always often sometimes rarely seldom usually again still yet already only
    nobody somebody someone everybody everyone anyone anybody none no not nothing something everything anything all any
    yes maybe perhaps certainly surely almost hardly barely completely fully partly really
    more most less least fewer many much few little enough several some half both each every very too so just
    good better best bad worse worst fine nice ugly pleasant easy difficult hard possible impossible heavy light
    safe unsafe happy unhappy sad angry afraid calm busy satisfied dissatisfied honest dishonest clear unclear useful
    useless strong weak stronger weaker high low higher lower big small bigger smaller long short fast slow early late
    earlier later open closed warm cold true false right wrong known unknown needed sick healthy poor rich old young
    new full empty improved worsened increased decreased risen fallen succeeded failed helped won lost
    i you he she they we us them him her it my your his their our mine yours myself
    this that these those who what which where when how why
    the a an and or but because although despite thanks if then than until
    in on under above before behind after against with without inside outside between beside by through over from
    during since here there somewhere nowhere everywhere now up down off out
    is was were are am be been being has had have can could may might must should shall will would cannot
    do does did done go goes went gone come comes came
    zero one two three four five six seven eight nine ten eleven twelve hundred thousand first second third last
    yesterday today tomorrow
""")
SAYING = _COMMON | calendar.MONTH_WORDS | calendar.WEEKDAY_WORDS

# Nouns that somebody may write with a capital, and that are nobody's name; `words_kept` knows some by their endings.
THINGS = _each("""
    ruzie steun geweld liefde armoede welvaart hulp straf angst rust onrust slaag agressie stress zorg zorgen schuld
    schulden geld respect vertrouwen wantrouwen hoop wanhoop moed geluk ongeluk pech pijn verdriet vreugde plezier woede
    haat nijd schaamte trots spijt gevaar dreiging dwang drang druk macht onmacht kracht zwakte chaos structuur ramp
    crisis conflict vrede strijd oorlog contact afstand aandacht warmte kou honger dorst ziekte dood leven werk
    ontslag school thuis opvang redding verlies winst succes falen misbruik gebruik drank drugs alcohol verslaving
    leugens leugen waarheid geheim recht onrecht plicht vrijheid problemen probleem oplossing kansen kans fouten fout
    kritiek lof dank kwaad ellende troost begrip onbegrip geduld ongeduld controle toezicht diefstal bedrog verraad
    huilen lachen slapen eten praten zwijgen slaan schelden vechten helpen
    fight support violence love poverty wealth help punishment fear peace aggression care debt debts money trust
    distrust hope despair courage luck pain grief joy anger hate shame pride regret danger pressure power strength
    chaos crisis conflict war contact attention warmth hunger illness death life work abuse alcohol addiction lies
    truth secret freedom problem problems solution chance mistake criticism comfort patience control theft
""")
# What is said of somebody, in praise or blame; longer ones are known by their endings, "geweldig" and "waardeloos".
JUDGING = _each("""
    top super prima perfect fantastisch briljant magnifiek subliem grandioos uniek ideaal lief lieve aardig aardige knap
    knappe slim slimme dapper trouw warme held heldin engel schat topper kanjer wonder wondermiddel redder parel goud
    rot klote kut waardeloze gemeen gemene vals valse dom domme wreed wrede hard harde zacht zachte koel koele kil kille
    eng enge raar rare gek gekke mal fel felle grof grove lomp bot botte laf laffe lui luie vies vieze vuil vuile saai
    duivel duivels kwelgeest monster ramp drama hel hemel paradijs puinhoop rotzooi ellendeling sukkel klier bemoeial
    great super perfect fantastic brilliant superb ideal sweet kind clever brave loyal hero angel treasure star gem
    gold awful rotten mean cruel harsh cold stupid dumb scary weird crazy rude coward lazy dirty boring devil monster
    disaster drama hell heaven paradise mess nightmare bully terrific terrible horrible wonderful lovely
    useless worthless
""")
JUDGING_ENDINGS = (
    "ig", "ige", "loos", "loze", "lijk", "lijke", "baar", "bare", "zaam", "zame", "achtig", "achtige", "isch", "ische",
    "end", "ende", "vol", "volle", "ful", "less", "ous", "ible", "able", "tic")
THING_ENDINGS = ("heid", "teit", "schap", "isme", "atie", "komst", "geweld", "hulp", "steun", "zorg", "ness", "ment")

# What makes of the words beside it the opposite, or much less of them.
TURNING = _each("""
    niet niets niks geen nooit niemand nergens nauwelijks amper zonder weinig minder minst zelden bijna noch evenmin
    not no never nobody none nothing nowhere hardly barely scarcely without little few less least seldom rarely almost
    neither nor cannot
""")

# What stands in brackets for a name: one of these, or a word that ends in one ("pleegmoeder", "wijkteam").
_PERSONS = _each("""
    naam voornaam achternaam persoon man vrouw jongen meisje kind baby zoon dochter moeder vader ouder ouders mama papa
    stiefvader stiefmoeder opa oma broer zus zusje broertje oom tante neef nicht partner ex vriend vriendin buur buren
    buurvrouw buurman familie gezin gezinslid coach begeleider begeleidster hulpverlener interviewer onderzoeker
    coordinator coördinator medewerker collega werker werkster consulent arts dokter huisarts psycholoog therapeut
    verpleegkundige juf meester leraar lerares docent mentor voogd advocaat rechter agent politie baas werkgever
    bewindvoerder tolk spreker deelnemer respondent client cliënt
    name person man woman boy girl child son daughter mother father parent parents mum dad grandfather grandmother
    brother sister uncle aunt cousin friend neighbour neighbor family worker doctor teacher guardian lawyer judge
    police employer interpreter speaker participant
""")
PLACES = _each("""
    plaats dorp stad wijk buurt straat adres gemeente regio provincie land school kinderopvang opvang creche ziekenhuis
    kliniek instelling organisatie instantie bedrijf winkel team kerk moskee club vereniging sporthal huis
    place village town city street address school hospital clinic
    organisation organization company church mosque
""")
PERSONS_AND_PLACES = _PERSONS | PLACES
NUMBERS = _each("""
    leeftijd datum geboortedatum adres huisnummer postcode nummer telefoonnummer telefoon bsn rekeningnummer kenteken
    email e-mail mailadres age date address number phone postcode
""")
BEFORE_NAMES = _each(
    "de het een mijn haar zijn hun onze ons van der den ter ten te la el al ben bin mevrouw meneer mw dhr mr mrs ms dr"
    " the a an my her his their our")
IN_ROLES = BEFORE_NAMES | {"in", "op", "bij", "uit", "aan", "of", "at", "from"}  # "[buurvrouw van de hoek]"
ARTICLES = _each("de het 't the deze")  # "de Angst"; but "van de Vliet"
# What comes after is a kind, and not a name: "een Engel", "heel Geweldig".
BEFORE_KINDS = _each(
    "een zo'n geen elke iedere veel a an no every such heel erg zeer zo te enorm echt best nogal vrij super"
    " very so too really quite rather")
GENERAL = _each(  # placeholders that any place may get
    "naam name plaats place adres address organisatie organisation organization instelling instantie bedrijf company")
BEFORE_PLACES = _each("in te uit vanuit")

# Beside a number, what tells that it is an age, or that it is none.
BEING = _each(
    "ben bent is was waren word wordt werd geworden leeftijd am are were be been turned turns aged")
YEARS = _each("jaar jarige jarig jr year years yr yrs")
SPANS = _each("geleden lang later eerder bij samen weg na ago long earlier for since")
BEFORE_NUMBERS = _each("nummer huisnummer nr no number op at")
