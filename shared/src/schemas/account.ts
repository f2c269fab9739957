import { z } from 'zod'
import { Id, Timestamp } from './common.ts'
import { NewPassword, PersonName } from './people.ts'

export const MyName = z.strictObject({ name: PersonName })
export type MyName = z.infer<typeof MyName>

export const PasswordChange = z.strictObject({
  current: z.string().max(1000),
  next: NewPassword,
})
export type PasswordChange = z.infer<typeof PasswordChange>

export const Session = z
  .object({
    id: Id,
    current: z.boolean().meta({ description: 'whether it is the one by which is asked' }),
    userAgent: z.string().nullable(),
    address: z.string().nullable().meta({ description: 'from where it was begun' }),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Session', description: 'A browser in which the person is signed in' })
export type Session = z.infer<typeof Session>
