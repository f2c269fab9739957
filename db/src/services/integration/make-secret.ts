import { randomBytes } from 'node:crypto'

/** A new secret that signs events, as Standard Webhooks writes it: 256 random bits. */
export const makeSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`
