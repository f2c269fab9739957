import type {
  BodyType,
  CarField,
  Condition,
  Drive,
  Extractor,
  Fuel,
  ListingStatus,
  SellerKind,
  Transmission,
} from '@cartie/shared/domain/car'
import { m } from '#lib/paraglide/messages.js'
import type { Locale } from '#lib/paraglide/runtime.js'
import type { ListingSort } from './filter.ts'

/** A word in the reader's language, or in the one that is named. */
type Word = (inputs?: object, options?: { locale?: Locale }) => string

/** States of a car. */
export const statusWords: Record<ListingStatus, () => string> = {
  AVAILABLE: m.inventory_status_available,
  RESERVED: m.inventory_status_reserved,
  SOLD: m.inventory_status_sold,
  PENDING: m.inventory_status_pending,
  HIDDEN: m.inventory_status_hidden,
}

/** Kinds of fuel. */
export const fuelWords: Record<Fuel, Word> = {
  petrol: m.inventory_fuel_petrol,
  diesel: m.inventory_fuel_diesel,
  electric: m.inventory_fuel_electric,
  hybrid: m.inventory_fuel_hybrid,
  plug_in_hybrid: m.inventory_fuel_plug_in_hybrid,
  lpg: m.inventory_fuel_lpg,
  lpg_petrol: m.inventory_fuel_lpg_petrol,
  cng: m.inventory_fuel_cng,
  hydrogen: m.inventory_fuel_hydrogen,
  other: m.inventory_fuel_other,
}

/** Kinds of gearbox. */
export const transmissionWords: Record<Transmission, Word> = {
  manual: m.inventory_transmission_manual,
  automatic: m.inventory_transmission_automatic,
  semi_automatic: m.inventory_transmission_semi_automatic,
  cvt: m.inventory_transmission_cvt,
  robot: m.inventory_transmission_robot,
}

/** Kinds of body. */
export const bodyWords: Record<BodyType, Word> = {
  sedan: m.inventory_body_sedan,
  hatchback: m.inventory_body_hatchback,
  wagon: m.inventory_body_wagon,
  suv: m.inventory_body_suv,
  coupe: m.inventory_body_coupe,
  convertible: m.inventory_body_convertible,
  minivan: m.inventory_body_minivan,
  van: m.inventory_body_van,
  pickup: m.inventory_body_pickup,
  liftback: m.inventory_body_liftback,
  limousine: m.inventory_body_limousine,
  motorcycle: m.inventory_body_motorcycle,
  truck: m.inventory_body_truck,
  bus: m.inventory_body_bus,
  other: m.inventory_body_other,
}

/** Driven wheels. */
export const driveWords: Record<Drive, Word> = {
  fwd: m.inventory_drive_fwd,
  rwd: m.inventory_drive_rwd,
  awd: m.inventory_drive_awd,
}

/** Technical condition. */
export const conditionWords: Record<Condition, () => string> = {
  new: m.inventory_condition_new,
  used: m.inventory_condition_used,
  damaged: m.inventory_condition_damaged,
}

/** Who sells. */
export const sellerKindWords: Record<SellerKind, () => string> = {
  dealer: m.inventory_seller_kind_dealer,
  private: m.inventory_seller_kind_private,
}

/** Where a value came from. */
export const extractorWords: Record<Extractor, () => string> = {
  person: m.inventory_extractor_person,
  api: m.inventory_extractor_api,
  profile: m.inventory_extractor_profile,
  json_ld: m.inventory_extractor_json_ld,
  microdata: m.inventory_extractor_microdata,
  state: m.inventory_extractor_state,
  site: m.inventory_extractor_site,
  spec: m.inventory_extractor_spec,
  meta: m.inventory_extractor_meta,
  text: m.inventory_extractor_text,
}

/** Names of the fields of a car. */
export const fieldWords: Record<CarField, Word> = {
  title: m.inventory_field_title,
  make: m.inventory_field_make,
  model: m.inventory_field_model,
  year: m.inventory_field_year,
  priceMinor: m.inventory_field_price,
  currency: m.inventory_field_currency,
  mileageKm: m.inventory_field_mileage,
  location: m.inventory_field_location,
  vin: m.inventory_field_vin,
  fuel: m.inventory_field_fuel,
  transmission: m.inventory_field_transmission,
  bodyType: m.inventory_field_body_type,
  drive: m.inventory_field_drive,
  engineVolumeL: m.inventory_field_engine_volume,
  powerHp: m.inventory_field_power,
  color: m.inventory_field_color,
  condition: m.inventory_field_condition,
  description: m.inventory_field_description,
  images: m.inventory_field_images,
  sellerName: m.inventory_field_seller_name,
  sellerPhone: m.inventory_field_seller_phone,
  sellerKind: m.inventory_field_seller_kind,
  status: m.inventory_field_status,
  postedAt: m.inventory_field_posted_at,
}

/** Orders of the list. */
export const sortWords: Record<ListingSort, () => string> = {
  newest: m.inventory_sort_newest,
  price_asc: m.inventory_sort_price_asc,
  price_desc: m.inventory_sort_price_desc,
  year_desc: m.inventory_sort_year_desc,
  mileage_asc: m.inventory_sort_mileage_asc,
}

/** Canonical colours; a colour that somebody typed is shown as typed. */
export const colorWords: Record<string, Word> = {
  burgundy: m.inventory_color_burgundy,
  turquoise: m.inventory_color_turquoise,
  purple: m.inventory_color_purple,
  orange: m.inventory_color_orange,
  yellow: m.inventory_color_yellow,
  bronze: m.inventory_color_bronze,
  gold: m.inventory_color_gold,
  silver: m.inventory_color_silver,
  grey: m.inventory_color_grey,
  brown: m.inventory_color_brown,
  beige: m.inventory_color_beige,
  pink: m.inventory_color_pink,
  green: m.inventory_color_green,
  blue: m.inventory_color_blue,
  red: m.inventory_color_red,
  white: m.inventory_color_white,
  black: m.inventory_color_black,
}

/** A canonical colour in the reader's words; any other as it is. */
export const colorWord = (color: string): string => colorWords[color]?.() ?? color

const sources: Record<string, () => string> = {
  import: m.inventory_source_import,
  manual: m.inventory_source_manual,
  text: m.inventory_source_text,
}
/** Where a car came from: a site's name, or words for what is no site. */
export const sourceWord = (source: string): string => sources[source]?.() ?? source
