import { z } from 'zod'
import { ScenarioGraph } from '../scenario/graph.ts'
import { cleanString, Id, Timestamp } from './common.ts'

const Words = z.object({ uk: z.string(), ru: z.string(), en: z.string() })

/** One thing that is wrong with a graph, beside the node that it is about. Errors keep it from being published. */
export const ScenarioProblem = z
  .object({
    /** Absent for what concerns the whole scenario. */
    nodeId: z.string().optional(),
    /** Path in the node's options, where one is meant. */
    field: z.string().optional(),
    code: z.string(),
    severity: z.enum(['error', 'warning']),
    message: Words,
  })
  .meta({ id: 'ScenarioProblem' })

/** One published state of a scenario. */
export const ScenarioVersionInfo = z
  .object({
    id: Id,
    number: z.number().int(),
    note: z.string().nullable(),
    publishedBy: z.string(),
    publishedAt: Timestamp,
    /** Talks that run on it now. */
    running: z.number().int(),
  })
  .meta({ id: 'ScenarioVersionInfo' })
export type ScenarioVersionInfo = z.infer<typeof ScenarioVersionInfo>

export const Scenario = z
  .object({
    id: Id,
    name: z.string(),
    templateId: z.string().nullable(),
    /** Counts the changes; send it back when saving. */
    version: z.number().int(),
    /** Number of the live version; null: not live. */
    published: z.number().int().nullable(),
    /** Whether the draft differs from what is live. */
    changed: z.boolean(),
    /** The bots that it serves. */
    botIds: z.array(Id),
    updatedAt: Timestamp,
    deletedAt: Timestamp.nullable(),
  })
  .meta({ id: 'Scenario' })
export type Scenario = z.infer<typeof Scenario>

export const ScenarioDetail = z
  .object({ ...Scenario.shape, draft: ScenarioGraph, problems: z.array(ScenarioProblem) })
  .meta({ id: 'ScenarioDetail' })
export type ScenarioDetail = z.infer<typeof ScenarioDetail>

const name = cleanString(100, 1)

/** A new scenario: empty, from a template, or from a graph that was exported. */
export const ScenarioCreate = z.strictObject({
  name,
  templateId: z.string().max(60).optional(),
  graph: ScenarioGraph.optional(),
})
export type ScenarioCreate = z.infer<typeof ScenarioCreate>

export const ScenarioSave = z.strictObject({
  version: z.number().int(),
  name: name.optional(),
  draft: ScenarioGraph.optional(),
  botIds: z.array(Id).max(100).optional(),
})
export type ScenarioSave = z.infer<typeof ScenarioSave>

export const ScenarioPublish = z.strictObject({
  version: z.number().int(),
  note: cleanString(500).optional(),
})
export type ScenarioPublish = z.infer<typeof ScenarioPublish>

export const ScenarioInstall = z.strictObject({
  name: name.optional(),
  botIds: z.array(Id).max(100).default([]),
})
export type ScenarioInstall = z.infer<typeof ScenarioInstall>

/** A ready scenario that a workspace may install. */
export const ScenarioTemplate = z
  .object({
    id: z.string(),
    name: Words,
    description: Words,
    graph: ScenarioGraph,
    /** The workspace's scenarios that came from it. */
    installed: z.array(Id),
  })
  .meta({ id: 'ScenarioTemplate' })
export type ScenarioTemplate = z.infer<typeof ScenarioTemplate>

/** Which time statistics are of: the last `days`, or what `from` and `to` say. */
export const ScenarioStatsQuery = z
  .object({
    days: z.coerce.number().int().min(1).max(365).default(30),
    from: Timestamp.optional().meta({ description: 'entered at or after; `days` before the end if absent' }),
    to: Timestamp.optional().meta({ description: 'entered before; now if absent' }),
  })
  .refine(({ from, to }) => !from || !to || from < to, 'The beginning comes first')
export type ScenarioStatsQuery = z.infer<typeof ScenarioStatsQuery>

/** How people go through a scenario, for each node. */
export const ScenarioStats = z
  .object({
    /** The whole days of the span, at least one. */
    days: z.number().int(),
    from: Timestamp,
    to: Timestamp,
    started: z.number().int(),
    ended: z.number().int(),
    nodes: z.array(
      z.object({
        nodeId: z.string(),
        entries: z.number().int(),
        /** By the exit that was taken. */
        exits: z.record(z.string(), z.number().int()),
        /** Entered and not left since, for an hour and more. */
        dropped: z.number().int(),
        /** Between entering and leaving; null where nobody left. */
        medianSeconds: z.number().nullable(),
      }),
    ),
  })
  .meta({ id: 'ScenarioStats' })
export type ScenarioStats = z.infer<typeof ScenarioStats>
