import type { Tx } from '../../context.ts'

/** What a reply shows of posts `p`, with the cars of each that are still in the inventory. */
export const postColumns = ({ sql }: Tx) => sql`
  p.id, p.parts, p.source_chat_id, p.source_message_id, p.source_username, p.state, p.outcome, p.reason, p.posted_at,
  p.created_at, p.handled_at, (
    select coalesce(jsonb_agg(jsonb_build_object('id', l.id, 'title', coalesce(
      nullif(concat_ws(' ', l.make, l.model, l.year), ''), l.title, '—')) order by l.first_seen_at, l.id), '[]')
    from car_listings l
    where l.workspace_id = p.workspace_id and l.id = any (p.listing_ids) and l.deleted_at is null) as cars`
