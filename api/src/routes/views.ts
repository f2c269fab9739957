import { createView } from '@cartie/db/services/view/create'
import { deleteView } from '@cartie/db/services/view/delete'
import { listViews } from '@cartie/db/services/view/list'
import * as endpoints from '@cartie/shared/endpoints/listings'
import type { Serve } from '../serve.ts'

/** Saved filters of the inventory. */
export function viewRoutes(serve: Serve): void {
  serve(endpoints.listViews, ({ ctx }) => listViews(ctx))
  serve(endpoints.createView, ({ ctx, body }) => createView(ctx, body))
  serve(endpoints.deleteView, ({ ctx, params }) => deleteView(ctx, params.id))
}
