import { expect, test } from 'vitest'
import { ownEnv } from './own-env.ts'

test('the demo takes no database, queue, address or secret of the settings around it', () => {
  const around = {
    PATH: '/bin',
    PORT: '3100',
    REDIS_URL: 'redis://production',
    DATABASE_URL: 'postgres://production',
    PUBLIC_URL: 'https://cars.example',
    CARTIE_SECRET: 'x'.repeat(32),
    TELEGRAM_PACED: 'true',
    FETCH_REROUTE: '*=http://127.0.0.1:1',
  }
  expect(ownEnv(around)).toEqual({ PATH: '/bin', PORT: '3100' })
})
