import { z } from 'zod'
import { Id, Timestamp } from './common.ts'
import { AccountEmail, NewPassword, PersonName } from './people.ts'

export const MyName = z.strictObject({ name: PersonName })
export type MyName = z.infer<typeof MyName>

export const PasswordChange = z.strictObject({
  current: z.string().max(1000),
  next: NewPassword,
})
export type PasswordChange = z.infer<typeof PasswordChange>

export const EmailChange = z.strictObject({ email: AccountEmail, password: z.string().max(1000) })
export type EmailChange = z.infer<typeof EmailChange>

export const EmailChanged = z
  .object({
    mailed: z
      .boolean()
      .meta({ description: 'whether it is theirs once they open the link in the mail; else it is at once' }),
  })
  .meta({ id: 'EmailChanged' })
export type EmailChanged = z.infer<typeof EmailChanged>

export const PasswordAgain = z.strictObject({ password: z.string().max(1000) })
export const TwoFactorCode = z.strictObject({ code: z.string().trim().min(6).max(10) })

/** The only reply that ever holds them. */
export const TwoFactorSetUp = z
  .object({
    uri: z.string().meta({ description: 'otpauth://totp/…, which apps read as a QR code' }),
    codes: z.array(z.string()).meta({ description: 'recovery codes, each good once' }),
  })
  .meta({ id: 'TwoFactorSetUp', description: 'A second factor that counts once a code of it was shown' })
export type TwoFactorSetUp = z.infer<typeof TwoFactorSetUp>

export const RecoveryCodes = z.object({ codes: z.array(z.string()) }).meta({ id: 'RecoveryCodes' })
export type RecoveryCodes = z.infer<typeof RecoveryCodes>

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
