/** Stands among a variant's files for a link that is still being read: whatever stands there is still to come. */
export const linkMark = 'link'
