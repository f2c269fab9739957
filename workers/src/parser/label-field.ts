import { labelField as labelOf } from '@cartie/shared/domain/spec-labels'
import { detached } from './raw-field.ts'
import type { RawField } from './raw-field.ts'

const renamed: Record<string, RawField> = {
  priceMinor: 'price',
  mileageKm: 'mileage',
  engineVolumeL: 'engineVolume',
  powerHp: 'power',
}
/** Labels that name no field of their own vocabulary, or a finer one. */
const spelled: Partial<Record<RawField, string>> = {
  make: 'gyártmány|μάρκα|výrobce|bilmärke|fabrikat|markė|merkki|gamintojas',
  model: 'seri|seria|serie|series|модельний ряд|модельный ряд|μοντέλο|malli|серія|modelis|mudel|típus',
  year: 'first registration|date of first registration|registered|reg. date|reg|date de 1ère mise en circulation|1ère mise en circulation|mise en circulation|дата на производство|årgang|évjárat|έτος|pagaminimo metai|pagaminimo data|vuosimalli|1. registreringsår|första registreringsdatum|tillverkningsår|vyrobeno|pirmā reģistrācija|izlaiduma gads|дата випуску|χρονολογία|esmane reg|väljalaskeaasta|v provozu od|uvedení do provozu|mês/ano|model year|erstzulassung (ez)|ez|1. reg|første registrering|age|pirma registracija|letnik|letnik avta|prva registracija|pirmoji registracija',
  mileage: 'miltal|mil|mätarställning|miles',
  mileageKm:
    'км|km|kilometers|kms|laufleistung|kørt|kørt km|kørte km|tachometr|χιλιόμετρα|rida|prevoženi km|prevoženih km|prešao kilometara|nobraukums|nobraukums, km|mittarilukema|quilómetros|läbisõit|läbisõidumõõdiku näit|km-stand|ajokilometrit|hodometr|kilometrit',
  fuel: 'drivstoff|drivmiddel|üzemanyag|καύσιμο|kuro tipas|dzinējs|polttoaine|käyttövoima|kütus|combustível|degalai|motorisation|energia|energie|énergie',
  transmission:
    'menjalnik|mjenjač|menjač|gears|girkasse|sebességváltó|sebességváltó fajtája|σασμάν|κιβώτιο|κιβώτιο ταχυτήτων|pavarų dėžė|ātrumkārba|ātr.kārba|vaihteisto|käigukast|caixa|caixa de velocidades|tipo de caixa|gear|geartype|váltó',
  bodyType:
    'tip|kivitel|αμάξωμα|kėbulo tipas|virsbūve|virsbūves tips|korimalli|keretüüp|segmento|segment|tipo de vehículo|karosseri',
  drive:
    'traction|drivlina|hjuldrift|hajtás|κίνηση|varantieji ratai|vetotapa|transmission type (drive)|vedav sild|wheel drive',
  engineVolume:
    'cylindrée|hengerűrtartalom|κυβικά|darbinis tūris|slagvolum|motorstørrelse|cc|tilavuus|moottorin tilavuus',
  power: 'teljesítmény|ιπποδύναμη|ίπποι|galia|teho|hk|effekt/hk|puissance fiscale (ch)',
  color: 'szín|χρώμα|spalva|krāsa|väri|värvus|cor',
  vin: 'číslo karoserie|šasija|chassisnr. (vin)|alvázszám|vin kood',
  price:
    'vételár|τιμή|hinta|kontantpris|totalpris|hind|preço|cash price|our price|sale price|pris inkl. omreg.',
  location: 'στην περιοχή|περιοχή|miestas|vieta',
  engine: 'двигун|двигатель|engine|motor|silnik|motore|moteur|motorgröße|moottori|variklis|mootor|κινητήρας',
  version:
    'trim|version|versione|finition|wersja|versión|derivative|комплектація|модифікація|variant|varustelu|variante|verzia|výbava',
  sellerKind:
    'kimden|seller type|anbietertyp|vendeur|venditore|oferta|oferta od|oferit de|tipo de anunciante|anbieter|anunciante',
  postedAt: 'ilan tarihi|date posted|inserted',
  id: 'stock number|stock #|ilan no|referenz|interior color|interior colour|innenfarbe|колір салону|цвет салона|couleur intérieure|color interior|colore interni|type of drive assistance|max speed|previous owners',
}
const own = new Map<string, RawField>()
for (const [field, labels] of Object.entries(spelled))
  for (const label of labels.split('|')) own.set(label, field as RawField)
/** The names of a search form's fields, of menus and of what is only near a field. */
const none =
  /^(?:min|max|from|to|von|bis|od|do|de|à|від|от|до)[ .]|[ .](?:from|to|range|shop|code|list|index|assist\p{L}*|guide|news|reviews?|search)$|beschreibung|^(?:marken|modelle|models|makes|brands|marques|марки|моделі|модели)$/iu
/** "City" is also a kind of driving and "place" a seat: only these stand for where the car is. */
const places =
  /^(?:(?:vehicle|car|item|ad|seller|dealer)\s)?(?:location|city|town|region|county|address|місто|город|регіон|регион|область|місцезнаходження|местонахождение|розташування|адреса|адрес|ort|standort|plz\/ort|fahrzeugstandort|ville|localisation|localité|lieu|département|ubicación|ciudad|localidad|provincia|población|città|località|luogo|regione|miasto|lokalizacja|województwo|oraș|localitate|localitatea|județ|град|населено място|област|местоположение|lokacija|mjesto|mesto|grad|plaats|woonplaats|locatie|stad|sted|kommune|postort|län|il|şehir|konum|adresse|adres|lokalita|okres|kraj|helység|település|localização|cidade|distrito|concelho|sijainti|paikkakunta|standort des fahrzeugs|местонахождение авто|де знаходиться)$/u
const cache = new Map<string, RawField | null>()

/** What a label of a specification table is about; undefined for a text that is no label of a car. */
export function labelField(label: string): RawField | undefined {
  if (label.length < 2 || label.length > 40) return undefined
  const known = cache.get(label)
  if (known !== undefined) return known ?? undefined
  const field = look(label)
  if (cache.size > 5_000) cache.clear()
  cache.set(detached(label), field ?? null)
  return field
}

function look(label: string): RawField | undefined {
  const bare = label
    .toLowerCase()
    .replace(/[\s:：*.]+$/g, '')
    .trim()
  const special = own.get(bare)
  if (special !== undefined) return special
  if (!/\p{L}{2}/u.test(label) || /[€$£!;]|\d/.test(label) || label.split(/\s+/).length > 5) return undefined
  if (places.test(bare)) return 'location'
  if (none.test(bare)) return undefined
  const field = labelOf(label)
  if (field === 'location' || field === undefined || field === 'currency') return undefined
  return renamed[field] ?? (field as RawField)
}
