import { z } from 'zod'
import { cleanString, Id } from './common.ts'

/** What a person writes into a chat. */
export const ChatSend = z
  .strictObject({
    text: cleanString(4000).optional(),
    /** Photos that were added to the chat before: one with the text as its caption, more as an album. */
    photoIds: z.array(Id).max(10).optional(),
    /** Cars of the inventory, each shown as a photo with its line. */
    listingIds: z.array(Id).max(10).default([]),
    /** WhatsApp alone: the number's approved template instead. */
    template: z.boolean().optional(),
  })
  .refine(
    (s) => s.text || s.listingIds.length || s.photoIds?.length || s.template,
    'Write a text, choose a car or add a photo',
  )
export type ChatSend = z.infer<typeof ChatSend>

/** A photo that is to be sent into a chat. */
export const ChatPhotoInput = z.strictObject({
  bytes: z
    .base64()
    .min(16)
    .max(4 * 1024 * 1024)
    .meta({ description: 'a JPEG, PNG or WebP of up to 3 MB' }),
})
export const ChatPhoto = z
  .object({ id: Id, path: z.string().meta({ description: 'where it is shown' }) })
  .meta({ id: 'ChatPhoto' })
export type ChatPhoto = z.infer<typeof ChatPhoto>
