import { randomBytes } from 'node:crypto'
import { hookTypes, type IntegrationType } from '@cartie/shared/integrations/registry'

/** A new secret of 256 random bits: one that signs events as Standard Webhooks writes it, else one that any address holds. */
export const makeSecret = (type: IntegrationType): string =>
  hookTypes.includes(type)
    ? `whsec_${randomBytes(32).toString('base64')}`
    : randomBytes(32).toString('base64url')
