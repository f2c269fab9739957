import { expect, test } from 'vitest'
import { play, startSimulation } from '@cartie/shared/scenario/simulate'
import { scenarioTemplates } from '@cartie/shared/scenario/templates/registry'
import { beginTalk } from './begin-talk.ts'

test.each(scenarioTemplates.map(({ id, graph }) => [id, graph] as const))(
  'the template %s is started by what begins its talk',
  (scenarioId, graph) => {
    const book = { live: [{ scenarioId, version: 1, graph }], pinned: [] }
    const fresh = startSimulation({ book, now: 0, timeZone: 'Europe/Kyiv' })
    const { steps } = play(fresh, beginTalk(graph, 'uk'))
    expect(steps[0]).toMatchObject({ kind: 'started', scenarioId })
  },
)
