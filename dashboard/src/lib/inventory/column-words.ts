import { m } from '#lib/paraglide/messages.js'
import type { Column } from './columns.ts'

/** Headings of the table's columns. */
export const columnWords: Record<Column, () => string> = {
  photo: m.inventory_column_photo,
  car: m.inventory_column_car,
  price: m.inventory_field_price,
  mileageKm: m.inventory_field_mileage,
  year: m.inventory_field_year,
  location: m.inventory_field_location,
  fuel: m.inventory_field_fuel,
  transmission: m.inventory_field_transmission,
  bodyType: m.inventory_field_body_type,
  drive: m.inventory_field_drive,
  engineVolumeL: m.inventory_field_engine_volume,
  powerHp: m.inventory_field_power,
  color: m.inventory_field_color,
  vin: m.inventory_field_vin,
  seller: m.inventory_field_seller,
  age: m.inventory_column_age,
  lastSeenAt: m.inventory_column_seen,
  source: m.inventory_field_source,
  status: m.inventory_field_status,
}
