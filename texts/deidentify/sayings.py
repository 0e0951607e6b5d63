"""Small words by which a sentence goes on behind a number that counts nothing, and shops that are in every town."""

from texts.deidentify.word_sets import all_of

GOES_ON = all_of(
    "voorbij gepasseerd en of toen maar dus nu want geworden ofzo of-zo hoor he ja eh uh uhm is was die dan als"
    " intussen ondertussen inmiddels bijna zei nou zeg moest ging kreeg mocht kwam heeft had wil woont zit gaat"
    " ben heb hoort slaapt blijft word wordt met ik we ze hij hoorde denk geloof misschien volgens leerde oud jong"
    " stopte begon werkte zo schat zoiets ongeveer net inmiddels trouwens eigenlijk gewoon toch alweer kreeg")
# By their first word. Everybody buys there; only who works there is known by it.
CHAINS = all_of(
    "albert jumbo lidl aldi plus dirk hoogvliet colruyt delhaize carrefour spar hema action kruidvat etos blokker"
    " zeeman wibra kringloop ikea gamma praxis hubo brico mcdonald's coolblue wehkamp postnl bpost dhl")
# What somebody does behind her name at the beginning of a sentence.
DOES = all_of(
    "zei zegt is was wil wilde wou heeft had gaat ging komt kwam kan kon moet moest mag mocht vond vindt belde"
    " belt werkt werkte woont woonde doet deed slaapt sliep keek kijkt dronk drinkt kreeg krijgt hielp helpt"
    " kookte zat zit liep loopt bleef blijft werd wordt dacht denkt vroeg vraagt gaf geeft schreef riep hoort"
    " hoorde slikt rookt speelt")
# Small words that are never a name in small letters, whatever stands before them.
NEVER = all_of(
    "des der die dat en of is was zei zegt van voor met op in aan te een de het ik jij je hij zij ze we wij u er"
    " dan toen nou nu eh uh ehm ook niet wel maar want dus als om bij tot naar heeft had heb hebben ging gaat kwam"
    " komt kon kan moet moest mag wil wilde wou zou zal werd wordt word deed doet zegt haar hem hun zijn mijn ons"
    " onze jullie altijd nooit weer nog al toch even gewoon heel zo hier daar waar wat wie hoe waarom wanneer"
    " thuis weg mee terug goed ja nee zelf samen alleen alles iets niks niets veel meer meest minder elke ieder"
    " iedereen eerst later straks vroeger vandaag gisteren hoor he belde vroeg dacht vond gaf kreeg liep zat stond"
    " bleef hielp ben bent waren leven hele eigen over onder tegen zonder kind kinderen moeder vader school huis"
    " werk dag jaar week maand tijd keer mensen man vrouw oma opa gezegd")
