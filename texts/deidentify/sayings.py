"""Small words by which a sentence goes on behind a number that counts nothing, and shops that are in every town."""

from texts.deidentify.word_sets import all_of

GOES_ON = all_of(
    "voorbij gepasseerd en of toen maar dus nu want geworden ofzo of-zo hoor he ja eh uh uhm is was die dan als"
    " intussen ondertussen inmiddels bijna zei nou zeg moest ging kreeg mocht kwam heeft had wil woont zit gaat"
    " ben heb hoort slaapt blijft word wordt met ik we ze hij hoorde denk geloof misschien volgens leerde oud jong"
    " stopte begon werkte zo schat")
# By their first word. Everybody buys there; only who works there is known by it.
CHAINS = all_of(
    "albert jumbo lidl aldi plus dirk hoogvliet colruyt delhaize carrefour spar hema action kruidvat etos blokker"
    " zeeman wibra kringloop ikea gamma praxis hubo brico mcdonald's coolblue wehkamp postnl bpost dhl")
