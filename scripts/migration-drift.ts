import { execFile } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { join, relative } from 'node:path'
import { promisify } from 'node:util'
import { root } from './root.ts'

/**
 * The SQL that is missing from db/migrations for the tables as they are written in db/src/schema, or an empty
 * text. The generator works on a copy, so that asking changes nothing.
 */
export async function migrationDrift(): Promise<string> {
  const db = join(root, 'db')
  // Beside the real ones, for the generator takes only paths below its own directory.
  const copy = mkdtempSync(join(db, '.drift-'))
  try {
    cpSync(join(db, 'migrations'), copy, { recursive: true })
    const before = new Set(readdirSync(copy))
    const drizzleKit = join(root, 'node_modules/drizzle-kit/bin.cjs')
    const where = ['--dialect=postgresql', '--schema=./src/schema/*.ts', `--out=${relative(db, copy)}`]
    // Without a terminal it can't ask which column was renamed: it ends, and that is a drift too.
    await promisify(execFile)(process.execPath, [drizzleKit, 'generate', ...where, '--name=drift'], {
      cwd: db,
    })
    const added = readdirSync(copy).filter((name) => name.endsWith('.sql') && !before.has(name))
    return added.map((name) => readFileSync(join(copy, name), 'utf8')).join('\n')
  } finally {
    rmSync(copy, { recursive: true, force: true })
  }
}
