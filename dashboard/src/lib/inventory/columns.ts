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

// Given up first to last where the table stands beside an open car.
const leastNeeded: readonly Column[] = [
  'lastSeenAt',
  'seller',
  'vin',
  'color',
  'powerHp',
  'engineVolumeL',
  'drive',
  'bodyType',
  'source',
  'transmission',
  'fuel',
  'age',
  'location',
  'year',
  'status',
  'mileageKm',
]
const leastWidth = (column: Column): number => Number(/\d+/.exec(columns[column].width)?.[0] ?? 0)

/** The columns that `width` px have room for, the least needed ones left out first. */
export function fittingColumns(shown: readonly Column[], width: number): Column[] {
  const fitting = [...shown]
  for (const column of leastNeeded) {
    if (fitting.reduce((sum, c) => sum + leastWidth(c), 40) <= width) break
    if (fitting.includes(column)) fitting.splice(fitting.indexOf(column), 1)
  }
  return fitting
}
