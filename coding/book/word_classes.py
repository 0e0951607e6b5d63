"""Classes of words that phrases name with `@`, so that each is written once: who helps, who is helped, services."""

from __future__ import annotations


def _all(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Forms are found by themselves; the same word in Dutch and Flemish stands here side by side.
CLASSES: dict[str, tuple[str, ...]] = {
    "werker": _all(
        "coach gezinscoach begeleider begeleidster gezinsbegeleider gezinsbegeleidster hulpverlener hulpverleenster"
        " gezinswerker gezinswerkster werker assistent assistente brugfiguur buddy consulent casemanager"
        " contactpersoon gezinsondersteuner ondersteuner ambulant trajectbegeleider vertrouwenspersoon maatje mentor"
        " consulente hulpverlening helper helpster gezinshulp toeleider gezinsvoogd werkster"),
    "wie": _all(
        "ze zij hij haar hem die iemand ik we wij coach gezinscoach begeleider begeleidster hulpverlener gezinswerker"
        " werker assistente brugfiguur buddy consulent casemanager"),
    "gezin": _all(
        "gezin ouder moeder vader mama papa mens cliënt familie kind jongere bewoner zij ze hen hun ons mij me"),
    "dienst": _all(
        "school politie wijkagent ocmw clb gemeente stad corporatie woningcorporatie woningbouw"
        " huisvestingsmaatschappij woonmaatschappij jeugdzorg ggz cgg verpleegkundige consultatiebureau huisarts"
        " dokter ziekenhuis bewindvoerder vdab uwv crèche kinderopvang thuiszorg dienst organisatie instantie partner"
        " ketenpartner leerkracht juf meester directeur directrice directie zorgleerkracht zorgcoördinator"
        " leerlingbegeleider wijkteam leerplichtambtenaar hulpverlening netwerkpartner parket jeugdrechtbank"
        " jeugdbescherming wijkverpleegkundige reclassering straathoekwerker opbouwwerker ggd cjg caw mutualiteit zorg"
        " welzijn onderwijs sector agent woonconsulent jeugdwerker jeugdarts kinderarts verpleegster vroedvrouw"
        " kraamzorg voogd gezinsvoogd schuldhulpverlener schuldhulp kredietbank peuterspeelzaal psychiater psycholoog"
        " klas schooldirecteur huisbaas verhuurder"),
    "kind": _all(
        "kind zoon dochter kleine jongste oudste middelste gast jongen meisje baby peuter puber tweeling tiener"),
    "papier": _all(
        "post papier brief envelop formulier aanvraag administratie rekening factuur belasting aangifte document"
        " attest paperassen papierwerk briefwisseling aanmaning"),
    "plek": _all(
        "dokter ziekenhuis bank ocmw gemeente advocaat rechtbank huisarts loket winkel tandarts notaris vdab"
        " mutualiteit psycholoog oudercontact stadhuis gemeentehuis kinderarts consultatiebureau uwv apotheek crèche"
        " kinderopvang voedselbank kringloop kringwinkel containerpark zitting specialist bibliotheek vakbond politie"
        " ziekenfonds zorgverzekeraar woningcorporatie logopedist"),
    "ding": _all(
        "wasmachine koelkast ijskast diepvries fornuis kookvuur bed stapelbed matras fiets laptop computer bril"
        " stofzuiger meubel droogkast droger behang schoenen speelgoed kinderwagen buggy luier gordijn gsm rijles"
        " rijbewijs naaimachine tapijt kachel verwarming container wasmachien frigo microgolfoven oven vaatwasser jas"
        " winterjas kleren dekbed boekentas schooltas schoolspullen tablet wieg autostoel bureau verf tafel zetel"
        " lamp"),
    "weer": _all(
        "weer opnieuw terug wederom telkens"),
    "nu": _all(
        "nu intussen inmiddels ondertussen vandaag tegenwoordig sindsdien nou"),
}
