// The link is used up in the browser that signs in by it.
export const ssr = false
