import { ApiError } from '@cartie/shared/client'
import type { EventName } from '@cartie/shared/event'
import {
  hookTypes,
  integrationKind,
  integrationKinds,
  type IntegrationType,
} from '@cartie/shared/integrations/registry'
import type { Integration } from '@cartie/shared/schemas/integration'
import { m } from '#lib/paraglide/messages.js'
import type { Json } from '#lib/scenarios/form-fields.ts'

/** An integration as its form holds it. */
export interface IntegrationForm {
  type: IntegrationType
  name: string
  config: Record<string, Json>
  all: boolean
  events: EventName[]
}

/** The kinds that people make themselves. */
export const ownKinds = Object.values(integrationKinds).filter((kind) => kind.madeBy === 'people')

/** The form of an integration, or an empty one. */
export const formOf = (integration?: Integration): IntegrationForm => ({
  type: integration?.type ?? 'WEBHOOK',
  name: integration?.name ?? '',
  config: { ...integration?.config },
  all: !integration?.events.length,
  events: integration?.events ?? [],
})

/** Whether a kind is told of events. */
export const isHook = (type: IntegrationType): boolean => hookTypes.includes(type)

/** The type's own form, without the lines of its lists that nobody has filled in. */
const configOf = ({ config }: IntegrationForm): Record<string, Json> =>
  Object.fromEntries(
    Object.entries(config).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.filter((one) => typeof one !== 'string' || one.trim() !== '') : value,
    ]),
  )

/** What to send of a form. */
export const bodyOf = (form: IntegrationForm) => ({
  name: form.name.trim(),
  config: configOf(form),
  events: form.all || !isHook(form.type) ? [] : form.events,
})

/** What is wrong, by the name of a field; those of the type's own form begin with `config.`. */
export type Problems = Record<string, string>

/** What is wrong before anything is sent. */
export function problemsOf(form: IntegrationForm): Problems {
  const problems: Problems = {}
  if (!form.name.trim()) problems.name = m.integrations_name_needed()
  if (isHook(form.type) && !form.all && !form.events.length) problems.events = m.integrations_events_needed()
  const checked = integrationKind(form.type).config.safeParse(configOf(form))
  for (const { path } of checked.error?.issues ?? []) {
    const field = path.join('.')
    problems[`config.${field}`] = field === 'url' ? m.integrations_url_wrong() : m.integrations_field_wrong()
  }
  return problems
}

/** The fields that a refusal names, in its words. */
export function refusedFields(error: unknown): Problems {
  if (!(error instanceof ApiError)) return {}
  return Object.fromEntries(
    error.problem.errors.map(({ pointer, message }) => [
      pointer.replace(/^\/(?:body\/)?/, '').replaceAll('/', '.'),
      message,
    ]),
  )
}
