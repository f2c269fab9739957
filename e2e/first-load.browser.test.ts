import { expect, test } from 'vitest'
import { freshDashboard } from '../scripts/dashboard-build.ts'
import { firstLoads } from '../scripts/first-load.ts'

/** What a page may make a browser fetch before it is shown, in bytes: scripts, compressed. */
const most = 150_000

test('every page of the dashboard is shown after at most 150 KB of scripts', async () => {
  await freshDashboard()
  const loads = await firstLoads()
  expect(loads.length).toBeGreaterThan(30)
  expect(loads.filter(({ bytes }) => bytes > most).map(({ route, bytes }) => `${route}: ${bytes}`)).toEqual(
    [],
  )
}, 600_000)
