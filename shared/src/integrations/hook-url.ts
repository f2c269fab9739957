import { z } from 'zod'

/** An address that events are sent to. Where it leads is judged at each dial, for names change their addresses. */
export const HookUrl = z
  .url({ protocol: /^https?$/ })
  .max(2000)
  .refine((text) => {
    const url = URL.parse(text)
    return !url?.username && !url?.password
  }, 'An address carries no name and password: what is sent is signed')
