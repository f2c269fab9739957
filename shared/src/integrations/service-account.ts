import { z } from 'zod'

/** What is used of the key file of a Google service account. */
const Key = z.object({
  type: z.literal('service_account'),
  client_email: z.email().max(320),
  private_key: z.string().startsWith('-----BEGIN PRIVATE KEY-----').max(8000),
})

export interface ServiceAccount {
  email: string
  privateKey: string
}

/** A service account out of the text of its key file; undefined for any other text. */
export function readServiceAccount(text: string): ServiceAccount | undefined {
  try {
    const key = Key.safeParse(JSON.parse(text))
    return key.success ? { email: key.data.client_email, privateKey: key.data.private_key } : undefined
  } catch {
    return undefined
  }
}
