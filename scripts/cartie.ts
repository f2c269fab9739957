#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createClient } from '@cartie/shared/client'
import { readConfig } from '@cartie/shared/config'
import { parseCommand } from './cartie-parse.ts'
import { releaseCommand } from './cartie-release.ts'
import { verifyCommand } from './cartie-verify.ts'

// The command line. Exit codes: 0 all well, 1 some failed, 2 bad usage, 3 server not reachable.

const usage = `Usage:
  cartie parse <url… | file | ->   read links, a file of links (TXT, CSV), or standard input
    --text          the input holds posts, parted by lines of ---
    --search k=v…   search a site: --search site=auto.ria.com make=BMW yearFrom=2018
    --max-pages N   pages of a search to read (default 5)
    --no-expand     read only the cards of search pages
    --no-save       hold the results for a person
    --label WORDS   a name for the history
    --no-wait       accept and leave
    --json          one JSON line an item, for scripts
  cartie verify                    check a running installation end to end
  cartie release                   send what is held, such as what a restored backup had waiting

  --credentials FILE   default DATA_DIR/credentials.json`

const commands = { parse: parseCommand, verify: verifyCommand, release: releaseCommand }

async function main(): Promise<number> {
  const parsed = readArguments()
  if (parsed === undefined) return 2
  const [name, ...words] = parsed.positionals
  const command = commands[name as keyof typeof commands]
  if (!command || parsed.values.help) {
    console.error(usage)
    return parsed.values.help ? 0 : 2
  }
  const config = readConfig(process.env)
  const file = parsed.values.credentials ?? `${config.dataDir}/credentials.json`
  const credentials = readCredentials(file)
  if (credentials === undefined) return 3
  const client = createClient({ url: credentials.url, apiKey: credentials.apiKey })
  try {
    return await command({ client, credentials, words, options: parsed.values })
  } catch (error) {
    if (error instanceof TypeError && 'cause' in error) {
      console.error(`Cartie does not answer at ${credentials.url}. Start it with: npm start`)
      return 3
    }
    throw error
  }
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      allowNegative: true,
      options: {
        text: { type: 'boolean', default: false },
        search: { type: 'boolean', default: false },
        'max-pages': { type: 'string', default: '5' },
        expand: { type: 'boolean', default: true },
        save: { type: 'boolean', default: true },
        label: { type: 'string' },
        wait: { type: 'boolean', default: true },
        json: { type: 'boolean', default: false },
        credentials: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    })
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`)
    return undefined
  }
}

/** What `npm start` writes for scripts. */
const Credentials = z.object({ url: z.string(), apiKey: z.string(), email: z.string(), password: z.string() })

function readCredentials(file: string): z.infer<typeof Credentials> | undefined {
  try {
    return Credentials.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    console.error(
      `No credentials at ${file}. Start Cartie once with npm start, or name the file with --credentials.`,
    )
    return undefined
  }
}

process.exitCode = await main()
