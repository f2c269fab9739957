import { z } from 'zod'
import { cleanString, Id } from './common.ts'

/** What a person writes into a chat. */
export const ChatSend = z
  .strictObject({
    text: cleanString(4000).optional(),
    /** Cars of the inventory, each shown as a photo with its line. */
    listingIds: z.array(Id).max(10).default([]),
  })
  .refine((s) => s.text || s.listingIds.length, 'Write a text or choose a car')
export type ChatSend = z.infer<typeof ChatSend>
