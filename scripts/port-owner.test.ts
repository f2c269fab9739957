import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { expect, test } from 'vitest'
import { portOwner } from './port-owner.ts'

test('the process that listens on a port is named', async () => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  expect(portOwner(port)?.pid).toBe(process.pid)
  server.close()
  await once(server, 'close')
  expect(portOwner(port)).toBeNull()
})
