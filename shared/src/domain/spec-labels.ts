import type { CarField } from './car.ts'
import { fold } from './fold.ts'
import { wordPattern as w } from './vocabulary.ts'

/** Labels that look like a field and are none: ranges, consumption, rates, deposits, old and net prices. */
const traps = w(
  'range|reichweite|autonom[iy]|запас ходу|запас хода|zasieg|rackvidd|actieradius|menzil|dojezd|consum|verbrauch|витрат|расход|zuzycie|spotreb|forbruk|potrosnja|разход|forbrukning|co ?2|emission|викид|выброс|warrant|garant|гарант|jamstvo|month|monat|mensual|mensil|mois|mies|місяц|месяц|manad|maand|mesec|<rate>|raty|leas|лізинг|лизинг|kredit|кредит|credit|finanz|financ|внесок|взнос|deposit|anzahlung|old price|alter preis|стара ціна|старая цена|<uvp>|neupreis|new price|list price|<msrp>|net price|netto|excl|<нетто|price drop|знижк|скидк|discount|rabatt|tax|steuer|податок|налог|vignette|insurance|versicher|страх|service|serwis|last|обслуг|інтервал|number of|anzahl|кількість|количество|liczba|antal|nombre de|numero de|numarul|broj |pocet|seats|doors|двер|місц|мест|tank|бак|battery|batter|акб|акум|торг|обмін|обмен|exchange|trade|weight|gewicht|маса|вага|масса|length|width|height|розгін|разгон|0-100|acceler|top speed|max\\p{L}* (?:speed|швид)|швидкіст|скорост[ьи]>|geschwind|torque|drehmoment|момент|euro ?\\d|emissions?klasse|norma|standard|interior|innen|салон|оббив|обив|upholster|polster|tapicer|klima|кондиц|airbag|parking|wheelbase|колісна база|клас|kwh|ncap|previous|former|history|історі|истори|owners?|власник|владел|vorbesitzer|halter|registered in|country|країна|страна|kraj|land>|origin|herkunft|laut herstell|platform|fiscal|plate|номерн|registration (?:no|number|plate)|inspect|hauptuntersuchung|<hu>|<tuv|техогляд|техосмотр|itv|viewed|views|перегляд|просмотр|updated|оновлен|обновл|added|published|добавлен|дата|fuel (?:tank|economy|type code)|norm|cylind|цилінд|цилиндр|gears|кількість передач|liczba biegow|speeds|boot|trunk|kofferraum|багаж',
)

const labels: readonly (readonly [LabelledField, RegExp])[] = [
  [
    'vin',
    w(
      '^vin>|vin[ -]?(?:код|code|nummer|number|номер)|^він(?:[ -]?код)?>|^вин(?:[ -]?код)?>|fahrgestell|fgstnr|chassis|numer vin|bastidor|telaio|sasie|шаси|sasij|^fin$|karoserie vin',
    ),
  ],
  [
    'sellerPhone',
    w('телефон|phone|telefon|tel\\.?>|telefono|telephone|<тел>|mobil|contact number|контакт\\p{L}* номер'),
  ],
  [
    'engineVolumeL',
    w(
      "об'?є?[еєї]?м|объем|обьем|litr|литраж|hubraum|displacement|cubic|cilindr|cylindree|cilindrada|cilindrata|pojemnosc|capacit\\p{L}* (?:cilindr|motor)|engine (?:size|capacity|volume|displ)|zapremin|kubikaza|кубатура|кубик|kubatura|motorvolym|slagvolum|motor hacmi|cilinderinhoud|objem|zdvih|volume|двигун, л|куб\\. ?см|volum|cmc",
    ),
  ],
  [
    'powerHp',
    w(
      'потужн|мощн|power|leistung|puissance|potencia|potenza|<moc|putere|snaga|vykon|effekt|hastkraft|motor gucu|vermogen|кінськ|лошад|horsepower|<hp>|^ps$|^kw|cavalli|konjsk|konskih|bhp',
    ),
  ],
  [
    'mileageKm',
    w(
      'пробіг|пробег|probig|probeg|mileage|odometer|одометр|kilomet|^km>|kilomet(?:er|r)stand|laufleist|kilometrage|kilometraje|chilometr|przebieg|rulaj|kilometraza|kilometraz|prijeden|najezd|najeto|stav tacho|miltal|mätarst|matarst|tachometer|tellerstand|kilomet|miles>|km ?stand|км>',
    ),
  ],
  [
    'year',
    w(
      '^рік>|рік (?:вип|вир)|^год>|год (?:вып|выр|произ)|year|baujahr|erstzulass|first regist|registration|1st reg|annee|mise en circ|<ano>|ano de|anno|immatricol|matricul|rok (?:prod|vyr)|^rok>|<an>|an (?:de )?(?:fabr|productie)|anul|fabricatie|година|произвед|godin|godiste|model ?yil|<yil>|uvedeni|v provozu|modellar|arsmodell|årsmodell|bouwjaar|дата випуску|дата на произв|в експлуатац|first use|production date|ez$|^ez>|date of manuf|рок вип|провозу|registrace',
    ),
  ],
  [
    'transmission',
    w(
      'коробк|кпп|трансміс|трансмис|transmis|gearbox|getriebe|schaltung|boite|vitesse|cambio|skrzynia|cutie|скоростна|mjenjac|menjac|prevodovka|vaxellad|versnelling|vites|gear ?type|^gears?$|тип кпп|schakel',
    ),
  ],
  [
    'fuel',
    w(
      'паливо|палив|пальн|топлив|fuel|kraftstoff|carburant|combustib|carburante|aliment|paliw|combustibil|горив|goriv|palivo|drivmedel|brandstof|yakit|treibstoff|тип двигуна|тип двигателя|вид двигат|двигател$|engine type|motortyp|motorart|^motor$|^двигун$|^двигател[ьи]?$|^engine$|energie|energia|bransle|енергія',
    ),
  ],
  [
    'drive',
    w(
      'привід|привод|приво|drive ?(?:train|type|wheel)?>|^drive|antrieb|transmission type drive|traccion|trazione|naped|tractiune|pogon|pohon|drivhjul|drivning|aandrijving|cekis|roues? motrice|задвиж|nap[eę]d',
    ),
  ],
  [
    'bodyType',
    w(
      'кузов|body|karosser|aufbau|fahrzeugtyp|carrosserie|carroceria|carrozzeria|nadwozi|caroserie|категория|каросери|karoser|kaross|kasa tipi|fahrzeugkategorie|vehicle type|type de vehicule|тип авто|kategorie|biltyp|carrosserie',
    ),
  ],
  ['color', w('колір|цвет|colou?r|farbe|couleur|kolor|culoare|цвят|boja|barva|farg|renk|kleur|lackier')],
  [
    'condition',
    w(
      '^стан|состояние|condition|zustand|etat|estado|stato|stan>|stan pojazdu|stare>|stanje|състояние|^stav|skick|staat|durum|fahrzeugzustand|пошкодж|поврежд|damage|uszkodz',
    ),
  ],
  [
    'price',
    w(
      'ціна|цена|price|preis|prix|precio|prezzo|^cena|pret>|pris>|prijs|fiyat|cijena|kaina|вартість|стоимость|kaufpreis|asking',
    ),
  ],
  [
    'location',
    w(
      'місто|город|city|ort>|standort|ville|ubicacion|ciudad|citta|miasto|oras|grad>|lokacija|lokalit|location|localis|локац|місцезнах|местонах|регіон|регион|region|область|адрес|address|adres|адреса|населен|ort|plats|konum|plaats|provinc|mesto>',
    ),
  ],
  [
    'sellerName',
    w(
      'продавець|продавец|seller|verkaufer|vendeur|vendedor|venditore|sprzedaw|vanzator|prodavac|prodejce|saljare|verkoper|satici|dealer|anbieter|автосалон|контактна особа',
    ),
  ],
  [
    'make',
    w(
      '^марка|^make|^brand|^marke|^marque|^marca|^marka|^manufacturer|^hersteller|^producent|^proizvod|^znacka|^marke|^merk|виробник|производител|^бренд|^fabricant|manufactur|^znamka',
    ),
  ],
  ['model', w('^модел|^model|^modell|^modele|^modelo|^modello|модель авто|vehicle model')],
]

/** A field that a label of a specification table may name; `price` stands for amount and currency together. */
export type LabelledField = CarField | 'price'

/**
 * The field that a label of a specification table names, in fifteen languages, or undefined. What only looks
 * like a field (electric range, consumption, CO2, warranty, monthly rate, deposit, old or net price) is none.
 */
export function labelField(label: string): LabelledField | undefined {
  const folded = fold(label.slice(0, 120))
    .replace(/[\s:*–-]+$/g, '')
    .trim()
  if (!folded || folded.length > 60 || traps.test(folded)) return undefined
  return labels.find(([, pattern]) => pattern.test(folded))?.[0]
}
