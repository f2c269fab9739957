/**
 * Makes the methods of strings quick again after a class that extends `String` was defined, as ioredis has one: V8 then
 * keeps `String.prototype` as a dictionary, and each call of a method is a look-up in it, which makes reading a text some
 * five times slower. A boxed string that is read over and over makes V8 lay it out anew.
 */
export function quickenStrings(): void {
  const boxed = Object(' ') as string
  for (let i = 0; i < 1000; i++) boxed.charCodeAt(0)
}
