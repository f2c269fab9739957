// One-shot, for installations with a DATABASE_URL: migrations, queue tables, first workspace.
import { readConfig } from '@cartie/shared/config'
import { prepareDatabase } from './prepare-database.ts'

const config = readConfig(process.env)
if (!config.databaseUrl || !config.secret) {
  console.error('Set DATABASE_URL and CARTIE_SECRET. Without a database of your own, use npm start.')
  process.exit(1)
}
const seeded = await prepareDatabase({
  adminUrl: config.databaseUrl,
  secret: config.secret,
  restored: config.restored,
  note: console.log,
  keep: (made) => {
    // Printed before it is committed: a login that nobody saw would lock everybody out.
    console.log('The first login, shown this once:')
    console.log(JSON.stringify({ url: config.publicUrl, ...made, created: undefined }, null, 2))
  },
})
console.log(seeded.created ? 'The database is ready.' : 'The database is up to date.')
