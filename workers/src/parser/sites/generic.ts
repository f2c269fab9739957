import type { Site } from '../site.ts'

/** Every site that has no file of its own: the general rules read it, and there is nothing to add to them. */
export const generic: Site = { id: 'generic', name: 'Any other site', hosts: [] }
