import { textKinds, type OwnTexts, type TextKey } from '@cartie/shared/texts/registry'
import type { Language } from '@cartie/shared/schemas/common'
import type { Context, Tx } from '../../context.ts'

/** The texts that the workspace wrote in place of the built-in ones. */
export async function readOwnTexts(ctx: Context, { sql }: Pick<Tx, 'sql'>): Promise<OwnTexts> {
  const rows = await sql<{ key: TextKey; language: Language; text: string }[]>`
    select key, language, text from own_texts where workspace_id = ${ctx.workspaceId}`
  const own: OwnTexts = {}
  for (const { key, language, text } of rows)
    if (Object.hasOwn(textKinds, key)) own[key] = { ...own[key], [language]: text }
  return own
}
