import BadgeCheck from '@lucide/svelte/icons/badge-check'
import CircleSlash from '@lucide/svelte/icons/circle-slash'
import Clock from '@lucide/svelte/icons/clock'
import Eye from '@lucide/svelte/icons/eye'
import FilePen from '@lucide/svelte/icons/file-pen'
import Heart from '@lucide/svelte/icons/heart'
import Lock from '@lucide/svelte/icons/lock'
import Send from '@lucide/svelte/icons/send'
import type { Component } from 'svelte'
import type { ProposalStatus } from '@cartie/shared/domain/proposal-status'
import type { Proposal } from '@cartie/shared/schemas/proposal'
import { number } from '#lib/format.ts'
import { m } from '#lib/paraglide/messages.js'
import type { Tone } from '#lib/ui/tone.ts'

const looks: Record<ProposalStatus, { tone: Tone; icon: Component<{ class?: string }>; word: () => string }> =
  {
    DRAFT: { tone: 'plain', icon: FilePen, word: m.proposals_status_draft },
    SENT: { tone: 'info', icon: Send, word: m.proposals_status_sent },
    SEEN: { tone: 'warn', icon: Eye, word: m.proposals_status_seen },
    LIKED: { tone: 'accent', icon: Heart, word: m.proposals_status_liked },
    ACCEPTED: { tone: 'ok', icon: BadgeCheck, word: m.proposals_status_accepted },
    DECLINED: { tone: 'bad', icon: CircleSlash, word: m.proposals_status_declined },
    EXPIRED: { tone: 'plain', icon: Clock, word: m.proposals_status_expired },
    REVOKED: { tone: 'plain', icon: Lock, word: m.proposals_status_revoked },
  }

/** How the state of a proposal looks: an icon and a word. */
export const statusLook = (status: ProposalStatus) => ({ ...looks[status], label: looks[status].word() })

/** What is in a proposal and how far its client has come, in words. */
export const countsOf = ({ cars, views, liked }: Pick<Proposal, 'cars' | 'views' | 'liked'>): string =>
  [
    m.proposals_cars({ count: cars, countText: number(cars) }),
    views ? m.proposals_views({ count: views, countText: number(views) }) : '',
    liked ? m.proposals_liked({ count: liked, countText: number(liked) }) : '',
  ]
    .filter(Boolean)
    .join(' · ')
