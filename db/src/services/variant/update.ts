import { hideContacts } from '@cartie/shared/domain/hide-contacts'
import { AppError } from '@cartie/shared/errors'
import type { Variant, VariantPatch } from '@cartie/shared/schemas/variant'
import { withTx } from '../../client.ts'
import { requirePermission, type Context, type Tx } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'
import { holdRequest } from '../request/hold.ts'
import { logRequestActivity } from '../request/log-activity.ts'
import { refuseDuplicate } from './find-duplicate.ts'
import { linkMark } from './link-mark.ts'
import { photoKeys } from './photo-keys.ts'
import { requirePartner } from './require-partner.ts'
import { scoreVariants } from './score.ts'
import { factColumns, factNames, factsOfInput } from './variant-facts.ts'
import { readVariants } from './variant-row.ts'

const shown = factNames.map((name) => factColumns[name][0])
const changed = [...shown, 'partner_id', 'photos'] as const

/**
 * Changes what is given of a variant. Throws `not_found`, `invalid` for a partner who is none, and `conflict` for
 * another version than the editor saw or a car that the request has already.
 */
export async function updateVariant(
  ctx: Context,
  id: string,
  { version, ...input }: VariantPatch,
): Promise<Variant> {
  requirePermission(ctx, 'requests.write')
  return withTx(ctx, async (tx) => {
    const request = await holdRequest(ctx, tx, { variantId: id })
    const before = await lock(ctx, tx, id, version)
    await requirePartner(ctx, tx, input.partnerId ?? null)
    const photos = input.photos && [...new Set(input.photos)]
    const facts = Object.entries(factsOfInput(input)).map(([name, value]): [string, unknown] => [
      factColumns[name as keyof typeof factColumns][0],
      value,
    ])
    const given: Record<string, unknown> = {
      ...Object.fromEntries<unknown>(facts),
      ...(input.partnerId === undefined ? {} : { partner_id: input.partnerId }),
      ...(photos === undefined ? {} : { photos }),
    }
    if (typeof given.title === 'string') given.title = hideContacts(given.title) || before.title
    const changes = Object.fromEntries(
      Object.entries(given).flatMap(([column, to]) =>
        storableJson(to) === storableJson(before[column]) ? [] : [[column, { from: before[column], to }]],
      ),
    )
    if (Object.keys(changes).length) {
      // Those of photos that are still with Telegram stand last, where who brings them looks for their names.
      const keys = photos && [...(await photoKeys(ctx, tx, photos)), ...before.waiting_keys]
      const known = { vin: changes.vin ? (given.vin as string | null) : null, photoKeys: keys }
      await refuseDuplicate(ctx, tx, request.id, known, id)
      await write(ctx, tx, id, { ...before, ...given, photo_keys: keys ?? before.photo_keys })
      await scoreVariants(ctx, tx, request.id, id)
      const { raw_details: details, ...told } = changes
      const payload = { number: before.number, changes: { ...told, ...(details ? { details: {} } : {}) } }
      await logRequestActivity(ctx, tx, {
        requestId: request.id,
        variantId: id,
        type: 'variant_changed',
        payload,
      })
      tx.record('variant.changed', { variantId: id, requestId: request.id })
    }
    const [variant] = await readVariants(ctx, tx, { ids: [id] })
    return variant!
  })
}

type Stored = Record<string, unknown> & { number: number; photo_keys: string[]; waiting_keys: string[] }

async function lock(ctx: Context, tx: Tx, id: string, version: number | undefined): Promise<Stored> {
  const [row] = await tx.sql<(Stored & { version: number; deleted_at: string | null })[]>`
    select number, version, deleted_at, photo_keys,
      photo_keys[cardinality(photo_keys) - cardinality(array_remove(file_ids, ${linkMark})) + 1:] as waiting_keys,
      ${tx.sql(changed as unknown as string[])} from request_variants
    where workspace_id = ${ctx.workspaceId} and id = ${id} for no key update`
  if (row!.deleted_at !== null)
    throw new AppError('conflict', 'This variant was taken off. Put it back first.')
  if (version !== undefined && row!.version !== version)
    throw new AppError('conflict', 'Somebody changed this variant in the meantime. Look at it again.')
  return { ...row!, price_minor: row!.price_minor === null ? null : Number(row!.price_minor) }
}

const types = Object.fromEntries(Object.values(factColumns)) as Record<string, string>
const record = [...shown.map((name) => `${name} ${types[name]}`), 'partner_id uuid', 'photos text[]'].join(
  ', ',
)

async function write(ctx: Context, tx: Tx, id: string, row: Record<string, unknown>): Promise<void> {
  const raw = row.raw_details
  const details = typeof raw === 'string' ? hideContacts(raw) || null : null
  await tx.sql.unsafe(
    `update request_variants v set ${changed.map((name) => `${name} = n.${name}`).join(', ')}, details = n.details,
       photo_keys = n.photo_keys, version = v.version + 1, updated_at = now()
     from jsonb_to_record($1::jsonb) as n(${record}, details text, photo_keys text[])
     where v.workspace_id = $2 and v.id = $3`,
    [storableJson({ ...row, details }), ctx.workspaceId, id],
    { prepare: true },
  )
}
