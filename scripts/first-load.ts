// `node scripts/first-load.ts`: what each page of the dashboard makes a browser fetch before it is shown.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { root } from './root.ts'

const build = join(root, 'dashboard/build')
const importsOf = 'export const imports = '

interface Manifest {
  client: { imports: string[] }
  routes: { id: string; page: { layouts: (number | undefined)[]; leaf: number } | null }[]
}
export interface FirstLoad {
  /** As SvelteKit names it: `/(app)/leads`. */
  route: string
  /** All scripts, compressed as the front door sends them to a browser that knows gzip. */
  bytes: number
  files: { file: string; bytes: number }[]
}

/**
 * The scripts that the entry, a page and its layouts import, and so on, for every page of the dashboard as it was built
 * last; the largest first. What is imported later is none of it. Throws where nothing was built.
 */
export async function firstLoads(): Promise<FirstLoad[]> {
  const { manifest } = (await import(pathToFileURL(join(build, 'server/manifest.js')).href)) as {
    manifest: Manifest
  }
  const { client, routes } = manifest
  return routes
    .flatMap(({ id, page }) => (page ? [{ route: id, nodes: [...page.layouts, page.leaf] }] : []))
    .map(({ route, nodes }) => {
      const names = new Set([...client.imports, ...nodes.flatMap(scriptsOf)])
      const files = [...names]
        .map((file) => ({ file, bytes: readFileSync(join(build, 'client', `${file}.gz`)).length }))
        .sort((a, b) => b.bytes - a.bytes)
      return { route, files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0) }
    })
    .sort((a, b) => b.bytes - a.bytes)
}

/** What a page or a layout imports, as its own file of the build tells. */
function scriptsOf(node: number | undefined): string[] {
  if (node === undefined) return []
  const lines = readFileSync(join(build, `server/nodes/${node}.js`), 'utf8').split('\n')
  const line = lines.find((one) => one.startsWith(importsOf))
  return line ? (JSON.parse(line.slice(importsOf.length).replace(/;$/, '')) as string[]) : []
}

if (process.argv[1] === import.meta.filename)
  for (const { route, bytes } of await firstLoads())
    console.log(`${(bytes / 1000).toFixed(1).padStart(7)} KB  ${route}`)
