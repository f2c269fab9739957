// The link is used up by a person's press, never by what a mail program opens to look at it.
export const ssr = false
