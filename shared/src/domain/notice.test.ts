import { expect, test } from 'vitest'
import { mayHear, noticeChannels, noticeKinds, wantsNotice } from './notice.ts'
import { roles } from './roles.ts'

test('a role is told nothing of what it may not read, whatever it chose', () => {
  const choices = Object.fromEntries(noticeKinds.map((kind) => [kind, { bell: true, telegram: true }]))
  for (const kind of noticeKinds)
    for (const channel of noticeChannels) {
      expect(wantsNotice({ role: 'VIEWER', choices }, kind, channel)).toBe(false)
      for (const role of roles)
        expect(wantsNotice({ role, choices }, kind, channel)).toBe(mayHear(role, kind))
    }
})

test('what failed rings for owners and admins until others ask for it', () => {
  const rings = (role: (typeof roles)[number], choices = {}) =>
    wantsNotice({ role, choices }, 'delivery', 'bell')
  expect(['OWNER', 'ADMIN', 'MANAGER', 'OPERATOR'].map((role) => rings(role as 'OWNER'))).toEqual([
    true,
    true,
    false,
    false,
  ])
  expect(rings('OPERATOR', { delivery: { bell: true } })).toBe(true)
  expect(rings('OWNER', { delivery: { bell: false } })).toBe(false)
})

test('a choice for one channel leaves the other as it is usual', () => {
  const choices = { lead_new: { telegram: true } }
  expect(wantsNotice({ role: 'MANAGER', choices }, 'lead_new', 'telegram')).toBe(true)
  expect(wantsNotice({ role: 'MANAGER', choices: {} }, 'lead_new', 'telegram')).toBe(false)
  expect(wantsNotice({ role: 'MANAGER', choices }, 'lead_new', 'bell')).toBe(true)
})
