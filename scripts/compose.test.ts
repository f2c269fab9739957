import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig } from '@cartie/shared/config'
import { root } from './root.ts'

// The part of the Compose specification that our file uses: any other key is a mistake.
const duration = z.string().regex(/^\d+(ms|s|m)$/)
const words = z.array(z.string()).min(1)
const Service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  init: z.boolean().optional(),
  command: words,
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  volumes: z.array(z.string().regex(/^[a-z]+:\/[a-z/]+$/)).optional(),
  ports: z.array(z.string()).optional(),
  shm_size: z.string().optional(),
  stop_grace_period: duration.optional(),
  depends_on: z
    .record(
      z.string(),
      z.strictObject({
        condition: z.enum(['service_started', 'service_healthy', 'service_completed_successfully']),
      }),
    )
    .optional(),
  healthcheck: z
    .strictObject({
      test: words,
      interval: duration,
      timeout: duration,
      retries: z.number().int(),
      start_period: duration.optional(),
    })
    .optional(),
})
const Compose = z.looseObject({
  services: z.record(z.string(), Service),
  volumes: z.record(z.string(), z.null()),
})

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const file = Compose.parse(parse(text, { merge: true }))
const services = Object.entries(file.services)

/** The text as compose would read it with these variables; a required one that is missing throws. */
function substitute(value: string, given: Record<string, string>): string {
  return value.replace(/\$\{(\w+)(?::([-?])([^}]*))?\}/g, (_, name: string, kind?: string, rest?: string) => {
    const found = given[name]
    if (found) return found
    if (kind === '?') throw new Error(`${name}: ${rest}`)
    return rest ?? ''
  })
}

describe('docker-compose.yml', () => {
  test('holds nothing at the top but services, volumes and extensions', () => {
    const keys = Object.keys(file).filter((key) => !key.startsWith('x-'))
    expect(keys).toEqual(['services', 'volumes'])
  })

  test('publishes the dashboard alone', () => {
    expect(services.filter(([, service]) => service.ports).map(([name]) => name)).toEqual(['dashboard'])
  })

  test('waits only for services that are there, and for health only where it is measured', () => {
    for (const [, service] of services) {
      for (const [other, { condition }] of Object.entries(service.depends_on ?? {})) {
        expect(file.services).toHaveProperty(other)
        if (condition === 'service_healthy') expect(file.services[other]?.healthcheck).toBeDefined()
      }
    }
  })

  test('keeps data in named volumes that it declares', () => {
    const used = services.flatMap(([, service]) => service.volumes ?? []).map((v) => v.split(':')[0])
    expect(used.sort()).toEqual(Object.keys(file.volumes).sort())
  })

  test('keeps queues through a restart and never drops a job for want of memory', () => {
    const command = file.services.redis?.command.join(' ')
    expect(command).toContain('--appendonly yes')
    expect(command).toContain('--maxmemory-policy noeviction')
  })

  test('starts no process without its secrets', () => {
    for (const name of ['migrate', 'api', 'workers']) {
      const secret = file.services[name]?.environment?.CARTIE_SECRET ?? ''
      expect(() => substitute(secret, {})).toThrow('CARTIE_SECRET')
    }
    expect(() => substitute(file.services.postgres?.environment?.POSTGRES_PASSWORD ?? '', {})).toThrow()
  })

  test('gives every process settings that it accepts', () => {
    const given = { CARTIE_SECRET: 's'.repeat(32), POSTGRES_PASSWORD: 'p' }
    for (const name of ['migrate', 'api', 'workers', 'dashboard']) {
      const raw = Object.entries(file.services[name]?.environment ?? {})
      const config = readConfig(
        Object.fromEntries(raw.map(([key, value]) => [key, substitute(value, given)])),
      )
      expect(config.apiUrl).toBe('http://api:3001')
      if (name === 'dashboard') continue
      expect(config.databaseUrl).toBe('postgres://cartie:p@postgres:5432/cartie')
      expect(config.redisUrl).toBe('redis://redis:6379')
    }
  })

  test('runs scripts that exist', () => {
    for (const name of ['migrate', 'api', 'workers', 'dashboard']) {
      const command = file.services[name]?.command ?? []
      expect(command[0]).toBe('node')
      expect(() => readFileSync(join(root, command.at(-1) ?? ''))).not.toThrow()
    }
  })
})
