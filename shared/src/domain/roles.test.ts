import { describe, expect, test } from 'vitest'
import { may, mayGive, permissions, roles, type Permission } from './roles.ts'

describe('the table of permissions', () => {
  test.each(Object.keys(permissions) as Permission[])(
    'gives %s to an owner wherever an admin has it',
    (one) => {
      expect(may('OWNER', one)).toBe(true)
      if (may('MANAGER', one)) expect(may('ADMIN', one)).toBe(true)
    },
  )
})

describe('a role', () => {
  test.each(roles.map((role, strength) => [role, strength] as const))(
    '%s gives itself and weaker ones, never a stronger one',
    (own, strength) => {
      expect(roles.filter((role) => mayGive(own, role))).toEqual(roles.slice(strength))
    },
  )
})
