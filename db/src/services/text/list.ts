import type { WorkspaceText } from '@cartie/shared/schemas/text'
import { textKeys, textKinds, type OwnTexts, type TextKey } from '@cartie/shared/texts/registry'
import { withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { readOwnTexts } from './read-own.ts'

/** Every text that is sent, as Cartie has it and as the workspace wrote it. */
export function listTexts(ctx: Context): Promise<{ data: WorkspaceText[] }> {
  requirePermission(ctx, 'workspace.read')
  return withTx(ctx, async (tx) => {
    const own = await readOwnTexts(ctx, tx)
    return { data: textKeys.map((key) => toText(key, own)) }
  })
}

/** A text in the API's shape. */
export function toText(key: TextKey, own: OwnTexts): WorkspaceText {
  const { group, variables, builtIn, limit } = textKinds[key]
  const { uk = '', ru = '', en = '' } = own[key] ?? {}
  return { key, group, limit, variables: Object.keys(variables), builtIn, own: { uk, ru, en } }
}
