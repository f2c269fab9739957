/**
 * The year of a printed date ("2018", "05.2010", "2016-07", "08/2022", "2019 р.", "15.03.2017"), from 1900
 * to the year after `thisYear` (which defaults to the clock's). Undefined if there is none.
 */
export function parseYear(
  raw: string | number,
  thisYear: number = new Date().getFullYear(),
): number | undefined {
  const text = String(raw).slice(0, 500)
  for (const match of text.matchAll(/(?<!\d)(?:19|20)\d{2}(?!\d)/g)) {
    const year = Number(match[0])
    if (year >= 1900 && year <= thisYear + 1) return year
  }
  return undefined
}
