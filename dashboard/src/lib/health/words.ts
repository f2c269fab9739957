import type { FillField, WorkKind } from '@cartie/shared/schemas/stats'
import type { QueueName } from '@cartie/shared/job'
import { m } from '#lib/paraglide/messages.js'

interface CheckWords {
  title: () => string
  /** What to do when it is red. */
  cure: () => string
}

const checks: Record<string, CheckWords> = {
  work_forgotten: { title: m.health_work_forgotten, cure: m.health_cure_workers },
  claims_expired: { title: m.health_claims_expired, cure: m.health_cure_workers },
  parses_stuck: { title: m.health_parses_stuck, cure: m.health_cure_workers },
  items_left_behind: { title: m.health_items_left_behind, cure: m.health_cure_import_again },
  counts_wrong: { title: m.health_counts_wrong, cure: m.health_cure_report },
  cars_missing: { title: m.health_cars_missing, cure: m.health_cure_import_again },
  intakes_forgotten: { title: m.health_intakes_forgotten, cure: m.health_cure_workers },
  leads_missing: { title: m.health_leads_missing, cure: m.health_cure_report },
  reminders_forgotten: { title: m.health_reminders_forgotten, cure: m.health_cure_workers },
  price_history_wrong: { title: m.health_price_history_wrong, cure: m.health_cure_report },
  cars_doubled: { title: m.health_cars_doubled, cure: m.health_cure_report },
  deliveries_stuck: { title: m.health_deliveries_stuck, cure: m.health_cure_workers },
  deliveries_late: { title: m.health_deliveries_late, cure: m.health_cure_bots },
  deliveries_unknown: { title: m.health_deliveries_unknown, cure: m.health_cure_settle },
  deliveries_doubled: { title: m.health_deliveries_doubled, cure: m.health_cure_report },
  updates_late: { title: m.health_updates_late, cure: m.health_cure_workers },
  updates_unfinished: { title: m.health_updates_unfinished, cure: m.health_cure_workers },
  posts_late: { title: m.health_posts_late, cure: m.health_cure_workers },
  request_posts_late: { title: m.health_request_posts_late, cure: m.health_cure_bots },
  request_posts_doubled: { title: m.health_request_posts_doubled, cure: m.health_cure_report },
  proposals_late: { title: m.health_proposals_late, cure: m.health_cure_workers },
  matching_late: { title: m.health_matching_late, cure: m.health_cure_workers },
  matching_set_aside: { title: m.health_matching_set_aside, cure: m.health_cure_matching },
  clock_skew: { title: m.health_clock_skew, cure: m.health_cure_clock },
}

/** What a check watches, in the reader's words, and what helps; a check without words of its own by its own title. */
export function checkWords({ id, title }: { id: string; title: string }): { title: string; cure: string } {
  const words = checks[id]
  return { title: words?.title() ?? title, cure: (words?.cure ?? m.health_cure_report)() }
}

/** The checks that have words. */
export const wordedChecks: readonly string[] = Object.keys(checks)

/** Work by what it is, with where people see it. */
export const workWords: Record<WorkKind, { label: () => string; href: string }> = {
  pages: { label: m.health_work_pages, href: '/import' },
  leads: { label: m.health_work_leads, href: '/leads' },
  chats: { label: m.health_work_chats, href: '/inbox' },
  calls: { label: m.health_work_calls, href: '/inbox' },
  deliveries: { label: m.health_work_deliveries, href: '/deliveries?state=pending' },
  posts: { label: m.health_work_posts, href: '/telegram' },
  requestPosts: { label: m.health_work_request_posts, href: '/requests' },
  matching: { label: m.health_work_matching, href: '/requests' },
}

/** What is watched of a site. */
export const fieldWords: Record<FillField, () => string> = {
  read: m.health_field_read,
  price: m.inventory_field_price,
  year: m.inventory_field_year,
  mileageKm: m.inventory_field_mileage,
  images: m.inventory_field_images,
  phone: m.health_field_phone,
  model: m.inventory_field_model,
  location: m.inventory_field_location,
  vin: m.inventory_field_vin,
}

/** A queue by the work that its wake-ups are for. */
export const queueWords: Partial<Record<QueueName, () => string>> = {
  parser: m.health_queue_parser,
  'bot-scenario': m.health_queue_bots,
  delivery: m.health_queue_delivery,
  integration: m.health_queue_integration,
  'lead-capture': m.health_queue_leads,
  proposal: m.health_queue_proposal,
}
