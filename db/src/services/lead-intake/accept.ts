import { randomUUID } from 'node:crypto'
import { intakesPerClaim, lanesPerBatch, leadCapture } from '@cartie/shared/jobs/lead-capture'
import type { LeadCapture, LeadImport, LeadImportInput } from '@cartie/shared/schemas/lead-intake'
import { actorName, withTx } from '../../client.ts'
import { requirePermission, type Context } from '../../context.ts'
import { storableJson } from '../../storable-json.ts'

/** Keeps what came in, in its order, and rings for those who capture it. Returns the batch that it makes. */
export async function acceptIntakes(ctx: Context, given: readonly LeadCapture[]): Promise<string> {
  requirePermission(ctx, 'leads.write')
  const batchId = randomUUID()
  await withTx(ctx, async (tx) => {
    await tx.sql`
      insert into lead_intakes (workspace_id, batch_id, seq, source, given, created_by)
      select ${ctx.workspaceId}, ${batchId}, i.n, i.given ->> 'source', i.given, ${actorName(ctx)}
      from jsonb_array_elements(${storableJson(given)}::jsonb) with ordinality as i(given, n)`
    const times = Math.min(lanesPerBatch, Math.ceil(given.length / intakesPerClaim))
    tx.wake(leadCapture, { workspaceId: ctx.workspaceId }, { times })
  })
  return batchId
}

/** Accepts rows of a table or a script as one batch, to be captured in the background. */
export async function importLeads(ctx: Context, { rows }: LeadImportInput): Promise<LeadImport> {
  const source = ctx.actor.kind === 'apiKey' ? 'api' : 'csv'
  const id = await acceptIntakes(
    ctx,
    rows.map((row) => ({ ...row, source: row.source ?? source })),
  )
  const total = rows.length
  return { id, total, pending: total, created: 0, merged: 0, unchanged: 0, setAside: 0, problems: [] }
}
