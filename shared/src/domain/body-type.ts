import type { BodyType } from './car.ts'
import { firstMatch, wordPattern as w, type Rules } from './vocabulary.ts'

/** Canonical body types and how fifteen languages write them, most special first. */
export const bodyTypeRules: Rules<BodyType> = [
  [
    'motorcycle',
    w(
      'мото(?:цикл|ц|>)|motorcycl|motorrad|motorrader|motocik|motorbike|<moto>|<moto(?:rower|s)|скутер|scooter|мопед|moped|ендуро|эндуро|enduro|квадроцикл|чопер|motosiklet|chopper|спортбайк|naked bike|кросов\\p{L}+ мото',
    ),
  ],
  ['suv', w('suv ?/ ?gelande')],
  ['pickup', w('п[іи]кап|pick[ -]?up|picape')],
  ['liftback', w('л[іи]фтб[еэ]к|liftback|fastback|sportback')],
  [
    'suv',
    w(
      'позашляховик|внедорожник|крос+овер|<suv>|suvs?>|crossover|gelandewagen|tout[- ]?terrain|<4x4>|todo ?terreno|todocamino|fuoristrada|<джип|теренац|terenac|terenow|terenni|terepjar|arazi|terrangbil|off[- ]?road|terreinwagen|паркетник|високопрохідн',
    ),
  ],
  [
    'minivan',
    w(
      'м[іи]н[іи]в[еэ]н|mini[ -]?van|<mpv>|monospace|monovolum|van ?/ ?minibus|vans?/kleinbus|familienvan|компактв[еэ]н|kompaktvan|compact van|<people carrier|ванкомб|ван>(?!та)|jednoprostor',
    ),
  ],
  ['bus', w('(?<!м[іи]кро)автобус|(?<!mini)(?:<|auto|omni)bus>|autobuz|autobus|coach')],
  [
    'truck',
    w(
      'вантажівк|вантажний|грузовик|грузовой|тягач|самоскид|самосвал|<truck|<lkw>|lastbil|camion>|ciezarow|vrachtwagen|kamyon|бортов',
    ),
  ],
  [
    'van',
    w(
      'фургон|<van>|vans>|kastenwagen|transporter|fourgon|furgon|furgoneta|panel van|utilitaire|вантажопас|м[іи]кроавтобус|minibus|dostawcz|bestelwagen|комерц|veicolo commerciale|skap>|panelvan|каблук|kombi van',
    ),
  ],
  [
    'convertible',
    w(
      'кабр[іи]ол|cabrio|кабрио|convertible|roadster|родстер|спайдер|spider|spyder|descapotable|kabriolet|targa|decapot|cabriolet',
    ),
  ],
  ['coupe', w('купе>|<coupe|coupe>|<kupe|sportwagen/coupe|sports? car|cupe>')],
  [
    'wagon',
    w(
      'ун[іи]верс[ао]л|<комб[иі]|(?<!halv)kombi|break>|estate|touring>|<avant>|wagon|караван|karavan|caravan>|<familiar|sw>|variant>|<комбі|sportstourer|sports tourer|universal>',
    ),
  ],
  [
    'hatchback',
    w(
      '[хг][еэ]тч?[ -]?б[еэ]к|хечбек|hatch|citadine|kleinwagen|kompakt|compact|utilitaria|city ?car|schragheck|halvkombi|хечб|berline compacte|stadsauto|small car|супермини|3/5|5-?drzwi',
    ),
  ],
  ['limousine', w('л[іи]музин>|stretch')],
  ['sedan', w('седан|sedan|limousine|limuzin|limuzyn|berlin|saloon|stufenheck|sedan|4-?door|купе-седан')],
  ['other', w('інш|друг(?:ой|ое)|other|autre|andere|otro|altro|inny')],
]

/** A site's or a person's word for the body in the canonical vocabulary, or undefined. German "Limousine" is a sedan. */
export function parseBodyType(raw: string): BodyType | undefined {
  return firstMatch(raw, bodyTypeRules)
}
