import CircleDot from '@lucide/svelte/icons/circle-dot'
import CarFront from '@lucide/svelte/icons/car-front'
import CirclePlay from '@lucide/svelte/icons/circle-play'
import Clock from '@lucide/svelte/icons/clock'
import CornerUpRight from '@lucide/svelte/icons/corner-up-right'
import Flag from '@lucide/svelte/icons/flag'
import GitBranch from '@lucide/svelte/icons/git-branch'
import Globe from '@lucide/svelte/icons/globe'
import Handshake from '@lucide/svelte/icons/handshake'
import Headset from '@lucide/svelte/icons/headset'
import Images from '@lucide/svelte/icons/images'
import Keyboard from '@lucide/svelte/icons/keyboard'
import ListChecks from '@lucide/svelte/icons/list-checks'
import Megaphone from '@lucide/svelte/icons/megaphone'
import MessageCircleQuestion from '@lucide/svelte/icons/message-circle-question-mark'
import MessageSquare from '@lucide/svelte/icons/message-square-text'
import Phone from '@lucide/svelte/icons/phone'
import Search from '@lucide/svelte/icons/search'
import Send from '@lucide/svelte/icons/send'
import Zap from '@lucide/svelte/icons/zap'
import type { Component } from 'svelte'
import type { NodeType } from '@cartie/shared/scenario/nodes/registry'

const icons: Record<NodeType, Component<{ class?: string }>> = {
  START: CirclePlay,
  MESSAGE: MessageSquare,
  QUESTION_TEXT: MessageCircleQuestion,
  QUESTION_CHOICE: ListChecks,
  MENU_REPLY: Keyboard,
  REQUEST_CONTACT: Phone,
  CONDITION: GitBranch,
  DELAY: Clock,
  SEARCH_CARS: CarFront,
  SEARCH_FALLBACK: Search,
  GALLERY: Images,
  ACTION: Zap,
  CHANNEL_POST: Megaphone,
  REQUEST_BROADCAST: Send,
  OFFER_COLLECT: Handshake,
  JUMP: CornerUpRight,
  HANDOFF: Headset,
  HTTP_REQUEST: Globe,
  END: Flag,
}
const all: Record<string, Component<{ class?: string }>> = icons

/** The sign of a kind of step. */
export const stepIcon = (type: string): Component<{ class?: string }> =>
  Object.hasOwn(all, type) ? (all[type] ?? CircleDot) : CircleDot
