import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { z } from 'zod'
import { checks } from '@cartie/db/services/invariant/checks'
import { root } from './root.ts'

const read = (path: string) => readFileSync(join(root, path), 'utf8')

test('the runbook has a section for every invariant that can go red, and for no other', () => {
  const sections = [...read('docs/RUNBOOK.md').matchAll(/^## (\S+)$/gm)].map((m) => m[1])
  expect(sections.sort()).toEqual([...checks.map((check) => check.id), 'clock_skew'].sort())
})

test('each of its sections says what it means, where to look, and what cures it', () => {
  for (const section of read('docs/RUNBOOK.md').split(/^## /m).slice(1)) {
    expect(section, section.slice(0, 30)).toContain('**Look**')
    expect(section, section.slice(0, 30)).toContain('**Cure**')
  }
})

describe('the commands of the papers', () => {
  const papers = ['README.md', 'docs/OPERATIONS.md', 'docs/RUNBOOK.md', 'docker-compose.yml']
    .map(read)
    .join('\n')
  const services = Object.keys(
    z.object({ services: z.looseObject({}) }).parse(parse(read('docker-compose.yml'))).services,
  )

  test('of the command line are there', () => {
    const usage = [...read('scripts/cartie.ts').matchAll(/^ {2}cartie ([\w-]+)/gm)].map((m) => m[1]!)
    const named = [...papers.matchAll(/(?:npx cartie|run --rm (?:-e \S+ )?cartie) ([a-z][\w-]*)/g)].map(
      (m) => m[1]!,
    )
    expect(named.length).toBeGreaterThan(10)
    expect(named.filter((name) => !usage.includes(name))).toEqual([])
  })

  test('in Docker name services that are there, and run the command line as it is meant to be run', () => {
    const commands = [
      ...papers.matchAll(
        /docker compose (run --rm|exec|logs|stop)((?: -[-\w]+(?: [A-Z_]+=\S+)?)*)((?: [a-z]+)+)/g,
      ),
    ]
    expect(commands.length).toBeGreaterThan(6)
    expect(papers.match(/docker compose run (?!--rm (?:-e \S+ )*cartie ).*/g)).toBeNull()
    for (const [line, verb, , words = ''] of commands) {
      const names = words.trim().split(' ')
      const asked = verb === 'stop' ? names : names.slice(0, 1)
      expect(
        asked.filter((name) => !services.includes(name)),
        line,
      ).toEqual([])
      if (verb === 'run --rm') expect(asked, line).toEqual(['cartie'])
    }
  })
})

describe('the metrics', () => {
  const code = read('api/src/metrics.ts') + read('workers/src/metrics.ts')
  const ours = [...code.matchAll(/name: '(cartie_\w+)'/g)].map((m) => m[1]!)
  const metricsOf = (text: string) =>
    [...text.matchAll(/\b(?:cartie|process|nodejs)_\w+/g)].map(([name]) =>
      name.replace(/^(cartie_\w+_seconds)_(?:bucket|count|sum)$/, '$1'),
    )
  /** What the library measures of a process by itself. */
  const usual = [
    'process_resident_memory_bytes',
    'process_cpu_seconds_total',
    'nodejs_eventloop_lag_p99_seconds',
  ]

  test('that the dashboard file asks for are all measured, and all that are measured are shown', () => {
    const Dashboard = z.object({
      panels: z.array(z.object({ targets: z.array(z.object({ expr: z.string() })).min(1) })).min(1),
    })
    const { panels } = Dashboard.parse(JSON.parse(read('docs/grafana-cartie.json')))
    const asked = panels.flatMap((panel) => panel.targets.flatMap((target) => metricsOf(target.expr)))
    expect(ours.length).toBeGreaterThan(5)
    expect(asked.filter((name) => ![...ours, ...usual].includes(name))).toEqual([])
    expect(ours.filter((name) => !asked.includes(name))).toEqual([])
  })

  test('are all listed in the operators’ page', () => {
    const page = read('docs/OPERATIONS.md')
    expect(ours.filter((name) => !page.includes(`\`${name}\``))).toEqual([])
  })
})
