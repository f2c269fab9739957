import { session } from './session.svelte.ts'

/** Where this browser keeps a draft: of one person, in one workspace, of one thing. */
export const draftKey = (of: string): string =>
  `cartie-draft ${session.workspaceId ?? ''} ${session.me?.user?.id ?? ''} ${of}`
