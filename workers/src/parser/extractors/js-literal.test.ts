import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readJsValue } from './js-literal.ts'

const read = (source: string) => readJsValue(source, 0)?.value

describe('data in scripts is read without running it', () => {
  test.each([
    [
      'an object with bare keys and single quotes',
      "{a:1,'b':'x\\'y',c:[1,,2],}",
      { a: 1, b: "x'y", c: [1, 2] },
    ],
    [
      'short forms of minifiers',
      '{a:!0,b:!1,c:void 0,d:1e3,e:.5,f:-2}',
      { a: true, b: false, c: undefined, d: 1000, e: 0.5, f: -2 },
    ],
    ['escapes', String.raw`"\u0410\x41\n\/"`, 'АA\n/'],
    ['a string of JSON', String.raw`JSON.parse("{\"a\":[1]}")`, { a: [1] }],
    [
      'a function call with arguments',
      '(function(a,b){return {x:a,y:[b,b]}}(1,"z"))',
      { x: 1, y: ['z', 'z'] },
    ],
    [
      'arguments filled in before the return',
      '(function(a,b){a.p=b;a.q={r:2};return {s:a}}({},7))',
      { s: { p: 7, q: { r: 2 } } },
    ],
    ['an arrow', '((a)=>{return {x:a}})(3)', { x: 3 }],
    ['new Date and new Map', '{d:new Date("2020-01-01"),m:new Map([])}', { d: '2020-01-01', m: [] }],
    [
      'functions and calls among data',
      '{a:1,f:function(){while(true){}},g(){return 2},h:run(5),b:2}',
      { a: 1, f: undefined, h: undefined, b: 2 },
    ],
    ['a sum of strings', '"a"+"b"', 'ab'],
  ])('%s', (_, source, expected) => {
    expect(read(source)).toEqual(expected)
  })
})

test('names of prototypes are never set', () => {
  expect(Object.keys(read('{"__proto__":{"x":1},constructor:1,a:2}') as object)).toEqual(['a'])
  read('(function(a){a.__proto__.polluted=1;a["__proto__"]["polluted"]=1;return a}({}))')
  expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false)
})

test('too deep and too large input is given up', () => {
  expect(read('['.repeat(100_000))).toBeUndefined()
  expect(readJsValue(`[${'1,'.repeat(1_000_000)}]`, 0)).toBeUndefined()
})

test('no text makes it throw, and JSON reads as itself', () => {
  fc.assert(fc.property(fc.string({ maxLength: 80 }), (text) => void readJsValue(text, 0)))
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 3 }), (value) => {
      const text = JSON.stringify(value)
      fc.pre(!/__proto__|"constructor"|"prototype"/.test(text))
      expect(read(text)).toEqual(JSON.parse(text))
    }),
  )
})
