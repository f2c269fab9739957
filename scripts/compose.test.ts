import { readFileSync } from 'node:fs'
import { BlockList } from 'node:net'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { readConfig, settingNames } from '@cartie/shared/config'
import { root } from './root.ts'
import { smallHeap } from './small-memory.ts'

// The part of the Compose specification that our file uses: any other key is a mistake.
const duration = z.string().regex(/^\d+(ms|s|m)$/)
const words = z.array(z.string()).min(1)
const Service = z.strictObject({
  image: z.string(),
  build: z.string().optional(),
  init: z.boolean().optional(),
  entrypoint: words.optional(),
  command: words,
  restart: z.enum(['no', 'always', 'on-failure', 'unless-stopped']),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
  volumes: z.array(z.string().regex(/^(?:\.\/)?[a-z]+:\/[a-z/]+$/)).optional(),
  ports: z.array(z.string()).optional(),
  profiles: words.optional(),
  networks: z.record(z.string(), z.strictObject({ ipv4_address: z.ipv4().optional() })).optional(),
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
  networks: z.record(
    z.string(),
    z.strictObject({
      ipam: z.strictObject({ config: z.array(z.strictObject({ subnet: z.cidrv4(), ip_range: z.cidrv4() })) }),
    }),
  ),
  volumes: z.record(z.string(), z.null()),
})

const text = readFileSync(join(root, 'docker-compose.yml'), 'utf8')
const file = Compose.parse(parse(text, { merge: true }))
const services = Object.entries(file.services)

/** Settings that the file itself decides: how its processes find each other. */
const own = ['HOST', 'PORT', 'API_HOST', 'API_PORT', 'API_URL', 'WORKER_PORT', 'DATABASE_URL', 'REDIS_URL']
/** Settings that it passes to nobody. */
const left: Record<string, string> = {
  WORKERS: 'docker compose up --scale workers=4',
  DATA_DIR: 'the database is a container of its own',
  CARTIE_NEW_SECRET: 'for the one command that changes the secret: docker compose run -e',
  SWEEP_MS: 'times that tests make shorter',
  LEASE_MS: 'times that tests make shorter',
  QUEUE_LOCK_MS: 'times that tests make shorter',
  DRAIN_MS: 'less than stop_grace_period',
  CRASH_AT: 'fault tests',
  FAULT_JOBS: 'fault tests',
}

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
  test('holds nothing at the top but services, networks, volumes and extensions', () => {
    const keys = Object.keys(file).filter((key) => !key.startsWith('x-'))
    expect(keys).toEqual(['services', 'networks', 'volumes'])
  })

  test('keeps the heap of a worker as small as it is on one machine', () => {
    expect(file.services.workers?.command).toEqual(['node', ...smallHeap, 'workers/src/main.ts'])
  })

  test('publishes the dashboard to this machine alone, and to the world only through the proxy', () => {
    const published = services.filter(([, service]) => service.ports)
    expect(published.map(([name]) => name)).toEqual(['dashboard', 'proxy'])
    expect(substitute(file.services.dashboard?.ports?.[0] ?? '', {})).toBe('127.0.0.1:3000:3000')
    expect(file.services.proxy?.profiles).toEqual(['tls'])
  })

  test('gives the proxy the name that people open, and believes addresses from the proxy alone', () => {
    const { proxy, dashboard } = file.services
    const command = proxy?.command.map((word) => substitute(word, { PUBLIC_URL: 'https://cars.example' }))
    expect(command).toEqual([
      ...['caddy', 'reverse-proxy', '--from', 'https://cars.example', '--to', 'dashboard:3000'],
    ])
    const address = proxy?.networks?.front?.ipv4_address
    const trusts = (name: string, given = {}) =>
      substitute(file.services[name]?.environment?.TRUSTED_PROXIES ?? '', given)
    expect(trusts('dashboard')).toBe(`${address}/32`)
    // The API believes the dashboard, which speaks for the proxy; it has one network with it, and one address there.
    const door = dashboard?.networks?.front?.ipv4_address
    expect(Object.keys(dashboard?.networks ?? {})).toEqual(['front'])
    expect(Object.keys(file.services.api?.networks ?? {})).toEqual(['default', 'front'])
    expect(trusts('api')).toBe(`${door}/32,${address}/32`)
    const given = { TRUSTED_PROXIES: '10.1.2.3/32' }
    expect([trusts('dashboard', given), trusts('api', given)]).toEqual([
      '10.1.2.3/32',
      `${door}/32,10.1.2.3/32`,
    ])
  })

  test('gives no address away that it has promised to somebody', () => {
    const { subnet = '', ip_range: range = '' } = file.networks.front?.ipam.config[0] ?? {}
    const [within, free] = [subnet, range].map((cidr) => {
      const list = new BlockList()
      const [address = '', bits] = cidr.split('/')
      list.addSubnet(address, Number(bits))
      return list
    })
    expect(within!.check(range.split('/')[0]!)).toBe(true)
    const promised = services.flatMap(([, { networks }]) => networks?.front?.ipv4_address ?? [])
    expect(promised).toHaveLength(2)
    expect(new Set(promised).size).toBe(2)
    for (const address of promised) {
      expect([within!.check(address), free!.check(address)]).toEqual([true, false])
      // The first address of a network is the machine itself, by which every published port is reached.
      expect(address).not.toMatch(/\.[01]$/)
    }
  })

  test('passes every setting that an operator may give to every process that reads it', () => {
    for (const name of settingNames.filter((one) => !(one in left) && !own.includes(one))) {
      const given = { CARTIE_SECRET: 's'.repeat(32), [name]: 'as given' }
      for (const service of ['migrate', 'api', 'workers']) {
        if (name === 'TRUSTED_PROXIES' && service !== 'api') continue
        const value = file.services[service]?.environment?.[name]
        expect(substitute(value ?? '', given), `${name} of ${service}`).toContain('as given')
      }
    }
    const passed = new Set(services.flatMap(([, { environment }]) => Object.keys(environment ?? {})))
    expect(own.filter((name) => !passed.has(name))).toEqual([])
    expect(Object.keys(left).filter((name) => passed.has(name) || !settingNames.includes(name))).toEqual([])
  })

  test('names no network that it does not declare', () => {
    const used = services.flatMap(([, service]) => Object.keys(service.networks ?? {}))
    expect([...new Set(used)].filter((name) => name !== 'default')).toEqual(Object.keys(file.networks))
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
    const used = services.flatMap(([, service]) => service.volumes ?? []).map((v) => v.split(':')[0]!)
    // But for the folder into which backups go, so that they are at hand.
    const folders = used.filter((from) => from.startsWith('.'))
    expect(folders).toEqual(['./backups'])
    expect(used.filter((from) => !from.startsWith('.')).sort()).toEqual(Object.keys(file.volumes).sort())
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

  test('has a command line that brings the database and nobody else, who would fill it before a backup can', () => {
    const { cartie } = file.services
    expect(cartie?.profiles).toEqual(['command'])
    expect(cartie?.depends_on).toEqual({ postgres: { condition: 'service_healthy' } })
    expect(cartie?.restart).toBe('no')
    expect(cartie?.environment).toEqual(file.services.migrate?.environment)
  })

  test('runs scripts that exist', () => {
    for (const name of ['migrate', 'api', 'workers', 'dashboard', 'cartie']) {
      const { entrypoint, command: words = [] } = file.services[name] ?? {}
      const command = entrypoint ?? words
      expect(command[0]).toBe('node')
      expect(() => readFileSync(join(root, command.at(-1) ?? ''))).not.toThrow()
    }
  })
})
