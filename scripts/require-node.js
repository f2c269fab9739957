// Loaded before every script, in plain JavaScript so that an older Node can say what is wrong.
import module from 'node:module'
import { fileURLToPath } from 'node:url'

const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Cartie needs Node 24 or newer; this is ${process.version}.\n` +
      'npm brings it along on Linux and Windows: run "npm ci" again without leaving out optional packages.\n' +
      'On other systems install Node 24 (https://nodejs.org) and start again.',
  )
  process.exit(1)
}

// Compiled once, started often: half the start and 20 MB less, as TypeScript needs no stripping again.
module.enableCompileCache(fileURLToPath(new URL('../node_modules/.cache/compiled', import.meta.url)))
