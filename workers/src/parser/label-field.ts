import { labelField as labelOf } from '@cartie/shared/domain/spec-labels'
import type { RawField } from './raw-field.ts'

const renamed: Record<string, RawField> = {
  priceMinor: 'price',
  mileageKm: 'mileage',
  engineVolumeL: 'engineVolume',
  powerHp: 'power',
}
/** Labels that name no field of their own vocabulary, or a finer one. */
const own: Record<string, RawField> = {
  seri: 'model',
  seria: 'model',
  serie: 'model',
  series: 'model',
  'модельний ряд': 'model',
  'модельный ряд': 'model',
  двигун: 'engine',
  двигатель: 'engine',
  engine: 'engine',
  motor: 'engine',
  silnik: 'engine',
  motore: 'engine',
  moteur: 'engine',
  miltal: 'mileage',
  mil: 'mileage',
  км: 'mileage',
  km: 'mileage',
  kilometers: 'mileage',
  kms: 'mileage',
  trim: 'version',
  version: 'version',
  versione: 'version',
  finition: 'version',
  wersja: 'version',
  versión: 'version',
  derivative: 'version',
  комплектація: 'version',
  модифікація: 'version',
  kimden: 'sellerKind',
  'seller type': 'sellerKind',
  anbietertyp: 'sellerKind',
  vendeur: 'sellerKind',
  venditore: 'sellerKind',
  oferta: 'sellerKind',
  'oferta od': 'sellerKind',
  'oferit de': 'sellerKind',
  'stock number': 'id',
  'stock #': 'id',
  'ilan no': 'id',
  referenz: 'id',
  'interior color': 'id',
  'interior colour': 'id',
  innenfarbe: 'id',
  'колір салону': 'id',
  'цвет салона': 'id',
  gears: 'transmission',
  'first registration': 'year',
  'date of first registration': 'year',
  registered: 'year',
  'reg. date': 'year',
  reg: 'year',
  'ilan tarihi': 'postedAt',
  'date posted': 'postedAt',
  inserted: 'postedAt',
}
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
  if (cache.size > 20_000) cache.clear()
  cache.set(label, field ?? null)
  return field
}

function look(label: string): RawField | undefined {
  if (!/\p{L}{2}/u.test(label) || /[€$£]|\d{3}|[!;]/.test(label) || label.split(/\s+/).length > 5)
    return undefined
  const bare = label
    .toLowerCase()
    .replace(/[\s:：*.]+$/g, '')
    .trim()
  const special = own[bare]
  if (special !== undefined) return special
  if (places.test(bare)) return 'location'
  const field = labelOf(label)
  if (field === 'location') return undefined
  return field === undefined || field === 'currency' ? undefined : (renamed[field] ?? (field as RawField))
}
