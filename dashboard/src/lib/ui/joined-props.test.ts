import { expect, test } from 'vitest'
import { joinedProps } from './joined-props.ts'

test('listeners of both are called in their order, and nothing of either is lost', () => {
  const heard: string[] = []
  const attachment = Symbol('attachment')
  const joined = joinedProps(
    { id: 'first', title: 'stays', onclick: () => heard.push('first'), onfocus: () => heard.push('focus') },
    { id: 'second', onclick: () => heard.push('second'), onblur: undefined, [attachment]: 1 },
  )
  for (const name of ['onclick', 'onfocus']) (joined[name] as (event: unknown) => void)({})
  expect(heard).toEqual(['first', 'second', 'focus'])
  expect(joined).toMatchObject({ id: 'second', title: 'stays', [attachment]: 1 })
})
