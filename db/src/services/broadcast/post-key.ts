const prefix = 'request-post'

/** The intent to send a post by one plan: a plan is sent once. */
export const postKey = (post: { id: string; requestId: string; dueAt: string }): string =>
  `${prefix}:${post.requestId}:${post.id}:${Date.parse(post.dueAt)}`

/** The intent to edit a post after the edit, or the post itself, that was written last. */
export const editKey = (post: { id: string; after: string | null }): string =>
  `${prefix}-edit:${post.id}:${post.after ?? 'first'}`

/** The request whose post an intent sends; undefined for any other intent. */
export const requestOfKey = (dedupKey: string | null): string | undefined => {
  const [head, requestId] = dedupKey?.split(':') ?? []
  return head === prefix ? requestId : undefined
}
