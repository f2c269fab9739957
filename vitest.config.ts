import { defineConfig } from 'vitest/config'
import { runes } from './dashboard/runes.ts'

const everywhere = '{shared,db,api,workers,dashboard,scripts,e2e,bench}'

// Three kinds, told apart by the path alone: what needs nothing, what needs Postgres, what needs a browser.
const browser = ['e2e/**/*.browser.test.ts']
const integration = ['{db,api,e2e}/**/*.test.ts', `${everywhere}/**/*.integration.test.ts`]
const never = ['**/node_modules/**', '**/build/**', '**/.svelte-kit/**']

// What is awaited comes soon, but a crowded machine may be slow: a second, vitest's own patience, is no guarantee.
const expectation = { poll: { timeout: 20_000 } }

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    projects: [
      {
        plugins: [runes],
        test: {
          name: 'unit',
          include: ['{shared,workers,dashboard,scripts,bench}/**/*.test.ts'],
          exclude: [...never, ...integration, ...browser],
          setupFiles: ['scripts/test-seed.ts'],
          expect: expectation,
          testTimeout: 30_000,
        },
      },
      {
        test: {
          name: 'integration',
          include: integration,
          exclude: [...never, ...browser],
          globalSetup: ['scripts/test-setup.ts'],
          setupFiles: ['scripts/test-seed.ts'],
          expect: expectation,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: browser,
          exclude: never,
          globalSetup: ['scripts/test-setup.ts'],
          fileParallelism: false,
          expect: expectation,
          // Each wait has a shorter limit of its own; a slow browser does many.
          testTimeout: 240_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
