// Loaded before every script, in plain JavaScript so that an older Node can say what is wrong.
const major = Number(process.versions.node.split('.')[0])
if (major < 24) {
  console.error(
    `Cartie needs Node 24 or newer; this is ${process.version}.\n` +
      'npm brings it along on Linux and Windows: run "npm ci" again without leaving out optional packages.\n' +
      'On other systems install Node 24 (https://nodejs.org) and start again.',
  )
  process.exit(1)
}
