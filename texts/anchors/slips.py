"""Slips of the pen that are no words of their own, each with the word that was meant, and short forms of a word.

Only what cannot be another word stands here: "hout" is wood, and not always a slip for "houdt". Without capitals and
accents, with straight apostrophes.
"""

from __future__ import annotations

_MEANT = """
    wordt: wort wordtt woordt; vindt: vint vinddt; ondervindt: ondervint; scheldt: schelt
    school: skool scool shool schooll sgool; schrijven: skrijven schijven srijven; schulden: shulden sculden skulden
    niet: nie neit; nooit: noit nooid; altijd: atijd altid altijt; misschien: mischien misschin misshien
    eigenlijk: eigelijk eigenlik egenlijk eigelik; natuurlijk: natuulijk natuurlik natuurlek
    moeilijk: moelijk moeijlijk moeielijk moeilik; makkelijk: makelijk makkelik; belangrijk: belangijk belanrijk
    waarschijnlijk: waarschijlijk waarschijnlik; onmiddellijk: onmiddelijk onmidellijk; duidelijk: duidelik
    sowieso: zowiezo sowiezo zowieso swieso; tegenwoordig: tegewoordig; vervelend: verveelend vervellend
    interessant: intressant interesant intresant; interesse: intresse; direct: direkt; contact: kontakt kontact contackt
    controle: kontrole; collega: kollega colega; sociaal: sosiaal; financieel: finacieel financeel
    hulpverlening: hulverlening hulpverlenning; begeleiding: begelijding begleiding; opleiding: opleding opleidig
    gemeente: gemeete gemente; uitkering: uitkeering uitkring; politie: polisie poltie; dokter: dockter
    psycholoog: psygoloog psicholoog psychloog; jeugdzorg: jeuchdzorg jeugzorg jeugtzorg; probleem: probleen probeem
    vertrouwen: vertouwen vetrouwen; zelfstandig: zelfstanig; veilig: vijlig; allemaal: alemaal allemal
    hebben: hebbe hebn; zeggen: zegge; kinderen: kindren; thuis: tuis
    receive: recieve; believe: beleive; definitely: definately; separate: seperate; until: untill; which: wich
    their: thier; friend: freind; government: goverment; weird: wierd; tomorrow: tommorow tomorow; always: allways
    really: realy; because: becuase becouse
"""
SLIPS = {slip: word for word, slips in (
    entry.split(":") for line in _MEANT.split("\n") for entry in line.strip().split("; ") if entry)
    for slip in slips.split()}

# Long and short forms of one word; "je" is not "jij", for it may be anybody. No apostrophe at either end.
_FORMS = "m'n mijn; z'n zijn; d'r haar; d'r er; t het; n een; k ik; m hem; ie hij; effe even; ze zij; we wij; me mij"
SAME = frozenset(frozenset(entry.split()) for entry in _FORMS.split("; "))
