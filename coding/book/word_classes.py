"""Classes of words that phrases name with `@`, so that each is written once: who helps, who is helped, services."""

from __future__ import annotations


def _all(words: str) -> tuple[str, ...]:
    return tuple(words.split())


# Forms are found by themselves; the same word in Dutch and Flemish stands here side by side.
CLASSES: dict[str, tuple[str, ...]] = {
    "werker": _all(
        "coach gezinscoach begeleider begeleidster gezinsbegeleider gezinsbegeleidster hulpverlener hulpverleenster"
        " gezinswerker gezinswerkster werker assistent assistente brugfiguur buddy consulent casemanager"
        " contactpersoon gezinsondersteuner ondersteuner ambulant trajectbegeleider vertrouwenspersoon"),
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
        " welzijn onderwijs sector"),
    "ding": _all(
        "wasmachine koelkast ijskast diepvries fornuis kookvuur bed stapelbed matras fiets laptop computer bril"
        " stofzuiger meubel droogkast droger behang schoenen speelgoed kinderwagen buggy luier gordijn gsm rijles"
        " rijbewijs naaimachine tapijt kachel verwarming container"),
    "weer": _all(
        "weer opnieuw terug wederom telkens"),
    "nu": _all(
        "nu intussen inmiddels ondertussen vandaag tegenwoordig sindsdien"),
}
