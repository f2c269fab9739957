import { expect, test } from 'vitest'
import { backPath } from './back-path.ts'

test.each([
  ['/import?tab=posts', '/import?tab=posts'],
  [null, '/'],
  ['', '/'],
  ['https://evil.example/', '/'],
  ['//evil.example/', '/'],
  ['/\\evil.example', '/'],
  ['/\t/evil.example', '/'],
  ['javascript:alert(1)', '/'],
])('after the sign-in %j leads to our own %j', (asked, path) => {
  expect(backPath(asked)).toBe(path)
})
