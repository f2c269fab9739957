import { criterionLabel } from '@cartie/shared/domain/criterion-names'
import { kilometres } from '@cartie/shared/domain/grouped'
import type { CriterionName, RequestCriteria } from '@cartie/shared/domain/request-criteria'
import { townName } from '@cartie/shared/domain/town-name'
import { display } from '@cartie/shared/scenario/value'
import type { Language } from '@cartie/shared/schemas/common'
import { criteriaWords } from '@cartie/shared/domain/criteria-words'

export interface CriterionLine {
  criterion: CriterionName
  name: string
  value: string
  must: boolean
}

/** What a wish asks of a car, a line a criterion that is set, as plain text. */
export function criteriaLines(criteria: RequestCriteria, language: Language): CriterionLine[] {
  const words = criteriaWords[language]
  const { currency, budgetMinMinor: min, budgetMaxMinor: max, mileageKmTo } = criteria
  const money = (amountMinor: number | null) =>
    amountMinor === null || currency === null ? undefined : display({ amountMinor, currency })
  const span = (from: string | undefined, to: string | undefined) => {
    if (from !== undefined && to !== undefined) return from === to ? to : `${from} – ${to}`
    if (from !== undefined) return `${words.from} ${from}`
    return to === undefined ? '' : `${words.upTo} ${to}`
  }
  const year = (n: number | null) => (n === null ? undefined : String(n))
  const values: Record<CriterionName, string> = {
    make: criteria.makes.join(', '),
    model: criteria.models.join(', '),
    year: span(year(criteria.yearFrom), year(criteria.yearTo)),
    budget: span(money(min), money(max)),
    mileage: mileageKmTo === null ? '' : `${words.upTo} ${kilometres(mileageKmTo, language)}`,
    fuel: criteria.fuels.map((one) => words.fuels[one]).join(', '),
    transmission: criteria.transmissions.map((one) => words.transmissions[one]).join(', '),
    body: criteria.bodyTypes.map((one) => words.bodies[one]).join(', '),
    drive: criteria.drives.map((one) => words.drives[one]).join(', '),
    city: criteria.cities.map((one) => townName(one, language)).join(', '),
    color: criteria.colors.map((one) => words.colors[one] ?? one).join(', '),
  }
  return (Object.keys(values) as CriterionName[])
    .filter((criterion) => values[criterion] !== '')
    .map((criterion) => ({
      criterion,
      name: criterionLabel(criterion, language),
      value: values[criterion],
      must: criteria.must.includes(criterion),
    }))
}
