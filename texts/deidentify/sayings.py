"""Small words by which a sentence goes on behind a number that counts nothing."""

from texts.deidentify.word_sets import all_of

GOES_ON = all_of(
    "voorbij gepasseerd en of toen maar dus nu want geworden ofzo of-zo hoor he ja eh uh uhm is was die dan als"
    " intussen ondertussen inmiddels bijna zei nou zeg moest ging kreeg mocht kwam heeft had wil woont zit gaat"
    " ben heb hoort slaapt blijft word wordt met ik we ze hij hoorde denk geloof misschien volgens leerde oud jong"
    " stopte begon werkte")
