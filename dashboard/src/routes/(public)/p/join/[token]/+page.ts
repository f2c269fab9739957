// Who opens it may be signed in, which only their browser knows.
export const ssr = false
