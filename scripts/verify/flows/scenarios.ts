import {
  getScenario,
  installScenarioTemplate,
  listScenarios,
  listScenarioVersions,
  publishScenario,
  saveScenario,
} from '@cartie/shared/endpoints/scenarios'
import { createLead } from '@cartie/shared/endpoints/leads'
import { play, startSimulation } from '@cartie/shared/scenario/simulate'
import { createClient } from '@cartie/shared/client'
import { expect } from '../expect.ts'
import { type Flow } from '../flow.ts'
import { refusedAs, stopping } from '../session.ts'

const cure = 'look for the request in the API log; the checks of a scenario are told beside its editor'

export const scenarios: readonly Flow[] = [
  {
    name: 'a scenario is installed, changed and published, and another workspace does not see it',
    cure,
    async play({ url, owner, credentials, signal }) {
      const made = await owner(installScenarioTemplate, {
        params: { id: 'lead-capture' },
        body: { name: 'Verify talk' },
      })
      const params = { id: made.id }
      const { version, draft } = await owner(getScenario, { params })
      const saved = await owner(saveScenario, { params, body: { version, draft, name: 'Verify talk 2' } })
      expect(saved.problems.length === 0, `the template has problems: ${JSON.stringify(saved.problems)}`)
      await owner(publishScenario, { params, body: { version: saved.version } })
      const { data } = await owner(listScenarioVersions, { params })
      expect(data.length > 0, 'nothing was published')
      const elsewhere = createClient({ url, apiKey: credentials.apiKey, fetch: stopping(signal) })
      expect(await refusedAs('not_found', elsewhere(getScenario, { params })), 'another workspace sees it')
      const theirs = await elsewhere(listScenarios, { query: {} })
      expect(!theirs.data.some(({ id }) => id === made.id), 'it is listed in another workspace')
    },
  },
  {
    name: 'its talk runs to its end and tells who the client is',
    cure,
    async play({ owner }) {
      const { data } = await owner(listScenarios, { query: {} })
      const { id } = data.find(({ name }) => name === 'Verify talk 2')!
      const { draft } = await owner(getScenario, { params: { id } })
      const book = { live: [{ scenarioId: id, version: 1, graph: draft }], pinned: [] }
      let talk = startSimulation({ book, now: Date.now(), timeZone: 'Europe/Kyiv' })
      for (const text of ['/start', 'Олена']) talk = play(talk, { do: 'say', text })
      talk = play(talk, { do: 'share_contact', phone: '+380671110005' })
      for (const text of ['BMW X5 2018', '40 тис $']) talk = play(talk, { do: 'say', text })
      const effect = talk.effects.find((one) => one.type === 'captureLead')
      expect(effect !== undefined, `it stalled after "${talk.bubbles.at(-1)?.text ?? ''}"`)
      expect(talk.timers.length === 0, 'it still waits for something')
      const { name = '', phone = null, interest } = effect.lead
      const request = interest ? { request: interest } : {}
      const lead = await owner(createLead, { body: { name, phone, ...request } })
      expect(lead.name === 'Олена' && lead.phone === '+380671110005', 'the lead is not what was said')
      return 'in the simulator that the editor has; what it captured went in by the API'
    },
  },
]
