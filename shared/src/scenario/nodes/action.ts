import { z } from 'zod'
import { createLead } from '../actions/create-lead.ts'
import { createRequest } from '../actions/create-request.ts'
import { listRequests } from '../actions/list-requests.ts'
import { loadRequest } from '../actions/load-request.ts'
import { normalizeRequest } from '../actions/normalize-request.ts'
import { notifyAdmin } from '../actions/notify-admin.ts'
import { setLang } from '../actions/set-lang.ts'
import { setVar } from '../actions/set-var.ts'
import { tagUser } from '../actions/tag-user.ts'
import { words } from '../local-text.ts'
import type { NodeDefinition } from '../node.ts'

/** What an ACTION node can do, each with a form of its own. */
export const actionTypes = {
  SET_VAR: setVar,
  SET_LANG: setLang,
  TAG_USER: tagUser,
  NORMALIZE_REQUEST: normalizeRequest,
  CREATE_LEAD: createLead,
  CREATE_REQUEST: createRequest,
  LIST_REQUESTS: listRequests,
  LOAD_REQUEST: loadRequest,
  NOTIFY_ADMIN: notifyAdmin,
} as const

const all: Record<string, NodeDefinition> = actionTypes

const options = z.discriminatedUnion('action', [
  setVar.options,
  setLang.options,
  tagUser.options,
  normalizeRequest.options,
  createLead.options,
  createRequest.options,
  listRequests.options,
  loadRequest.options,
  notifyAdmin.options,
])

/** Merges labels of all actions, the first that names something winning. */
const merged = (kind: 'fields' | 'exits' | 'values') =>
  Object.fromEntries(
    Object.values(all)
      .toReversed()
      .flatMap(({ labels }) => Object.entries(labels[kind] ?? {})),
  )

/** One node whose `action` says which of the actions it is. */
export const action: NodeDefinition<'ACTION', typeof options> = {
  type: 'ACTION',
  options,
  example: setVar.example,
  labels: {
    name: words('Дія', 'Действие', 'Action'),
    help: words(
      'Робить щось, нічого не питаючи.',
      'Делает что-то, ничего не спрашивая.',
      'Does something without asking.',
    ),
    fields: { action: words('Дія', 'Действие', 'Action'), ...merged('fields') },
    exits: merged('exits'),
    values: {
      ...merged('values'),
      ...Object.fromEntries(Object.entries(all).map(([name, { labels }]) => [name, labels.name])),
    },
  },
  bind(raw) {
    const kind = z.object({ action: z.string() }).safeParse(raw)
    const found = kind.success && Object.hasOwn(all, kind.data.action) ? all[kind.data.action] : undefined
    return found?.bind(raw) ?? { issues: [{ path: 'action', message: 'unknown action' }] }
  },
}
