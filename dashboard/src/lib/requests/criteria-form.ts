import { criterionFields, type CriterionName } from '@cartie/shared/domain/request-criteria'

/** Criteria as the form holds them; lists of free words are one text with commas. */
export interface CriteriaForm {
  makes: string
  models: string
  yearFrom: number | undefined
  yearTo: number | undefined
  budgetMin: number | undefined
  budgetMax: number | undefined
  currency: string
  mileageKmTo: number | undefined
  fuels: string[]
  transmissions: string[]
  bodyTypes: string[]
  drives: string[]
  cities: string
  colors: string[]
  must: CriterionName[]
}

/** The fields of the form in which each criterion lies: as everywhere, but for the budget, which it holds in whole units. */
export const fieldsOf: Record<CriterionName, readonly (keyof CriteriaForm)[]> = {
  ...criterionFields,
  budget: ['budgetMin', 'budgetMax', 'currency'],
}
