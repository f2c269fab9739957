import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../root.ts'
import { outcomeOf, type SecurityCheck } from './check.ts'

const Dependencies = z.record(z.string(), z.string()).default({})
export const Lockfile = z.object({
  packages: z.record(
    z.string(),
    z.object({
      name: z.string().optional(),
      version: z.string().optional(),
      resolved: z.string().optional(),
      integrity: z.string().optional(),
      link: z.boolean().optional(),
      inBundle: z.boolean().optional(),
      hasInstallScript: z.boolean().optional(),
      dependencies: Dependencies,
      devDependencies: Dependencies,
      optionalDependencies: Dependencies,
    }),
  ),
})
export type Lockfile = z.infer<typeof Lockfile>

/** The name under which a package lies at that path of a lockfile. */
export const nameAt = (path: string): string => path.slice(path.lastIndexOf('node_modules/') + 13)

/** Whether the lockfile's entry at that path is a package that comes from elsewhere. */
export const isForeign = (path: string, entry: Lockfile['packages'][string]): boolean =>
  path.includes('node_modules/') && !entry.link

/**
 * What of a lockfile does not come whole from the registry, or would run a script that nobody allowed.
 * @param allowScripts by name, as in package.json; what is denied there does not run either
 */
export function judgeLockfile(lock: Lockfile, allowScripts: Record<string, boolean>): string[] {
  const found: string[] = []
  for (const [path, entry] of Object.entries(lock.packages)) {
    const asked = { ...entry.dependencies, ...entry.devDependencies, ...entry.optionalDependencies }
    for (const [name, range] of Object.entries(asked)) {
      if (/^(git|https?|file|github|link)[:+]|^[\w-]+\/[\w.-]+$/.test(range))
        found.push(`${path || 'package.json'} asks for ${name} from ${range}`)
    }
    if (!isForeign(path, entry) || entry.inBundle) continue
    // Without an address it comes from the registry that npm is set to, and has to match the checksum.
    if (entry.resolved !== undefined && !entry.resolved.startsWith('https://registry.npmjs.org/'))
      found.push(`${path} comes from ${entry.resolved}`)
    if (!entry.integrity?.startsWith('sha512-')) found.push(`${path} has no checksum`)
    if (entry.hasInstallScript && !(nameAt(path) in allowScripts))
      found.push(`${path} has an install script; allowScripts of package.json says nothing of it`)
  }
  return found
}

const read = (path: string): unknown => JSON.parse(readFileSync(join(root, path), 'utf8'))

/** Where packages come from. */
export const lockfile: SecurityCheck = {
  name: 'lockfile',
  run: () => {
    const Allowed = z.object({ allowScripts: z.record(z.string(), z.boolean()).default({}) })
    const { allowScripts } = Allowed.parse(read('package.json'))
    const files = ['package-lock.json', 'bench/package-lock.json']
    return Promise.resolve(
      outcomeOf(
        files.flatMap((file) =>
          judgeLockfile(Lockfile.parse(read(file)), allowScripts).map((line) => `${file}: ${line}`),
        ),
      ),
    )
  },
}
