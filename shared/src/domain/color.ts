import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

/** Canonical English colour words and how fifteen languages write them. */
export const colorRules: Rules<string> = [
  ['burgundy', w('бордов|бордо>|вишнев|bordeaux|burgund|bordo>|vinrod|maroon|wine')],
  ['turquoise', w('бірюз|бирюз|turquois|turkis|turkus|turcoaz|tirkiz|turkuaz')],
  [
    'purple',
    w('фіолет|фиолет|пурпур|purple|violet|lila>|viola>|fialov|morado|violet|paars|<mor>|лілов|баклажан'),
  ],
  ['orange', w('помаранч|оранж|orange|naranja|arancio|pomaranc|portocal|oranj|narandz|oranz|turuncu')],
  ['yellow', w('жовт|желт|yellow|gelb|jaune|amarill|giallo|zolt|galben|жълт|zut|zlut|<gul|<sari>|geel')],
  ['bronze', w('бронз|bronz')],
  ['gold', w('золот|gold|<or>|dore>|dorad|<oro>|zlot|auriu|злат|zlatn|zlat|altin')],
  [
    'silver',
    w('срібл|срібн|серебр|silver|silber|argent|platead|plata|srebrn|srebr|сребр|stribr|gumus|zilver|сталев'),
  ],
  [
    'grey',
    w(
      'сір(?:ий|а|ого)|сіро|серый|серая|серого|сив>|сива|grey|gray|grau|gris>|grigi|szar|<gri|siv[ai]>|<sed[ay]|<gra>|gra>|gris|grijs|графіт|графит|graphit|антрацит|anthrac|antrac|мокрий асф|мокрый асф|титан|сіра|хром',
    ),
  ],
  [
    'brown',
    w(
      'коричн|brown|braun|marron|brun>|marron|castan|brazow|maro>|кафяв|smed|braon|hned|kahve|bruin|шоколад|chocolate|mokka',
    ),
  ],
  ['beige', w('беж|beige|bez>|bej>|bezov|кремов|cream|пісочн|песочн')],
  ['pink', w('рожев|розов|pink|rosa|rose>|rozow|roz>|ruzov|pembe|roze')],
  ['green', w('зелен|green|grun|vert>|verde|zielon|zelen|grön|gron|yesil|groen|хакі|хаки|оливк')],
  [
    'blue',
    w(
      'син[ійиєяе]|синьо|блакит|голуб|blue|blau|bleu|azul|blu>|niebiesk|granat|albastr|син>|plav|modr|bla>|mavi|blauw|лазур|голуба',
    ),
  ],
  [
    'red',
    w(
      'червон|красн|red>|rot>|rouge|rojo|ross[oa]|czerwon|rosu|червен|crven|cerven|rod>|rott>|kirmizi|rood|вишня',
    ),
  ],
  [
    'white',
    w(
      'біл(?:ий|а|ого|осн)|біле|бел(?:ый|ая|ого)|white|weiss|weis|blanc|blanco|bianc|bial|alb>|бял|бяла|bijel|bel[ai]>|bil[ay]|vit>|beyaz|<wit>|перлам|pearl|perl',
    ),
  ],
  [
    'black',
    w(
      'чорн|черн|black|schwarz|noir|negr[oau]|nero|czarn|neagr|crn[ai]|cern[ay]|svart|siyah|zwart|черен|черна',
    ),
  ],
]

/** A site's or a person's word for the colour as one English colour word, or undefined. */
export function parseColor(raw: string): string | undefined {
  return firstMatch(raw, colorRules)
}
