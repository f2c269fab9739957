import { setFlagsFromString } from 'node:v8'
import { expect, test } from 'vitest'
import '@cartie/shared/queue'

test('strings are as quick after the queues are loaded as before', () => {
  setFlagsFromString('--allow-natives-syntax')
  // eslint-disable-next-line @typescript-eslint/no-implied-eval -- V8 tells it in no other way
  const isQuick = new Function('object', 'return %HasFastProperties(object)') as (object: object) => boolean
  expect(isQuick(String.prototype)).toBe(true)
})
