import { z } from 'zod'
import type { SentResult } from '@cartie/db/services/delivery/ending'

const File = z.object({ file_id: z.string() })
const Message = z.object({
  message_id: z.number().int(),
  /** The same photo in several sizes, the largest last. */
  photo: z.array(File).optional(),
  video: File.optional(),
  document: File.optional(),
  animation: File.optional(),
})
const Result = z.union([Message.transform((m) => [m]), z.array(Message)])

/**
 * What is kept of Telegram's answer: the numbers of the messages, and its names for the files in them, in their order.
 * Calls that write no message give nothing.
 */
export function readSent(answer: unknown): { result: SentResult; fileIds: string[] } {
  const messages = Result.safeParse(answer).data ?? []
  const [first] = messages
  if (!first) return { result: {}, fileIds: [] }
  const messageIds = messages.map((m) => m.message_id)
  const fileIds = messages.flatMap((m) => {
    const file = m.photo?.at(-1) ?? m.video ?? m.animation ?? m.document
    return file ? [file.file_id] : []
  })
  return {
    result: { messageId: first.message_id, ...(messageIds.length > 1 ? { messageIds } : {}) },
    fileIds,
  }
}
