import { expect, test } from 'vitest'
import { judgeStatus } from './judge-status.ts'

const now = Date.parse('2026-11-24T10:00:00Z')

test.each([200, 203, 206])('%d is the page', (status) => {
  expect(judgeStatus(status)).toBeUndefined()
})

test.each([
  [404, 'page_gone', false],
  [410, 'page_gone', false],
  [401, 'forbidden_by_site', false],
  [403, 'forbidden_by_site', false],
  [451, 'forbidden_by_site', false],
  [429, 'too_busy', true],
  [408, 'site_error', true],
  [500, 'site_error', true],
  [503, 'site_error', true],
  [520, 'site_error', true],
  [302, 'bad_answer', false],
  [400, 'bad_answer', false],
])('%d is %s', (status, reason, retryable) => {
  expect(judgeStatus(status)).toEqual({ reason, retryable })
})

test.each([
  [429, '7', { reason: 'too_busy', retryable: true, retryAfterS: 7 }],
  [503, '120', { reason: 'too_busy', retryable: true, retryAfterS: 120 }],
  [503, 'Tue, 24 Nov 2026 10:00:30 GMT', { reason: 'too_busy', retryable: true, retryAfterS: 30 }],
  [503, 'Tue, 24 Nov 2026 09:00:00 GMT', { reason: 'too_busy', retryable: true, retryAfterS: 0 }],
  [500, '60', { reason: 'site_error', retryable: true, retryAfterS: 60 }],
  [429, '99999999999', { reason: 'too_busy', retryable: true, retryAfterS: 86_400 }],
  [429, 'soon', { reason: 'too_busy', retryable: true }],
  [429, '-5', { reason: 'too_busy', retryable: true }],
])('%d with Retry-After %j', (status, retryAfter, judgement) => {
  expect(judgeStatus(status, { 'retry-after': retryAfter }, now)).toEqual(judgement)
})
