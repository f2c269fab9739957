// Who may import whom: the table of ARCHITECTURE.md, for whole folders.
const tests = '\\.test\\.ts$|/testing/|^e2e/|^bench/'
const libraries = (...names) => `node_modules/(${names.join('|')})/`
const httpOut = libraries('got-scraping', 'got', 'undici', 'axios', 'node-fetch', 'node-telegram-bot-api')

/** Nothing of `from` may reach `to`; tests are outside the wall unless told otherwise. */
const wall = (name, comment, from, to, fromNot = tests) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from, ...(fromNot ? { pathNot: fromNot } : {}) },
  to: typeof to === 'string' ? { path: to } : to,
})

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(#lib|\\$app|\\$env|virtual:|@lucide/svelte/)|/\\$types' },
    },
    wall(
      'shared-stands-alone',
      'shared imports zod and libphonenumber-js; queue.ts brings BullMQ and its drivers.',
      '^shared/src/',
      { path: '.', pathNot: ['^shared/src/', libraries('zod', 'libphonenumber-js')] },
      '\\.test\\.ts$|^shared/src/queue\\.ts$',
    ),
    wall(
      'shared-has-no-rooms',
      'shared knows no other folder.',
      '^shared/',
      '^(db|api|workers|dashboard|scripts)/',
      '',
    ),
    wall('db-never-up', 'db imports shared alone.', '^db/', '^(api|workers|dashboard|scripts)/', ''),
    wall(
      'db-never-serves',
      'db opens no web server, queue or page.',
      '^db/',
      libraries('koa', '@koa', 'bullmq', 'ioredis', 'pg'),
    ),
    wall(
      'api-never-sideways',
      'api asks db, never its neighbours.',
      '^api/',
      '^(workers|dashboard|scripts)/',
    ),
    wall(
      'workers-never-sideways',
      'workers ask db, never their neighbours.',
      '^workers/',
      '^(api|dashboard|scripts)/',
    ),
    wall(
      'dashboard-looks-through-api',
      'dashboard imports shared alone.',
      '^dashboard/',
      '^(db|api|workers|scripts)/',
    ),
    wall(
      'dashboard-is-for-browsers',
      'The server-only files of shared stay out of pages.',
      '^dashboard/src/',
      '^shared/src/(config|queue)\\.ts$',
    ),
    wall(
      'nobody-imports-scripts',
      'Scripts are ends, not parts.',
      '^(shared|db|api|workers|dashboard)/',
      '^scripts/',
      '',
    ),
    wall(
      'services-are-the-door-of-db',
      'Tables are the matter of db alone.',
      '^(api|workers|dashboard)/',
      '^db/src/schema/',
    ),
    wall(
      'drizzle-in-db',
      'Only db speaks SQL.',
      '^(shared|api|workers|dashboard|scripts)/',
      libraries('drizzle-orm', 'drizzle-kit', 'postgres'),
    ),
    wall(
      'queue-in-one-file',
      'Only shared/src/queue.ts and the runner of the workers know BullMQ.',
      '^',
      libraries('bullmq', 'ioredis'),
      `${tests}|^shared/src/queue\\.ts$|^workers/src/runner\\.ts$|^node_modules`,
    ),
    wall(
      'koa-in-api',
      'Only api serves HTTP with koa.',
      '^(shared|db|workers|dashboard|scripts)/',
      libraries('koa', '@koa', '@bull-board'),
    ),
    wall(
      'http-out-in-workers',
      'Only workers call the world.',
      '^(shared|db|api|dashboard|scripts)/',
      httpOut,
    ),
    wall(
      'svelte-in-dashboard',
      'Only the dashboard draws.',
      '^(shared|db|api|workers|scripts)/',
      libraries('svelte', '@sveltejs', 'bits-ui', 'layerchart'),
    ),
    wall(
      'no-tests-in-the-product',
      'What ships imports no test.',
      '^(shared|db|api|workers|dashboard)/',
      '\\.test\\.ts$|/testing/',
      tests,
    ),
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.svelte-kit/|dashboard/build/|paraglide/|/fixtures/|db/migrations/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'svelte', 'default', 'types'],
      extensions: ['.ts', '.js', '.mjs', '.cjs', '.svelte', '.json', '.d.ts'],
    },
  },
}
