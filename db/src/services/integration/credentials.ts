import { integrationKind, type IntegrationType } from '@cartie/shared/integrations/registry'
import type { Integration } from '@cartie/shared/schemas/integration'
import type { Secrets, SecretPlace } from '../../secrets.ts'

type Config = Integration['config']

/** Where the secrets that a form asks lie. */
const credentialsPlace = (workspaceId: string, integrationId: string): SecretPlace => ({
  table: 'integrations',
  workspaceId,
  rowId: integrationId,
  field: 'credentials',
})

const isSecret = (type: IntegrationType) => {
  const secret = new Set(integrationKind(type).secretFields)
  return (name: string) => secret.has(name)
}

/** A form in its two parts: what everybody may read, and its secrets, encrypted; null for a form without any. */
export function sealConfig(
  secrets: Secrets,
  of: { workspaceId: string; id: string; type: IntegrationType },
  config: Config,
): { config: Config; credentials: string | null } {
  const hidden = isSecret(of.type)
  const part = (isHidden: boolean) =>
    Object.fromEntries(Object.entries(config).filter(([name]) => hidden(name) === isHidden))
  const kept = part(true)
  return {
    config: part(false),
    credentials: Object.keys(kept).length
      ? secrets.encrypt(credentialsPlace(of.workspaceId, of.id), JSON.stringify(kept))
      : null,
  }
}

/** The secrets of a form, by the names of their fields. Throws where they do not open. */
export const openCredentials = (
  secrets: Secrets,
  of: { workspaceId: string; id: string },
  credentials: string | null,
): Config =>
  credentials === null
    ? {}
    : (JSON.parse(secrets.decrypt(credentialsPlace(of.workspaceId, of.id), credentials)) as Config)

/** A changed form with the secrets that it leaves empty as they were. */
export function withKeptSecrets(type: IntegrationType, config: Config, kept: Config): Config {
  const hidden = isSecret(type)
  const given = Object.entries(config).filter(
    ([name, value]) => !hidden(name) || (value !== '' && value !== null),
  )
  return { ...kept, ...Object.fromEntries(given) }
}
