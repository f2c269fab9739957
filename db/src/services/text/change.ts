import { AppError, notFound } from '@cartie/shared/errors'
import type { EventPayload } from '@cartie/shared/event'
import { Language } from '@cartie/shared/schemas/common'
import type { TextPatch, WorkspaceText } from '@cartie/shared/schemas/text'
import { textKinds, type TextKey } from '@cartie/shared/texts/registry'
import { textFault, textFaultWords } from '@cartie/shared/texts/text-faults'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { toText } from './list.ts'
import { readOwnTexts } from './read-own.ts'

/**
 * Writes a text in the languages that are given; an empty one is the built-in one again. What was posted says it with
 * its next change. Throws `invalid` for one that can't be sent: it names the language, what is wrong and the cure.
 */
export function changeText(ctx: Context, key: TextKey, patch: TextPatch): Promise<WorkspaceText> {
  requirePermission(ctx, 'workspace.write')
  const given = Language.options.flatMap((language) => {
    const text = patch[language]
    return text === undefined ? [] : [{ language, text }]
  })
  refuse(key, given)
  return withTx(ctx, async (tx) => {
    await holdWorkspace(ctx, tx)
    const before = (await readOwnTexts(ctx, tx))[key] ?? {}
    const changed = given.filter(({ language, text }) => text !== (before[language] ?? ''))
    await write(ctx, tx, key, changed)
    if (changed.length) {
      const changes: EventPayload<'workspace.changed'>['changes'] = {}
      for (const { language, text } of changed)
        changes[`texts.${key}.${language}`] = { from: before[language] ?? null, to: text || null }
      tx.record('workspace.changed', { workspaceId: ctx.workspaceId, changes })
    }
    return toText(key, await readOwnTexts(ctx, tx))
  })
}

interface Given {
  language: Language
  text: string
}

function refuse(key: TextKey, given: readonly Given[]): void {
  const errors = given.flatMap(({ language, text }) => {
    const fault = text ? textFault(text, textKinds[key], language) : undefined
    if (!fault) return []
    return [{ pointer: `/${language}`, code: fault.code, message: textFaultWords[fault.code](fault.name) }]
  })
  if (errors.length) throw new AppError('invalid', 'This text can’t be sent as it is.', { errors })
}

/** Whoever changes settings does it alone, so that each change tells what was before it. */
async function holdWorkspace(ctx: Context, { sql }: Tx): Promise<void> {
  const rows = await sql`select from workspaces where id = ${ctx.workspaceId} for no key update`
  if (!rows.length) throw notFound('workspace')
}

async function write(ctx: Context, { sql }: Tx, key: TextKey, changed: readonly Given[]): Promise<void> {
  for (const { language, text } of changed)
    await (text
      ? sql`
          insert into own_texts (workspace_id, key, language, text)
          values (${ctx.workspaceId}, ${key}, ${language}, ${text})
          on conflict (workspace_id, key, language) do update set text = excluded.text, updated_at = now()`
      : sql`
          delete from own_texts
          where workspace_id = ${ctx.workspaceId} and key = ${key} and language = ${language}`)
}
