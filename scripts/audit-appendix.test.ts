import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root } from './root.ts'

test('every row of the audit plan names a test, and every test that it names is there', () => {
  const [, appendix = ''] = readFileSync(join(root, 'ARCHITECTURE.md'), 'utf8').split('## Appendix')
  const rows = appendix.split('\n').filter((line) => line.startsWith('| ') && !line.startsWith('| row'))
  const named = rows.map((row) => [...row.matchAll(/`([^`]+\.test\.ts)`/g)].map(([, path]) => path!))
  expect(rows.filter((_, n) => n > 0 && !named[n]?.length)).toEqual([])
  expect(named.flat().length).toBeGreaterThan(60)
  expect(named.flat().filter((path) => !existsSync(join(root, path)))).toEqual([])
})
