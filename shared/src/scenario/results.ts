import { z } from 'zod'
import { CarCard } from './car-card.ts'
import { Value } from './value.ts'

/** Something else may stand beside what is read. */
const open = <Shape extends z.ZodRawShape>(shape: Shape) => z.object(shape).catchall(Value)

/**
 * What the world answers to an effect: the `value` of a `result` event whose `ok` is true. A value that does not
 * fit counts as a failure. With `ok` false the value may say why, as a text.
 */
export const results = {
  search: z.object({ cars: z.array(CarCard).max(50), total: z.int().min(0) }),
  captureLead: open({ code: z.string() }),
  createRequest: open({ requestId: z.string(), code: z.string() }),
  /** `status` in words of the language of the talk, newest first. */
  listRequests: z.array(z.object({ code: z.string(), title: z.string(), status: z.string() })),
  /** What partners may know of a request; `text` is plain, in the language of the request. */
  loadRequest: open({ code: z.string(), title: z.string(), text: z.string(), open: z.boolean() }),
  /** With `ok` false the value says why in words of the language of the talk. */
  submitOffer: Value,
  /** `body` is the parsed JSON, or the text. Answers of 4xx and 5xx are `ok` too: their status is told. */
  httpRequest: z.object({ status: z.int(), body: Value }),
} as const
