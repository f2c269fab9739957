import { readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** Processor seconds that a process has used so far, its own and the system's for it. Linux alone. */
export function cpuSeconds(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  const fields = afterName.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}
