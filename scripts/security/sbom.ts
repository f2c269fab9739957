import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { root } from '../root.ts'
import { outcomeOf, outputOf, type SecurityCheck } from './check.ts'
import { isForeign, Lockfile, nameAt } from './lockfile.ts'

const Bill = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.object({ purl: z.string(), name: z.string(), version: z.string() })),
})

/** What the lockfile installs and the bill of materials does not list. */
export function missingIn(bill: unknown, lock: Lockfile): string[] {
  const parsed = Bill.safeParse(bill)
  if (!parsed.success) return ['npm sbom wrote no CycloneDX document']
  const listed = new Set(parsed.data.components.map((c) => decodeURIComponent(c.purl)))
  const wanted = Object.entries(lock.packages)
    .filter(([path, entry]) => isForeign(path, entry))
    .map(([path, entry]) => `pkg:npm/${entry.name ?? nameAt(path)}@${entry.version}`)
  return [...new Set(wanted)].filter((purl) => !listed.has(purl)).map((purl) => `${purl} is not listed`)
}

/** Writes `.reports/sbom.cdx.json`, the list of everything that Cartie is made of, and checks that it is whole. */
export const sbom: SecurityCheck = {
  name: 'sbom',
  run: async () => {
    // Peers that we overrule on purpose are no reason to write nothing.
    const args = ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only', '--legacy-peer-deps']
    const text = await outputOf('npm', args)
    mkdirSync(join(root, '.reports'), { recursive: true })
    writeFileSync(join(root, '.reports', 'sbom.cdx.json'), text)
    const lock = Lockfile.parse(JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')))
    return outcomeOf(missingIn(text.trim() ? JSON.parse(text) : undefined, lock))
  },
}
