/** Every column that the table can show, in its order, with its width as CSS grid knows it. */
export const columns = {
  photo: { width: '72px', fixed: true },
  car: { width: 'minmax(200px, 2.4fr)', fixed: true },
  price: { width: '132px', fixed: false },
  mileageKm: { width: '96px', fixed: false },
  year: { width: '64px', fixed: false },
  location: { width: 'minmax(96px, 1fr)', fixed: false },
  fuel: { width: 'minmax(84px, 120px)', fixed: false },
  transmission: { width: 'minmax(84px, 120px)', fixed: false },
  bodyType: { width: 'minmax(84px, 120px)', fixed: false },
  drive: { width: '92px', fixed: false },
  engineVolumeL: { width: '72px', fixed: false },
  powerHp: { width: '84px', fixed: false },
  color: { width: 'minmax(80px, 110px)', fixed: false },
  vin: { width: '172px', fixed: false },
  seller: { width: 'minmax(110px, 1fr)', fixed: false },
  age: { width: '104px', fixed: false },
  lastSeenAt: { width: '104px', fixed: false },
  source: { width: 'minmax(96px, 132px)', fixed: false },
  status: { width: '124px', fixed: false },
} as const
export type Column = keyof typeof columns
export const allColumns = Object.keys(columns) as Column[]

/** What the table shows until a person chooses. */
export const usualColumns: readonly Column[] = [
  'photo',
  'car',
  'price',
  'mileageKm',
  'location',
  'age',
  'source',
  'status',
]

/** The columns to show of a remembered choice: in the table's order, the fixed ones always among them. */
export function shownColumns(chosen: readonly string[]): Column[] {
  return allColumns.filter((column) => columns[column].fixed || chosen.includes(column))
}

/** The columns' tracks, after the one of the checkbox. */
export const tracksOf = (shown: readonly Column[]): string =>
  ['40px', ...shown.map((column) => columns[column].width)].join(' ')
