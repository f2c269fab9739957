import { boolean, foreignKey, index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { botConfigs } from './bots.ts'
import { carListings } from './car-listings.ts'
import { createdAt, instant, workspacePolicies } from './columns.ts'
import { integrations } from './integrations.ts'

/** A car in a channel: one post for each integration. */
export const carPosts = pgTable(
  'car_posts',
  {
    workspaceId: uuid('workspace_id').notNull(),
    integrationId: uuid('integration_id')
      .notNull()
      .references(() => integrations.id, { onDelete: 'cascade' }),
    listingId: uuid('listing_id').notNull(),
    botId: uuid('bot_id').notNull(),
    chatId: text('chat_id').notNull(),
    /** Whether it is a photo with a caption. */
    hasPhoto: boolean('has_photo').notNull(),
    /** What it said when it was written last, to see whether an edit is due. */
    shown: text('shown').notNull(),
    /** The delivery of the post, and of its last edit. */
    deliveryId: uuid('delivery_id').notNull(),
    editDeliveryId: uuid('edit_delivery_id'),
    createdAt: createdAt(),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.listingId] }),
    foreignKey({
      columns: [t.workspaceId, t.listingId],
      foreignColumns: [carListings.workspaceId, carListings.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    // How many has it posted today?
    index('car_posts_newest').on(t.integrationId, t.createdAt),
    ...workspacePolicies('car_posts'),
  ],
).enableRLS()

/** A car that has changed since its post was looked at; each once, however often it changed. */
export const carPostTasks = pgTable(
  'car_post_tasks',
  {
    workspaceId: uuid('workspace_id').notNull(),
    integrationId: uuid('integration_id')
      .notNull()
      .references(() => integrations.id, { onDelete: 'cascade' }),
    listingId: uuid('listing_id').notNull(),
    dueAt: instant('due_at').notNull().defaultNow(),
  },
  (t) => [
    primaryKey({ columns: [t.integrationId, t.listingId] }),
    // The sweeper: what is due?
    index('car_post_tasks_due').on(t.dueAt),
    ...workspacePolicies('car_post_tasks'),
  ],
).enableRLS()
