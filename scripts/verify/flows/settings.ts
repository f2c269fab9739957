import { getCompanyPage } from '@cartie/shared/endpoints/leads'
import { getWorkspace, updateWorkspace } from '@cartie/shared/endpoints/workspace'
import { expect } from '../expect.ts'
import { type Flow } from '../flow.ts'

const changes = {
  accent: '#336699',
  phone: '+380671234567',
  language: 'en',
  timeZone: 'Europe/Warsaw',
  leadWindowDays: 30,
} as const

export const settings: readonly Flow[] = [
  {
    name: 'settings are kept, and the public page shows what is for clients',
    cure: 'see that the role of this owner is not changed, and the API log for the request named above',
    async play({ owner, workspace: { slug } }) {
      await owner(updateWorkspace, { body: changes })
      const after = await owner(getWorkspace)
      for (const [name, value] of Object.entries(changes))
        expect(after[name as keyof typeof after] === value, `${name} is ${after[name as keyof typeof after]}`)
      const company = await owner(getCompanyPage, { params: { slug } })
      expect(company.accent === changes.accent, `the public page has ${company.accent}`)
      // Talks and pages of the flows to come are in Ukrainian.
      await owner(updateWorkspace, { body: { language: 'uk' } })
    },
  },
]
