import type { ScenarioNode } from '../graph.ts'
import type { BoundNode, NodeDefinition } from '../node.ts'
import { action } from './action.ts'
import { channelPost } from './channel-post.ts'
import { condition } from './condition.ts'
import { delay } from './delay.ts'
import { end } from './end.ts'
import { gallery } from './gallery.ts'
import { handoff } from './handoff.ts'
import { httpRequest } from './http-request.ts'
import { jump } from './jump.ts'
import { menuReply } from './menu-reply.ts'
import { message } from './message.ts'
import { offerCollect } from './offer-collect.ts'
import { questionChoice } from './question-choice.ts'
import { questionText } from './question-text.ts'
import { requestBroadcast } from './request-broadcast.ts'
import { requestContact } from './request-contact.ts'
import { searchCars } from './search-cars.ts'
import { searchFallback } from './search-fallback.ts'
import { start } from './start.ts'

/** Every kind of node, in the order of the palette. */
export const nodeTypes = {
  START: start,
  MESSAGE: message,
  QUESTION_TEXT: questionText,
  QUESTION_CHOICE: questionChoice,
  MENU_REPLY: menuReply,
  REQUEST_CONTACT: requestContact,
  CONDITION: condition,
  DELAY: delay,
  SEARCH_CARS: searchCars,
  SEARCH_FALLBACK: searchFallback,
  GALLERY: gallery,
  ACTION: action,
  CHANNEL_POST: channelPost,
  REQUEST_BROADCAST: requestBroadcast,
  OFFER_COLLECT: offerCollect,
  JUMP: jump,
  HANDOFF: handoff,
  HTTP_REQUEST: httpRequest,
  END: end,
} as const
export type NodeType = keyof typeof nodeTypes

const all: Record<string, NodeDefinition> = nodeTypes

/** The kind of node of a name; undefined for a name that nobody knows. */
export const nodeType = (type: string): NodeDefinition | undefined =>
  Object.hasOwn(all, type) ? all[type] : undefined

/** A node of a published graph is never changed, so what it makes is kept with it. */
const bound = new WeakMap<ScenarioNode, BoundNode>()

/** A node with its options; undefined if its kind is unknown or its options are wrong. */
export function boundNode(node: ScenarioNode): BoundNode | undefined {
  const known = bound.get(node)
  if (known) return known
  const result = nodeType(node.type)?.bind(node.options)
  if (!result || 'issues' in result) return undefined
  bound.set(node, result.node)
  return result.node
}
