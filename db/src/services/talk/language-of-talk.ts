import { languageOf } from '@cartie/shared/scenario/local-text'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { stateOf, type TalkRow } from './talk-row.ts'

/** What a chat is spoken to in: as they chose in the talk, as their Telegram has it, or else as the bot. */
export async function languageOfTalk(ctx: Context, { sql }: Tx, talk: TalkRow): Promise<Language> {
  const [contact] = await sql<{ language: string | null }[]>`
    select language from contacts where workspace_id = ${ctx.workspaceId} and id = ${talk.contactId}`
  return stateOf(talk).language ?? languageOf(contact?.language ?? undefined) ?? talk.language
}
