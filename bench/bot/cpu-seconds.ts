import { readdirSync, readFileSync } from 'node:fs'

const ticksPerSecond = 100

/** Processor seconds that a process has used so far, its own and the system's for it. Linux alone. */
export function cpuSeconds(pid: number): number {
  const afterName = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1) ?? ''
  const fields = afterName.split(' ')
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond
}

/** The same of a process and all that it started and that still run. */
export function cpuOfTree(root: number): number {
  const parents = new Map<number, number>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const [, ppid] = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ').at(-1)!.split(' ')
      parents.set(Number(name), Number(ppid))
    } catch {
      // It ended between the two looks.
    }
  }
  const isIn = (pid: number): boolean => pid === root || (pid > 1 && isIn(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(isIn).reduce((sum, pid) => sum + cpuSeconds(pid), 0)
}
