import { z } from 'zod'
import { defineEndpoint } from '../endpoint.ts'
import { ScenarioGraph } from '../scenario/graph.ts'
import { idParams } from '../schemas/common.ts'
import {
  Scenario,
  ScenarioCreate,
  ScenarioDetail,
  ScenarioInstall,
  ScenarioPublish,
  ScenarioSave,
  ScenarioStats,
  ScenarioStatsQuery,
  ScenarioTemplate,
  ScenarioVersionInfo,
} from '../schemas/scenario.ts'

const versionParams = z.object({ ...idParams.shape, number: z.coerce.number().int().min(1) })

export const listScenarios = defineEndpoint({
  id: 'scenarios.list',
  method: 'GET',
  path: '/scenarios',
  access: 'scenarios.read',
  status: 200,
  summary: 'The scenarios of the workspace, by name',
  query: z.object({ deleted: z.stringbool().default(false) }),
  reply: z.object({ data: z.array(Scenario) }),
})
export const createScenario = defineEndpoint({
  id: 'scenarios.create',
  method: 'POST',
  path: '/scenarios',
  access: 'scenarios.write',
  status: 201,
  summary: 'A new draft: empty, from a template, or imported',
  body: ScenarioCreate,
  bodyLimit: 2 * 1024 * 1024,
  reply: ScenarioDetail,
})
export const getScenario = defineEndpoint({
  id: 'scenarios.get',
  method: 'GET',
  path: '/scenarios/:id',
  access: 'scenarios.read',
  status: 200,
  summary: 'A scenario with its draft and what is wrong with it',
  params: idParams,
  reply: ScenarioDetail,
})
export const saveScenario = defineEndpoint({
  id: 'scenarios.save',
  method: 'PATCH',
  path: '/scenarios/:id',
  access: 'scenarios.write',
  status: 200,
  summary: 'Saves the draft, the name, or the bots; what is live stays as it is',
  params: idParams,
  body: ScenarioSave,
  bodyLimit: 2 * 1024 * 1024,
  reply: ScenarioDetail,
})
export const publishScenario = defineEndpoint({
  id: 'scenarios.publish',
  method: 'POST',
  path: '/scenarios/:id/publish',
  access: 'scenarios.write',
  status: 200,
  summary: 'Makes the draft the live version; running talks end on theirs',
  params: idParams,
  body: ScenarioPublish,
  reply: ScenarioDetail,
})
export const unpublishScenario = defineEndpoint({
  id: 'scenarios.unpublish',
  method: 'POST',
  path: '/scenarios/:id/unpublish',
  access: 'scenarios.write',
  status: 200,
  summary: 'Starts no new talks; running ones go on',
  params: idParams,
  reply: ScenarioDetail,
})
export const deleteScenario = defineEndpoint({
  id: 'scenarios.delete',
  method: 'DELETE',
  path: '/scenarios/:id',
  access: 'scenarios.write',
  status: 204,
  summary: 'Puts a scenario into the bin; running talks end on it',
  params: idParams,
})
export const restoreScenario = defineEndpoint({
  id: 'scenarios.restore',
  method: 'POST',
  path: '/scenarios/:id/restore',
  access: 'scenarios.write',
  status: 200,
  summary: 'Takes a scenario out of the bin',
  params: idParams,
  reply: ScenarioDetail,
})
export const listScenarioVersions = defineEndpoint({
  id: 'scenarios.versions',
  method: 'GET',
  path: '/scenarios/:id/versions',
  access: 'scenarios.read',
  status: 200,
  summary: 'What was published, newest first',
  params: idParams,
  reply: z.object({ data: z.array(ScenarioVersionInfo) }),
})
export const getScenarioVersion = defineEndpoint({
  id: 'scenarios.version',
  method: 'GET',
  path: '/scenarios/:id/versions/:number',
  access: 'scenarios.read',
  status: 200,
  summary: 'The graph of a published version',
  params: versionParams,
  reply: z.object({ number: z.number().int(), graph: ScenarioGraph }),
})
export const scenarioStats = defineEndpoint({
  id: 'scenarios.stats',
  method: 'GET',
  path: '/scenarios/:id/stats',
  access: 'scenarios.read',
  status: 200,
  summary: 'Entries, exits, drop-off and median time of each node',
  params: idParams,
  query: ScenarioStatsQuery,
  reply: ScenarioStats,
})
export const listScenarioTemplates = defineEndpoint({
  id: 'scenario_templates.list',
  method: 'GET',
  path: '/scenario-templates',
  access: 'scenarios.read',
  status: 200,
  summary: 'Ready scenarios',
  reply: z.object({ data: z.array(ScenarioTemplate) }),
})
export const installScenarioTemplate = defineEndpoint({
  id: 'scenario_templates.install',
  method: 'POST',
  path: '/scenario-templates/:id/install',
  access: 'scenarios.write',
  status: 201,
  summary: 'Makes a scenario of a template and publishes it',
  params: z.object({ id: z.string().max(60) }),
  body: ScenarioInstall,
  reply: ScenarioDetail,
})
