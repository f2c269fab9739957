import { createScenario } from '@cartie/db/services/scenario/create'
import { deleteScenario } from '@cartie/db/services/scenario/delete'
import { getScenario } from '@cartie/db/services/scenario/get'
import { getScenarioVersion } from '@cartie/db/services/scenario/get-version'
import { installTemplate } from '@cartie/db/services/scenario/install-template'
import { listScenarios } from '@cartie/db/services/scenario/list'
import { listScenarioTemplates } from '@cartie/db/services/scenario/list-templates'
import { listScenarioVersions } from '@cartie/db/services/scenario/list-versions'
import { publishScenario } from '@cartie/db/services/scenario/publish'
import { restoreScenario } from '@cartie/db/services/scenario/restore'
import { saveScenario } from '@cartie/db/services/scenario/save'
import { scenarioStats } from '@cartie/db/services/scenario/stats'
import { unpublishScenario } from '@cartie/db/services/scenario/unpublish'
import * as endpoints from '@cartie/shared/endpoints/scenarios'
import type { Serve } from '../serve.ts'

/** The scenarios of bots: drafts, versions, templates and statistics. */
export function scenarioRoutes(serve: Serve): void {
  serve(endpoints.listScenarios, ({ ctx, query }) => listScenarios(ctx, query))
  serve(endpoints.createScenario, ({ ctx, body }) => createScenario(ctx, body))
  serve(endpoints.getScenario, ({ ctx, params }) => getScenario(ctx, params.id))
  serve(endpoints.saveScenario, ({ ctx, params, body }) => saveScenario(ctx, params.id, body))
  serve(endpoints.publishScenario, ({ ctx, params, body }) => publishScenario(ctx, params.id, body))
  serve(endpoints.unpublishScenario, ({ ctx, params }) => unpublishScenario(ctx, params.id))
  serve(endpoints.deleteScenario, ({ ctx, params }) => deleteScenario(ctx, params.id))
  serve(endpoints.restoreScenario, ({ ctx, params }) => restoreScenario(ctx, params.id))
  serve(endpoints.listScenarioVersions, ({ ctx, params }) => listScenarioVersions(ctx, params.id))
  serve(endpoints.getScenarioVersion, ({ ctx, params }) => getScenarioVersion(ctx, params.id, params.number))
  serve(endpoints.scenarioStats, ({ ctx, params, query }) => scenarioStats(ctx, params.id, query))
  serve(endpoints.listScenarioTemplates, ({ ctx }) => listScenarioTemplates(ctx))
  serve(endpoints.installScenarioTemplate, ({ ctx, params, body }) => installTemplate(ctx, params.id, body))
}
