/** The closed vocabularies of a car. Every extractor, form and filter uses these words. */
export const fuels = [
  'petrol',
  'diesel',
  'electric',
  'hybrid',
  'plug_in_hybrid',
  'lpg',
  'lpg_petrol',
  'cng',
  'hydrogen',
  'other',
] as const
export const transmissions = ['manual', 'automatic', 'semi_automatic', 'cvt', 'robot'] as const
export const bodyTypes = [
  'sedan',
  'hatchback',
  'wagon',
  'suv',
  'coupe',
  'convertible',
  'minivan',
  'van',
  'pickup',
  'liftback',
  'limousine',
  'motorcycle',
  'truck',
  'bus',
  'other',
] as const
export const drives = ['fwd', 'rwd', 'awd'] as const
export const conditions = ['new', 'used', 'damaged'] as const
export const sellerKinds = ['dealer', 'private'] as const
export const listingStatuses = ['AVAILABLE', 'RESERVED', 'SOLD', 'PENDING', 'HIDDEN'] as const

export type Fuel = (typeof fuels)[number]
export type Transmission = (typeof transmissions)[number]
export type BodyType = (typeof bodyTypes)[number]
export type Drive = (typeof drives)[number]
export type Condition = (typeof conditions)[number]
export type SellerKind = (typeof sellerKinds)[number]
export type ListingStatus = (typeof listingStatuses)[number]

/** What can be known of one advert of a car. An unknown value is absent: nothing is invented. */
export interface CarFields {
  title: string
  make: string
  model: string
  /** Model year or year of first registration, four digits. */
  year: number
  /** Asking price in minor units (cents, kopiykas) of `currency`. */
  priceMinor: number
  /** ISO 4217 code. */
  currency: string
  /** Kilometres, an integer. */
  mileageKm: number
  location: string
  vin: string
  fuel: Fuel
  transmission: Transmission
  bodyType: BodyType
  drive: Drive
  /** Litres, one decimal. */
  engineVolumeL: number
  /** Metric horsepower. */
  powerHp: number
  color: string
  condition: Condition
  description: string
  /** Absolute http(s) addresses, or paths of photos that this installation keeps; best first, without repeats. */
  images: string[]
  sellerName: string
  /** E.164 where it can be told, else as printed. */
  sellerPhone: string
  sellerKind: SellerKind
  status: ListingStatus
  /** ISO 8601, UTC. */
  postedAt: string
}

export type CarField = keyof CarFields

/** Every field of a car, in the order in which people read them. */
export const carFields = [
  'title',
  'make',
  'model',
  'year',
  'priceMinor',
  'currency',
  'mileageKm',
  'location',
  'vin',
  'fuel',
  'transmission',
  'bodyType',
  'drive',
  'engineVolumeL',
  'powerHp',
  'color',
  'condition',
  'description',
  'images',
  'sellerName',
  'sellerPhone',
  'sellerKind',
  'status',
  'postedAt',
] as const satisfies readonly CarField[]

/** The layers of extraction, strongest first by default. `person` is a value that somebody typed. */
export const extractors = [
  'person',
  'api',
  'profile',
  'json_ld',
  'microdata',
  'state',
  'site',
  'spec',
  'meta',
  'text',
] as const
export type Extractor = (typeof extractors)[number]

/** Where one field's value came from. */
export interface Provenance {
  extractor: Extractor
  /** 0 to 1. */
  confidence: number
  /** The text as it stood on the page, cut to 120 characters. */
  raw: string
  /** ISO 8601, UTC. */
  seenAt: string
}

/** One car as read from one page, card or post. */
export interface ExtractedCar {
  fields: Partial<CarFields>
  provenance: Partial<Record<CarField, Provenance>>
  /** Values that other layers offered and that lost, for the parser lab. */
  losers: Partial<Record<CarField, { value: unknown; extractor: Extractor; confidence: number }[]>>
  /** The site's name, such as `auto.ria.com`; the page's host for sites without a file of their own. */
  source: string
  /** The advert's id on its site, if it shows one. */
  sourceId?: string
  /** The advert's own canonical address. */
  sourceUrl?: string
  sourceChatId?: string
  sourceMessageId?: number
}
