import { AppError } from '@cartie/shared/errors'

/** What `enter_workspace` raises in a workspace that was deleted. */
export const workspaceGoneCode = 'CW404'

/** The refusal of every verb in a workspace that was deleted: nothing is read or written there any more. */
export class WorkspaceGone extends AppError {
  constructor() {
    super('not_found', 'This workspace was deleted.')
    this.name = 'WorkspaceGone'
  }
}
