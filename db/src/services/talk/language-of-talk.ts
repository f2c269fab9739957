import { languageOf } from '@cartie/shared/scenario/local-text'
import { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'
import { stateOf, type TalkRow } from './talk-row.ts'

/** What somebody is spoken to in: as they chose in a talk (`said`), as their Telegram has it, or else as the bot. */
export const spokenLanguage = (of: { said: unknown; telegram: string | null; bot: Language }): Language =>
  Language.safeParse(of.said).data ?? languageOf(of.telegram ?? undefined) ?? of.bot

/** The same of a chat that this transaction holds. */
export async function languageOfTalk(ctx: Context, { sql }: Tx, talk: TalkRow): Promise<Language> {
  const [contact] = await sql<{ language: string | null }[]>`
    select language from contacts where workspace_id = ${ctx.workspaceId} and id = ${talk.contactId}`
  return spokenLanguage({
    said: stateOf(talk).language,
    telegram: contact?.language ?? null,
    bot: talk.language,
  })
}
