import { freePort, isPortFree } from '@cartie/db/embedded/free-port'

/** Somewhere among ports that are never lent to outgoing connections: who is killed finds its own again. */
const somewhere = () => 20_000 + Math.floor(Math.random() * 12_000)

/** A free port whose next one is free too, at a random place so that tests side by side seldom want the same. */
export async function freePorts(): Promise<number> {
  for (;;) {
    const port = await freePort(somewhere())
    if (await isPortFree(port + 1)) return port
  }
}
