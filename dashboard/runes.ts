import { compileModule } from 'svelte/compiler'
import type { Plugin } from 'vite'

/** Lets tests use modules with runes without a browser: there a rune is a plain value, read when it is asked for. */
export const runes: Plugin = {
  name: 'runes',
  enforce: 'post',
  transform: (code, id) =>
    id.endsWith('.svelte.ts') ? compileModule(code, { filename: id, generate: 'server' }).js.code : undefined,
}
