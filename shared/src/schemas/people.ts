import { z } from 'zod'
import { roles } from '../domain/roles.ts'
import { cleanString, Id, Timestamp } from './common.ts'
import { Company } from './lead-intake.ts'

export const Member = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string().nullable().meta({ description: 'null for callers who may not manage people' }),
    role: z.enum(roles),
    since: Timestamp.meta({ description: 'when they joined the workspace' }),
    twoFactor: z.boolean().nullable().meta({
      description: 'whether they sign in with a second factor; null for callers who may not manage people',
    }),
  })
  .meta({ id: 'Member', description: 'A person of the workspace' })
export type Member = z.infer<typeof Member>

export const MemberPatch = z.strictObject({ role: z.enum(roles) })
export type MemberPatch = z.infer<typeof MemberPatch>

/** How an account is called: an address in small letters, as people never remember which they wrote large. */
export const AccountEmail = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email().max(254))
  .meta({ description: 'an email address, in small letters' })
export const PersonName = cleanString(100, 1)
/** What the sign-in takes as a new password. */
export const NewPassword = z
  .string()
  .min(10)
  .max(128)
  .refine((text) => text.isWellFormed() && !text.includes('\u0000'), 'Write text')

export const Invitation = z
  .object({
    id: Id,
    email: z.string(),
    role: z.enum(roles),
    createdAt: Timestamp,
    expiresAt: Timestamp,
  })
  .meta({ id: 'Invitation', description: 'A link by which one person joins the workspace' })
export type Invitation = z.infer<typeof Invitation>

export const InvitationInput = z.strictObject({
  email: AccountEmail,
  role: z.enum(roles),
  days: z.number().int().min(1).max(30).default(7).meta({ description: 'how long the link works' }),
  by: z.enum(['link', 'mail', 'telegram']).default('link').meta({
    description:
      'whether the link is in the reply, or is mailed, or said by a bot of the workspace, and shown to nobody else',
  }),
  chatId: Id.optional().meta({
    description:
      'of telegram: the private chat with a bot, by its id here, that is written to; absent: the reply has a link to a bot',
  }),
  botId: Id.optional().meta({
    description: 'of telegram: the bot of the link in the reply; absent: the first that is enabled',
  }),
})
export type InvitationInput = z.output<typeof InvitationInput>

/** The only reply that ever holds the link. */
export const InvitationMade = Invitation.extend({
  path: z.string().nullable().meta({
    description: 'the address of the link, below the one of the dashboard; null: it goes another way',
  }),
  telegram: z.string().nullable().meta({
    description:
      'https://t.me/<bot>?start=…: the first one who opens it is sent the link by the bot; or null',
  }),
}).meta({ id: 'InvitationMade' })
export type InvitationMade = z.infer<typeof InvitationMade>

export const linkParams = z.object({ token: z.string().min(20).max(64) })

export const OpenInvitation = z
  .object({
    company: Company,
    email: z.string(),
    role: z.enum(roles),
    expiresAt: Timestamp,
    hasAccount: z.boolean().meta({ description: 'whether this address signs in already' }),
    signedInAs: z.string().nullable().meta({ description: 'the address of the one who asks' }),
  })
  .meta({ id: 'OpenInvitation', description: 'What the one who opens the link is told' })
export type OpenInvitation = z.infer<typeof OpenInvitation>

export const JoinInput = z
  .strictObject({ name: PersonName.optional(), password: NewPassword.optional() })
  .meta({ description: 'a name and a password for who is new; nothing for who is signed in' })
export type JoinInput = z.infer<typeof JoinInput>

export const Joined = z
  .object({ workspaceId: Id, email: z.string() })
  .meta({ id: 'Joined', description: 'The workspace that the person belongs to now' })
export type Joined = z.infer<typeof Joined>

/** The only reply that ever holds the link. */
export const PasswordLink = z
  .object({
    path: z.string().meta({ description: 'the address of the link, below the one of the dashboard' }),
    expiresAt: Timestamp,
  })
  .meta({ id: 'PasswordLink', description: 'Whoever opens it chooses a new password for the person, once' })
export type PasswordLink = z.infer<typeof PasswordLink>

/** The only reply that ever holds the link. */
export const EmailLink = z
  .object({
    path: z.string().meta({ description: 'the address of the link, below the one of the dashboard' }),
    expiresAt: Timestamp,
  })
  .meta({
    id: 'EmailLink',
    description: 'Whoever opens it confirms the address with which the person signs in',
  })
export type EmailLink = z.infer<typeof EmailLink>

export const OpenPasswordLink = z
  .object({ company: Company, email: z.string() })
  .meta({ id: 'OpenPasswordLink' })
export type OpenPasswordLink = z.infer<typeof OpenPasswordLink>

export const PasswordMailInput = z.strictObject({ email: AccountEmail })

export const SignInWays = z
  .object({ mail: z.boolean().meta({ description: 'whether a lost password is mended by mail' }) })
  .meta({ id: 'SignInWays', description: 'What the page of the sign-in offers' })

export const OpenEmailLink = z.object({ company: Company, email: z.string() }).meta({ id: 'OpenEmailLink' })
export type OpenEmailLink = z.infer<typeof OpenEmailLink>

export const PasswordInput = z.strictObject({ password: NewPassword })
export type PasswordInput = z.infer<typeof PasswordInput>
