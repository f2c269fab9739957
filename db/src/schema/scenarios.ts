import { sql } from 'drizzle-orm'
import {
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import { workspaces } from './auth.ts'
import { botConfigs } from './bots.ts'
import { createdAt, id, instant, workspacePolicies } from './columns.ts'

/** A bot's script: a draft that people edit, and the version that is live. */
export const scenarios = pgTable(
  'scenarios',
  {
    id: id(),
    workspaceId: uuid('workspace_id')
      .notNull()
      .references(() => workspaces.id, { onDelete: 'cascade' }),
    name: text('name').notNull(),
    /** The template that it was installed from. */
    templateId: text('template_id'),
    draft: jsonb('draft').notNull(),
    /** Counts the changes of the draft, so that two editors notice each other. */
    version: integer('version').notNull().default(1),
    /** The live version; null: not published. */
    publishedId: uuid('published_id'),
    createdAt: createdAt(),
    updatedAt: instant('updated_at').notNull().defaultNow(),
    deletedAt: instant('deleted_at'),
  },
  (t) => [
    unique('scenarios_of_workspace').on(t.workspaceId, t.id),
    uniqueIndex('scenarios_name')
      .on(t.workspaceId, t.name)
      .where(sql`deleted_at is null`),
    ...workspacePolicies('scenarios'),
  ],
).enableRLS()

/** One published state of a scenario: never changed. */
export const scenarioVersions = pgTable(
  'scenario_versions',
  {
    id: id(),
    workspaceId: uuid('workspace_id').notNull(),
    scenarioId: uuid('scenario_id').notNull(),
    number: integer('number').notNull(),
    graph: jsonb('graph').notNull(),
    note: text('note'),
    publishedBy: text('published_by').notNull(),
    publishedAt: instant('published_at').notNull().defaultNow(),
  },
  (t) => [
    unique('scenario_versions_number').on(t.scenarioId, t.number),
    foreignKey({
      columns: [t.workspaceId, t.scenarioId],
      foreignColumns: [scenarios.workspaceId, scenarios.id],
    }).onDelete('cascade'),
    ...workspacePolicies('scenario_versions'),
  ],
).enableRLS()

/** Which bots a scenario serves. A bot may have several. */
export const scenarioBots = pgTable(
  'scenario_bots',
  {
    workspaceId: uuid('workspace_id').notNull(),
    scenarioId: uuid('scenario_id').notNull(),
    botId: uuid('bot_id').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.scenarioId, t.botId] }),
    foreignKey({
      columns: [t.workspaceId, t.scenarioId],
      foreignColumns: [scenarios.workspaceId, scenarios.id],
    }).onDelete('cascade'),
    foreignKey({
      columns: [t.workspaceId, t.botId],
      foreignColumns: [botConfigs.workspaceId, botConfigs.id],
    }).onDelete('cascade'),
    // A bot's scenarios.
    index('scenario_bots_bot').on(t.botId),
    ...workspacePolicies('scenario_bots'),
  ],
).enableRLS()
