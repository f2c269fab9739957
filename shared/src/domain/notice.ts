import { may, type Permission, type Role } from './roles.ts'

/** What people of a workspace are told of. */
export const noticeKinds = [
  'lead_new',
  'lead_mine',
  'reminder',
  'match',
  'offer',
  'proposal',
  'parse',
  'delivery',
  'integration',
] as const
export type NoticeKind = (typeof noticeKinds)[number]

/** Where they are told: by the bell of the dashboard, or in their own chat with a bot. */
export const noticeChannels = ['bell', 'telegram'] as const
export type NoticeChannel = (typeof noticeChannels)[number]

/** What somebody has chosen; what is not in it is as usual for their role. */
export type NoticeChoices = Partial<Record<NoticeKind, Partial<Record<NoticeChannel, boolean>>>>

const needs: Record<NoticeKind, Permission> = {
  lead_new: 'leads.read',
  lead_mine: 'leads.read',
  reminder: 'leads.read',
  match: 'requests.read',
  offer: 'requests.read',
  proposal: 'proposals.read',
  parse: 'parses.read',
  delivery: 'deliveries.read',
  integration: 'integrations.read',
}
const ofAdmins: readonly NoticeKind[] = ['delivery', 'integration']
/** New leads have their card in the admin chat already. */
const notInTelegram: readonly NoticeKind[] = ['lead_new', 'parse', 'delivery']

/** Whether a role may be told of a kind at all: of what it may not read it is told nothing. */
export const mayHear = (role: Role, kind: NoticeKind): boolean => may(role, needs[kind])

/** Whether somebody is told of a kind there: as they chose, or else as is usual for their role. */
export function wantsNotice(
  { role, choices }: { role: Role; choices: NoticeChoices },
  kind: NoticeKind,
  channel: NoticeChannel,
): boolean {
  if (!mayHear(role, kind)) return false
  const chosen = choices[kind]?.[channel]
  if (chosen !== undefined) return chosen
  if (channel === 'telegram') return !notInTelegram.includes(kind)
  return !ofAdmins.includes(kind) || role === 'OWNER' || role === 'ADMIN'
}
