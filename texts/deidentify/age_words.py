"""Words around a number that make it an age, or how long something took."""

from pilot.vocabulary import calendar
from texts.deidentify.word_sets import all_of

# They may stand between who is so old and how old.
BETWEEN = all_of(
    "ik jij je hij ze zij we wij u ie die nu pas net al toen bijna nog maar eh uh dan ook zelf ja ongeveer rond"
    " rondom ondertussen intussen inmiddels amper nauwelijks hooguit volgende vorige komende maand week jaar"
    " straks binnenkort volgend vorig aankomend geen morgen vandaag gisteren mijn haar zijn zoon dochter kind zo'n"
    " even er een of in de begin eind einde midden half achter ergens dus toch alweer weer geloof misschien denk"
    " zoon zo rond verleden jullie hun allebei beide sinds kort oud ge gij d'r 'r maar zal zullen mij net iets"
    " deze zomer winter lente herfst najaar voorjaar toevallig hoogstens minstens zowat wellicht zeker minimaal"
    " maximaal krap dik ruim eigenlijk gewoon immers natuurlijk haast precies"
    " dit exact blijkbaar tenslotte inderdaad officieel echt") | {
        *calendar.MONTHS["nl"], *calendar.WEEKDAYS["nl"]}
# Who may be so old.
SOMEBODY = all_of(
    "zoon zoontje zonen dochter dochtertje dochters meisje meisjes jongen jongens jongetje jongetjes kind kindje"
    " kinderen kleinkind kleinkinderen kleinzoon kleindochter man vrouw broer broertje zus zusje zussen baby"
    " peuter kleuter puber tiener oudste jongste middelste tweeling iemand neef neefje nicht nichtje vent gast ene"
    " moeder vader mama papa mam pa ma oma opa tante oom nonkel meiden meid gasten manneke meiske mannen vrouwen"
    " kleinste grootste dreumes schoonmoeder schoonvader kleine kleintje ouder pleegkind stiefzoon stiefdochter kids"
    " gastje ventje"
    " mens mensen persoon moeders vaders ouders ventjes mannekes meiskes kleuters peuters pubers tieners jongeren"
    " baby's baby'tje baby'tjes oma's opa's zoons kleintjes kindjes vriend vriendin buurman"
    " buurvrouw collega leerling leerlingen scholier"
    " brugklasser student studente jongeman dame heer meneer mevrouw buurmeisje buurjongen client klant patient weduwe"
    " weduwnaar alleenstaande stagiaire vriendje vriendinnetje kleinkindje kleindochtertje zoontjes knul meid madam")
# Behind a number of years: how long something took, not how old somebody is.
HOW_LONG = all_of(
    "geleden terug lang getrouwd samen gescheiden weg bezig geweest werkloos dakloos clean in bij voor aan later"
    " verder hier daar ziek thuis coach gestopt nuchter gewacht dood overleden op wachten ouder jonger ertussen"
    " onderweg alleen over gewoond gewerkt opgesloten vast lid nodig garantie zwanger na van bij elkaar zonder met")
# Somebody is, was or becomes so old.
BEING = all_of("ben bent is was waren zijn word wordt werd werden worden geworden wordend was'k ben'k wordt-ie"
                " telt zijt waart wierd wieren is'm was'm")
