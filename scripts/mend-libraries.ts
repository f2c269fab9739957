// Mends defects of libraries that have no release without them. Runs after an install; a second run changes nothing.
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

interface Mend {
  files: string[]
  /** Texts as they are shipped, each with what stands there instead. */
  changes: [shipped: string, mended: string][]
}

// postgres 3.4.9 (its issues 1154 and 1208): a statement sent on a connection that has just been lost ends the
// whole process; one that was not yet flushed leaves a connection that can never send again; and one sent between
// a connection's error and its end, as every rollback is, waits for ever. And a connection that is lost while it asks
// for the types of arrays, right after it was made, rejects a promise that nobody holds, which ends the process.
const postgres: Mend = {
  files: ['node_modules/postgres/src/connection.js', 'node_modules/postgres/cjs/src/connection.js'],
  changes: [
    [
      '    const x = socket.write(chunk, fn)\n',
      "    if (socket === null) {\n      clearImmediate(nextWriteTimer)\n      chunk = nextWriteTimer = null\n      error(Errors.connection('CONNECTION_CLOSED', options))\n      return true\n    }\n    const x = socket.write(chunk, fn)\n",
    ],
    [
      "    clearImmediate(nextWriteTimer)\n    socket.removeListener('data', data)\n",
      "    clearImmediate(nextWriteTimer)\n    chunk = nextWriteTimer = null\n    socket.removeListener('data', data)\n",
    ],
    [
      "    !hadError && (query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
      "    ;(query || sent.length) && error(Errors.connection('CONNECTION_CLOSED', options, socket))\n",
    ],
    ['        return fetchArrayTypes()\n', '        return fetchArrayTypes().catch(() => undefined)\n'],
  ],
}

// bullmq 6.7.0: a process that starts while Postgres is away keeps the failure for good: it neither rings nor works
// until it is started again.
const bullmq: Mend = {
  files: [
    'node_modules/bullmq/dist/cjs/postgres/postgres-connection.js',
    'node_modules/bullmq/dist/esm/postgres/postgres-connection.js',
  ],
  changes: [
    [
      '            this.readyPromise = this.bootstrap();\n',
      '            const ready = this.bootstrap();\n            this.readyPromise = ready;\n            ready.catch(() => (this.readyPromise = undefined));\n',
    ],
  ],
}

for (const mend of [postgres, bullmq]) {
  for (const name of mend.files) {
    const file = join(root, name)
    if (!existsSync(file)) continue
    let text = readFileSync(file, 'utf8')
    for (const [shipped, mended] of mend.changes) {
      if (text.includes(mended)) continue
      if (!text.includes(shipped))
        throw new Error(
          `${name} is not what scripts/mend-libraries.ts knows. Look whether it still needs mending.`,
        )
      text = text.replace(shipped, mended)
    }
    if (text === readFileSync(file, 'utf8')) continue
    // Put in place whole, and as a file of its own: installs may share theirs.
    writeFileSync(`${file}.mended`, text)
    renameSync(`${file}.mended`, file)
  }
}
