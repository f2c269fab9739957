import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'

/** The site of server.ts in a process of its own; `pages` is an index of saved pages that it serves too. */
export async function startSite(pages?: string): Promise<{ url: string; process: ChildProcess }> {
  const server = fileURLToPath(new URL('server.ts', import.meta.url))
  const child = spawn(process.execPath, [server, ...(pages ? [pages] : [])], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const [said] = (await once(child.stdout, 'data')) as [Buffer]
  return { url: `http://127.0.0.1:${said.toString().trim().split(' ')[1]}`, process: child }
}
