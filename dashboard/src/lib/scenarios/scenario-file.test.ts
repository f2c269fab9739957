import { expect, test } from 'vitest'
import { leadCapture } from '@cartie/shared/scenario/templates/lead-capture'
import { readScenarioFile, toScenarioFile } from './scenario-file.ts'

test('what was exported is read again, word for word', () => {
  expect(readScenarioFile(toScenarioFile('Підбір', leadCapture.graph))).toEqual({
    name: 'Підбір',
    graph: leadCapture.graph,
  })
})
test('a bare graph is read too; anything else is nothing', () => {
  expect(readScenarioFile(JSON.stringify(leadCapture.graph))?.graph).toEqual(leadCapture.graph)
  for (const text of ['', 'nonsense', '{}', '[]', '{"graph":{"nodes":[]}}', 'null'])
    expect(readScenarioFile(text), text).toBeUndefined()
})
