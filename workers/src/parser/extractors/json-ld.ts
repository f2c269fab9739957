import type { Extractor } from '@cartie/shared/domain/car'
import { parseMileageKm } from '@cartie/shared/domain/mileage'
import type { Evidence } from '../evidence.ts'
import { addRaw } from '../interpret.ts'
import type { PageContext } from '../page-context.ts'
import { keyField } from '../raw-field.ts'
import type { RawField } from '../raw-field.ts'
import { labelField } from '../label-field.ts'
import { distinctPhotos, photosIn } from './images.ts'
import type { JsValue } from './js-literal.ts'
import { isCarType, isNode, isProductType, listOf, textOf, typesOf } from './ld-nodes.ts'
import type { LdNode } from './ld-nodes.ts'

const simple = Object.entries<RawField>({
  vehicleIdentificationNumber: 'vin',
  fuelType: 'fuel',
  vehicleTransmission: 'transmission',
  bodyType: 'bodyType',
  color: 'color',
  vehicleModelDate: 'year',
  driveWheelConfiguration: 'drive',
  itemCondition: 'condition',
  description: 'description',
  availability: 'status',
})
const years = [
  'vehicleModelDate',
  'modelDate',
  'productionDate',
  'dateVehicleFirstRegistered',
  'releaseDate',
  'modelYear',
  'year',
] as const
const instalment = /month|week|installment|lease|rent|downpayment|finance/i

/** `{value, unitCode}` or a text: the number and its UN/CEFACT unit or printed unit. */
function quantity(v: JsValue): { text: string; unit: string } | undefined {
  const first = Array.isArray(v) ? v[0] : v
  if (isNode(first)) {
    const text = textOf(first['value'] ?? first['minValue'] ?? first['name'])
    return text === undefined
      ? undefined
      : { text, unit: String(first['unitCode'] ?? first['unitText'] ?? '') }
  }
  const text = textOf(first)
  return text === undefined ? undefined : { text, unit: '' }
}

function addMileage(car: Evidence, v: JsValue, by: Extractor, page: PageContext, confidence: number): void {
  const q = quantity(v)
  if (!q) return
  const unit = /SMI|mile|^mi$/i.test(q.unit)
    ? 'mi'
    : /KMT|km|kilo/i.test(q.unit)
      ? 'km'
      : page.mileageUnit === 'mil' && !q.unit
        ? 'mil'
        : page.mileageUnit === 'mi' && !q.unit
          ? 'mi'
          : 'km'
  const number = /^\d+(?:\.\d+)?$/.test(q.text.trim()) ? String(Math.round(Number(q.text))) : q.text
  car.add('mileageKm', parseMileageKm(number, { unit }), `${q.text} ${q.unit}`, by, confidence)
}

function addEngine(car: Evidence, v: JsValue, by: Extractor, page: PageContext, confidence: number): void {
  for (const engine of listOf(v)) {
    if (typeof engine === 'string') addRaw(car, 'engine', engine, by, confidence - 0.2, page)
    if (!isNode(engine)) continue
    const volume = quantity(engine['engineDisplacement'])
    if (volume) {
      const unit = /CMQ|cc|cm/i.test(volume.unit) ? ' cc' : /LTR|l/i.test(volume.unit) ? ' l' : ''
      addRaw(
        car,
        'engineVolume',
        unit && /^[\d.]+$/.test(volume.text) ? `${volume.text}${unit}` : volume.text,
        by,
        confidence,
        page,
      )
    }
    const power = quantity(engine['enginePower'])
    if (power) addRaw(car, /KWT|kw/i.test(power.unit) ? 'powerKw' : 'power', power.text, by, confidence, page)
    const fuel = textOf(engine['fuelType'])
    if (fuel) addRaw(car, 'fuel', fuel, by, confidence, page)
    const name = textOf(engine['name'])
    if (name) addRaw(car, 'engine', name, by, confidence - 0.2, page)
  }
}

function addSeller(car: Evidence, v: JsValue, by: Extractor, page: PageContext, confidence: number): void {
  const node = listOf(v).find(isNode)
  if (!node) {
    if (typeof v === 'string') addRaw(car, 'sellerName', v, by, confidence, page)
    return
  }
  const name = textOf(node['name'])
  if (name) addRaw(car, 'sellerName', name, by, confidence, page)
  const contact = listOf(node['contactPoint']).find(isNode)
  const phone = textOf(node['telephone'] ?? contact?.['telephone'])
  if (phone) addRaw(car, 'sellerPhone', phone, by, confidence, page)
  if (typesOf(node).some((t) => t.includes('dealer')))
    car.add('sellerKind', 'dealer', node['@type'], by, confidence)
  else if (typesOf(node).includes('person')) car.add('sellerKind', 'private', node['@type'], by, confidence)
  addPlace(car, node['address'] ?? node['location'], by, page, confidence)
}

function addPlace(car: Evidence, v: JsValue, by: Extractor, page: PageContext, confidence: number): void {
  const first = Array.isArray(v) ? v[0] : v
  if (typeof first === 'string') return addRaw(car, 'location', first, by, confidence - 0.1, page)
  if (!isNode(first)) return
  if (isNode(first['address'])) return addPlace(car, first['address'], by, page, confidence)
  const place = textOf(first['addressLocality'] ?? first['name'] ?? first['addressRegion'])
  if (place) addRaw(car, 'location', place, by, confidence, page)
}

function addOffer(car: Evidence, offer: LdNode, by: Extractor, page: PageContext, confidence: number): void {
  const specs = listOf(offer['priceSpecification']).filter(isNode)
  const spec =
    specs.find(
      (s) =>
        !instalment.test(JSON.stringify(s['priceType'] ?? s['name'] ?? s['unitText'] ?? s['@type'] ?? '')),
    ) ?? specs[0]
  const currency = textOf(offer['priceCurrency'] ?? spec?.['priceCurrency'])
  const price = textOf(offer['price'] ?? spec?.['price'] ?? spec?.['minPrice'])
  if (price !== undefined) addRaw(car, 'price', price, by, confidence, page, currency)
  else if (typesOf(offer).includes('aggregateoffer')) {
    const low = textOf(offer['lowPrice'])
    const single =
      low !== undefined &&
      (offer['highPrice'] === undefined ||
        textOf(offer['highPrice']) === low ||
        textOf(offer['offerCount']) === '1')
    if (single) addRaw(car, 'price', low, by, confidence - 0.05, page, currency)
    for (const inner of listOf(offer['offers']).filter(isNode).slice(0, 1))
      addOffer(car, inner, by, page, confidence - 0.05)
  }
  const state = textOf(offer['availability'])
  if (state) addRaw(car, 'status', state, by, confidence, page)
  const condition = textOf(offer['itemCondition'])
  if (condition) addRaw(car, 'condition', condition, by, confidence, page)
  addSeller(car, offer['seller'] ?? offer['offeredBy'], by, page, confidence)
  addPlace(car, offer['availableAtOrFrom'] ?? offer['areaServed'], by, page, confidence - 0.05)
}

/** Reads one JSON-LD node of a car, a product or an offer into the evidence. */
export function readLdCar(
  node: LdNode,
  car: Evidence,
  page: PageContext,
  confidence = 0.9,
  by: Extractor = 'json_ld',
  depth = 0,
): { id?: string; url?: string } {
  const vehicle = isCarType(node)
  const put = (field: RawField, v: JsValue, minus = 0) => {
    const text = textOf(v)
    if (text !== undefined) addRaw(car, field, text, by, confidence - minus, page)
  }
  put('title', node['name'], 0.08)
  put('make', node['brand'] ?? node['manufacturer'] ?? node['make'])
  put('model', node['model'], vehicle ? 0 : 0.1)
  put('version', node['vehicleConfiguration'])
  years.forEach((key, i) => put('year', node[key], i * 0.02))
  for (const [key, field] of simple) put(field, node[key])
  addMileage(car, node['mileageFromOdometer'] ?? node['mileage'], by, page, confidence)
  addEngine(car, node['vehicleEngine'], by, page, confidence)
  if (node['engineDisplacement'] ?? node['enginePower'])
    addEngine(
      car,
      { engineDisplacement: node['engineDisplacement'], enginePower: node['enginePower'] },
      by,
      page,
      confidence,
    )
  const photos = photosIn(node['image'] ?? node['photo'] ?? node['photos'])
  if (photos.length) car.add('images', distinctPhotos(photos, page.base), photos[0], by, confidence)
  for (const extra of listOf(node['additionalProperty']).filter(isNode)) {
    const name = textOf(extra['name'] ?? extra['propertyID'])
    const field = name === undefined ? undefined : (keyField(name) ?? labelField(name))
    const value = textOf(extra['value'])
    if (field !== undefined && value !== undefined && field !== 'id' && field !== 'url') {
      addRaw(
        car,
        field,
        `${value}${/^[\d.]+$/.test(value) && extra['unitText'] ? ` ${String(extra['unitText'])}` : ''}`,
        by,
        confidence - 0.05,
        page,
      )
    }
  }
  if (typesOf(node).some((t) => t === 'offer' || t === 'offerforpurchase'))
    addOffer(car, node, by, page, confidence)
  for (const offer of listOf(node['offers']).filter(isNode).slice(0, 3)) {
    addOffer(car, offer, by, page, confidence)
    if (depth < 3 && isNode(offer['itemOffered']))
      readLdCar(offer['itemOffered'], car, page, confidence + 0.02, by, depth + 1)
  }
  for (const inner of [node['itemOffered'], node['mainEntity'], node['vehicle'], node['about']]) {
    if (depth < 3 && isNode(inner) && (isCarType(inner) || isProductType(inner)))
      readLdCar(inner, car, page, confidence + 0.02, by, depth + 1)
  }
  addSeller(car, node['seller'] ?? node['offeredBy'], by, page, confidence)
  addPlace(car, node['address'] ?? node['location'] ?? node['contentLocation'], by, page, confidence - 0.05)
  const offer = listOf(node['offers']).find(isNode)
  const id = textOf(
    node['sku'] ??
      node['productID'] ??
      node['identifier'] ??
      (typeof node['@id'] === 'string' && !node['@id'].includes('/') ? node['@id'] : undefined),
  )
  const url = textOf(
    node['url'] ??
      offer?.['url'] ??
      (typeof node['@id'] === 'string' && /^https?:/.test(node['@id']) ? node['@id'] : undefined),
  )
  return { ...(id ? { id } : {}), ...(url ? { url } : {}) }
}
