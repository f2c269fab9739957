import type { ProposalDetail } from '@cartie/shared/schemas/proposal'
import { m } from '#lib/paraglide/messages.js'

/** Something that happened to a proposal. */
export interface Line {
  at: string
  title: string
  text?: string
}

/** What happened to a proposal, newest first. */
export function linesOf(detail: ProposalDetail): Line[] {
  const { status, createdAt, versions, seenAt, decidedAt, expiresAt, updatedAt, items, questions } = detail
  const accepted = items.find(({ id }) => id === detail.acceptedItemId)?.variant.title ?? ''
  const lines: (Line | null)[] = [
    { at: createdAt, title: m.proposals_line_created() },
    ...versions.map(({ version, sentAt, sentBy }) => ({
      at: sentAt,
      title: m.proposals_line_sent({ version, name: sentBy }),
    })),
    seenAt ? { at: seenAt, title: m.proposals_line_seen() } : null,
    ...items.flatMap(({ variant: { title: name }, reaction, reactedAt, soldAt }) => [
      reaction && reactedAt
        ? {
            at: reactedAt,
            title:
              reaction === 'LIKED' ? m.proposals_line_liked({ name }) : m.proposals_line_rejected({ name }),
          }
        : null,
      soldAt ? { at: soldAt, title: m.proposals_line_sold({ name }) } : null,
    ]),
    ...questions.map(({ at, from, text }) => ({
      at,
      title: from === 'client' ? m.proposals_line_asked() : m.proposals_line_answered(),
      text,
    })),
    decidedAt && status === 'ACCEPTED'
      ? { at: decidedAt, title: m.proposals_line_accepted({ name: accepted }) }
      : null,
    decidedAt && status === 'DECLINED' ? { at: decidedAt, title: m.proposals_line_declined() } : null,
    expiresAt && status === 'EXPIRED' ? { at: expiresAt, title: m.proposals_line_expired() } : null,
    status === 'REVOKED' ? { at: updatedAt, title: m.proposals_line_revoked() } : null,
  ]
  return lines.filter((line) => line !== null).sort((a, b) => b.at.localeCompare(a.at))
}
