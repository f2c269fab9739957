import { sep } from 'node:path'
import type { Plugin } from 'vite'

const endpointFile = new RegExp(`/shared/src/endpoints/[a-z-]+\\.ts$`)

/**
 * A build plugin: of an endpoint a browser gets what a call needs, its method and its address. Its schemas are what the
 * API holds a call to; with them would come zod, the rules of phones, and half of `shared` before the first page.
 */
export const endpointAddresses = (): Plugin => ({
  name: 'cartie:endpoint-addresses',
  enforce: 'pre',
  applyToEnvironment: (environment) => environment.name === 'client',
  async load(id) {
    const file = id.split('?')[0]!
    if (!endpointFile.test(file.replaceAll(sep, '/'))) return undefined
    const endpoints = Object.entries((await import(file)) as Record<string, { method: string; path: string }>)
    return endpoints
      .map(([name, { method, path }]) => `export const ${name} = ${JSON.stringify({ method, path })}\n`)
      .join('')
  },
})
