import { ApiError } from '@cartie/shared/client'
import type { EventName } from '@cartie/shared/event'
import {
  hookTypes,
  integrationKind,
  integrationKinds,
  toldTypes,
  type IntegrationType,
} from '@cartie/shared/integrations/registry'
import type { Integration } from '@cartie/shared/schemas/integration'
import { m } from '#lib/paraglide/messages.js'
import { formOf as shapeOf, type Json } from '#lib/scenarios/form-fields.ts'

/** An integration as its form holds it. */
export interface IntegrationForm {
  type: IntegrationType
  name: string
  config: Record<string, Json>
  /** What the service gave; empty: the one that is kept stays. */
  secret: string
  all: boolean
  events: EventName[]
}

/** The kinds that people make themselves. */
export const ownKinds = Object.values(integrationKinds).filter((kind) => kind.madeBy === 'people')

/** What the form of a kind begins with: where there are several, the first. */
export function blankConfig(type: IntegrationType): Record<string, Json> {
  const shape = shapeOf(integrationKind(type).config)
  return shape.kind === 'variants' ? { [shape.key]: shape.variants[0]?.value ?? '' } : {}
}

/** The form of an integration, or an empty one. */
export const formOf = (integration?: Integration): IntegrationForm => ({
  type: integration?.type ?? 'WEBHOOK',
  name: integration?.name ?? '',
  config: { ...integration?.config },
  secret: '',
  all: !integration?.events.length,
  events: integration?.events ?? [],
})

/** Whether a kind gets the events that people choose, as they are. */
export const isHook = (type: IntegrationType): boolean => hookTypes.includes(type)

/** Whether a kind is told of events. */
export const isTold = (type: IntegrationType): boolean => toldTypes.includes(type)

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
  ...(isHook(form.type) ? { events: form.all ? [] : form.events } : {}),
  ...(form.secret.trim() ? { secret: form.secret.trim() } : {}),
})

/** What is wrong, by the name of a field; those of the type's own form begin with `config.`. */
export type Problems = Record<string, string>

/** Whether a field's answer is kept where nobody shows it: one that is left empty stays as it was. */
export const isSecretField = (type: IntegrationType, name: string): boolean =>
  integrationKind(type).secretFields?.includes(name) ?? false

/** What is wrong before anything is sent; `isNew`: nothing is kept of it yet. */
export function problemsOf(form: IntegrationForm, isNew: boolean): Problems {
  const problems: Problems = {}
  if (!form.name.trim()) problems.name = m.integrations_name_needed()
  if (isHook(form.type) && !form.all && !form.events.length) problems.events = m.integrations_events_needed()
  const { secret } = integrationKind(form.type)
  const given = form.secret.trim()
  if (secret && (given ? !secret.schema.safeParse(given).success : isNew))
    problems.secret = given ? m.integrations_field_wrong() : m.integrations_secret_needed()
  const checked = integrationKind(form.type).config.safeParse(configOf(form))
  for (const { path } of checked.error?.issues ?? []) {
    const field = path.join('.')
    if (!isNew && isSecretField(form.type, field) && !form.config[field]) continue
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
