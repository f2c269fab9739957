import { parseBodyType } from '@cartie/shared/domain/body-type'
import {
  fuels,
  bodyTypes,
  conditions,
  drives,
  listingStatuses,
  sellerKinds,
  transmissions,
} from '@cartie/shared/domain/car'
import type { ListingStatus, SellerKind } from '@cartie/shared/domain/car'
import { parseCondition } from '@cartie/shared/domain/condition'
import { parseDrive } from '@cartie/shared/domain/drive'
import { parseEngineVolumeL, parsePowerHp } from '@cartie/shared/domain/engine'
import { parseFuel } from '@cartie/shared/domain/fuel'
import { canonicalMake, canonicalModel } from '@cartie/shared/domain/makes'
import { parseMileageKm } from '@cartie/shared/domain/mileage'
import { normalizePhone } from '@cartie/shared/domain/phone'
import { parseTransmission } from '@cartie/shared/domain/transmission'
import { isVin } from '@cartie/shared/domain/vin'
import { parseYear } from '@cartie/shared/domain/year'
import type { ListingCreate } from '@cartie/shared/schemas/listing'
import type { Mapping, ReadRow } from '#lib/csv/table-kind.ts'
import type { CsvTarget } from './csv-columns.ts'
import { readPrice } from './price-text.ts'

type CsvRow = ReadRow<ListingCreate, CsvTarget>

/**
 * Reads one row of a table as a car. Amounts, distances and words may be in any form that people write; what
 * can't be read is told and left empty, never guessed. A row without a title, make or model is no car.
 */
export function readRow(cells: readonly string[], mapping: Mapping<CsvTarget>, currency: string): CsvRow {
  const unread: CsvRow['unread'] = []
  const car: Partial<ListingCreate> = {}
  const text = (target: CsvTarget): string => {
    const at = mapping.indexOf(target)
    return at < 0 ? '' : (cells[at]?.trim() ?? '')
  }
  const put = <K extends keyof ListingCreate>(
    target: CsvTarget,
    key: K,
    read: (raw: string) => ListingCreate[K] | undefined,
  ): void => {
    const raw = text(target)
    if (!raw) return
    const value = read(raw)
    if (value === undefined) unread.push({ column: mapping.indexOf(target), target })
    else car[key] = value
  }
  put('make', 'make', (raw) => canonicalMake(raw).slice(0, 80))
  put('model', 'model', (raw) => canonicalModel(car.make ?? '', raw).slice(0, 120))
  put('year', 'year', (raw) => parseYear(raw))
  put('price', 'price', (raw) => readPrice(raw, text('currency') || currency))
  put('mileageKm', 'mileageKm', (raw) => parseMileageKm(raw))
  put('location', 'location', (raw) => raw.slice(0, 200))
  put('vin', 'vin', (raw) => (isVin(raw.toUpperCase()) ? raw.toUpperCase() : undefined))
  put('fuel', 'fuel', (raw) => oneOf(fuels, raw) ?? parseFuel(raw))
  put('transmission', 'transmission', (raw) => oneOf(transmissions, raw) ?? parseTransmission(raw))
  put('bodyType', 'bodyType', (raw) => oneOf(bodyTypes, raw) ?? parseBodyType(raw))
  put('drive', 'drive', (raw) => oneOf(drives, raw) ?? parseDrive(raw))
  put('engineVolumeL', 'engineVolumeL', (raw) => parseEngineVolumeL(raw))
  put('powerHp', 'powerHp', (raw) => parsePowerHp(raw))
  put('color', 'color', (raw) => raw.slice(0, 60))
  put('condition', 'condition', (raw) => oneOf(conditions, raw) ?? parseCondition(raw))
  put('description', 'description', (raw) => raw.slice(0, 10_000))
  put('images', 'images', readImages)
  put('sourceUrl', 'sourceUrl', readUrl)
  put('status', 'status', readStatus)
  const seller = {
    name: text('sellerName').slice(0, 200) || null,
    phone: text('sellerPhone')
      ? (normalizePhone(text('sellerPhone')) ?? text('sellerPhone').slice(0, 40))
      : null,
    kind: readSellerKind(text('sellerKind')),
  }
  if (seller.name || seller.phone || seller.kind) car.seller = seller
  const title = text('title') || [car.make, car.model, car.year].filter(Boolean).join(' ')
  return title && (text('title') || car.make || car.model)
    ? { row: { ...car, title: title.slice(0, 300) }, unread }
    : { unread }
}

const oneOf = <T extends string>(words: readonly T[], raw: string): T | undefined =>
  words.find((word) => word.toLowerCase() === raw.toLowerCase())

function readUrl(raw: string): string | undefined {
  const url = URL.canParse(raw) ? new URL(raw) : undefined
  return url && /^https?:$/.test(url.protocol) && raw.length <= 2048 ? url.href : undefined
}

function readImages(raw: string): string[] | undefined {
  const urls = raw.split(/[\s|;]+|,(?=\s*https?:)/).flatMap((part) => readUrl(part) ?? [])
  return urls.length ? [...new Set(urls)].slice(0, 60) : undefined
}

const statusWords: readonly (readonly [ListingStatus, RegExp])[] = [
  ['RESERVED', /резерв|бронь|заброньов|reserv|deposit|аванс|задаток/i],
  ['AVAILABLE', /в наявн|є в|в наличи|доступн|available|for sale|актив|у продажу|продається/i],
  ['SOLD', /продан|sold/i],
  ['PENDING', /очік|ожида|перевір|провер|pending|чернет|чернов|draft/i],
  ['HIDDEN', /схов|прихов|скрыт|hidden|архів|архив/i],
]
const readStatus = (raw: string): ListingStatus | undefined =>
  oneOf(listingStatuses, raw) ?? statusWords.find(([, pattern]) => pattern.test(raw))?.[0]

const readSellerKind = (raw: string): SellerKind | null =>
  oneOf(sellerKinds, raw) ??
  (/дилер|салон|автохаус|dealer|compan|компан/i.test(raw)
    ? 'dealer'
    : /приват|частн|private|власник/i.test(raw)
      ? 'private'
      : null)
