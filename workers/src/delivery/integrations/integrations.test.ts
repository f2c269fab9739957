import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { integrationTypes } from '@cartie/shared/integrations/registry'

test('every kind of integration is spoken to by the file of its name, in this folder', () => {
  const files = readdirSync(import.meta.dirname)
  const names = integrationTypes.map((type) => `${type.toLowerCase().replaceAll('_', '-')}.ts`)
  expect(files).toEqual(expect.arrayContaining(names))
})
