// Mends defects of libraries that have no release without them. Runs after an install; a second run changes nothing.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './root.ts'

interface Mend {
  files: string[]
  /** Texts as they are shipped, each with what stands there instead. */
  changes: [shipped: string, mended: string][]
}

// postgres 3.4.9 (its issues 1154 and 1208): a statement sent on a connection that has just been lost ends the
// whole process; one that was not yet flushed leaves a connection that can never send again; and one sent between
// a connection's error and its end, as every rollback is, waits for ever.
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
  ],
}

for (const mend of [postgres]) {
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
    if (text !== readFileSync(file, 'utf8')) writeFileSync(file, text)
  }
}
