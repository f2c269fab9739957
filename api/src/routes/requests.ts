import { assignRequest } from '@cartie/db/services/request/assign'
import { boardRequests } from '@cartie/db/services/request/board'
import { changeRequestStatus } from '@cartie/db/services/request/change-status'
import { createRequest } from '@cartie/db/services/request/create'
import { deleteRequest } from '@cartie/db/services/request/delete'
import { facetRequests } from '@cartie/db/services/request/facets'
import { getRequest } from '@cartie/db/services/request/get'
import { listRequests } from '@cartie/db/services/request/list'
import { noteRequest } from '@cartie/db/services/request/note'
import { readRequestText } from '@cartie/db/services/request/read-text'
import { restoreRequest } from '@cartie/db/services/request/restore'
import { storyOfRequest } from '@cartie/db/services/request/story'
import { updateRequest } from '@cartie/db/services/request/update'
import * as endpoints from '@cartie/shared/endpoints/requests'
import type { Serve } from '../serve.ts'

/** The requests: lists, and what is done with them. */
export function requestRoutes(serve: Serve): void {
  serve(endpoints.listRequests, ({ ctx, query }) => listRequests(ctx, query))
  serve(endpoints.boardRequests, ({ ctx, query }) => boardRequests(ctx, query))
  serve(endpoints.facetRequests, ({ ctx, query }) => facetRequests(ctx, query))
  serve(endpoints.readRequest, ({ ctx, body }) => readRequestText(ctx, body.text))
  serve(endpoints.getRequest, ({ ctx, params }) => getRequest(ctx, params.id))
  serve(endpoints.createRequest, ({ ctx, body }) => createRequest(ctx, body), {
    location: (request) => `/requests/${request.id}`,
  })
  serve(endpoints.updateRequest, ({ ctx, params, body }) => updateRequest(ctx, params.id, body))
  serve(endpoints.changeRequestStatus, ({ ctx, params, body }) => changeRequestStatus(ctx, params.id, body))
  serve(endpoints.assignRequest, ({ ctx, params, body }) => assignRequest(ctx, params.id, body))
  serve(endpoints.noteRequest, ({ ctx, params, body }) => noteRequest(ctx, params.id, body.text))
  serve(endpoints.storyOfRequest, ({ ctx, params, query }) => storyOfRequest(ctx, params.id, query))
  serve(endpoints.deleteRequest, ({ ctx, params }) => deleteRequest(ctx, params.id))
  serve(endpoints.restoreRequest, ({ ctx, params }) => restoreRequest(ctx, params.id))
}
