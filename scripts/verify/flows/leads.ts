import {
  createLead,
  getLead,
  getLeadImport,
  importLeads,
  listLeads,
  sendLeadForm,
  storyOfLead,
} from '@cartie/shared/endpoints/leads'
import { expect } from '../expect.ts'
import { until, type Flow } from '../flow.ts'
import type { Stage } from '../stage.ts'

const cure = 'are the workers running? See Bull Board, queue lead-capture'

/** The lead that is found by these words, once it is there. */
const leadOf = async (stage: Stage, q: string) => {
  const look = () => stage.owner(listLeads, { query: { q, limit: 5 } })
  const { data } = await until(stage, `the lead ${q} is there`, look, (page) => page.data.length === 1)
  return data[0]!
}

export const leads: readonly Flow[] = [
  {
    name: 'a lead from the public form, with its code',
    cure,
    async play(stage) {
      const { owner, workspace } = stage
      const page = await fetch(`${stage.url}/p/request/${workspace.slug}`, { signal: stage.signal })
      expect(page.ok, `the page of the form answered ${page.status}`)
      const { code } = await owner(sendLeadForm, {
        body: {
          workspace: workspace.slug,
          name: 'Form',
          phone: '067 111 00 01',
          request: 'BMW X5',
          consent: true,
        },
      })
      const lead = await leadOf(stage, code)
      expect(lead.phone === '+380671110001' && lead.consentAt !== null, 'it is not what was sent')
    },
  },
  {
    name: 'a lead by the API; who is heard of again is the same lead',
    cure,
    async play({ script }) {
      const first = await script(createLead, { body: { name: 'Api', phone: '+380671110002' } })
      const again = await script(createLead, {
        body: { name: 'Api', phone: '067 111 0002', email: 'api@verify.invalid' },
      })
      expect(again.id === first.id, 'the same phone made another lead')
      const { email } = await script(getLead, { params: { id: first.id } })
      expect(email === 'api@verify.invalid', 'what is new of them was not learned')
      const { data } = await script(storyOfLead, { params: { id: first.id }, query: { limit: 20 } })
      expect(data.length >= 2, 'its story tells nothing of the second time')
    },
  },
  {
    name: 'leads from a table',
    cure,
    async play(stage) {
      const { script } = stage
      const rows = [
        { name: 'Table', phone: '067 111 00 03' },
        { name: 'Second', phone: '067 111 00 04' },
      ]
      const { id } = await script(importLeads, { body: { rows } })
      const look = () => script(getLeadImport, { params: { id } })
      const { created } = await until(stage, 'the table is taken in', look, ({ pending }) => pending === 0)
      expect(created === 2, `${created} of 2 rows became leads`)
      expect((await leadOf(stage, 'Second')).phone === '+380671110004', 'it is not what was sent')
    },
  },
]
