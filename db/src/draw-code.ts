import { randomBytes } from 'node:crypto'
import { codeBytes, shortCode, type CodeKind } from '@cartie/shared/domain/short-code'
import { AppError } from '@cartie/shared/errors'
import { withTx } from './client.ts'
import type { Context } from './context.ts'

/** Where the bytes of codes come from; tests give their own. */
export type RandomBytes = (count: number) => Uint8Array

/** More than this in a row never meet by chance. */
const codeTries = 10
/** 192 bits: such an address is its key. */
const tokenBytes = 24

/**
 * Stores something under a code of its own: one that is taken already is drawn again. Throws `unavailable` where none
 * was free.
 * @param insert stores it under `codeSql` of what it is given; undefined where the code is taken
 * @param options.wanted the code that is tried first
 */
export async function withCode<T>(
  kind: CodeKind,
  insert: (code: string) => Promise<T | undefined>,
  { random = randomBytes, wanted }: { random?: RandomBytes; wanted?: string | undefined } = {},
): Promise<T> {
  for (let i = 0; i < codeTries; i++) {
    const stored = await insert((i === 0 ? wanted : undefined) ?? shortCode('', random(codeBytes)))
    if (stored !== undefined) return stored
  }
  throw new AppError('unavailable', `No code was free for this ${kind}. Try again.`, { retryAfterS: 1 })
}

/** The code as the statement that stores it has it: one without a prefix gets the workspace's, in the same round trip. */
export const codeSql = (kind: CodeKind, code: string, workspaceId: string): string => `
  case when ${code} like '-%' then (select code_prefixes ->> '${kind}' from workspaces where id = ${workspaceId})
    else '' end || ${code}`

/** A code that may be told before anything has it: `withCode` takes it as the wanted one. */
export const drawCode = (ctx: Context, kind: CodeKind): Promise<string> =>
  withTx(ctx, async ({ sql }) => {
    const [row] = await sql<[{ prefix: string }]>`
      select code_prefixes ->> ${kind} as prefix from workspaces where id = ${ctx.workspaceId}`
    return shortCode(row.prefix, randomBytes(codeBytes))
  })

/** The secret part of an address: of a public page, or of a link that ties somebody. */
export const drawToken = (): string => randomBytes(tokenBytes).toString('base64url')
