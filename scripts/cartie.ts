#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { createClient } from '@cartie/shared/client'
import { readConfig } from '@cartie/shared/config'
import { AppError } from '@cartie/shared/errors'
import { backupCommand, restoreCommand } from './cartie-backup.ts'
import { dictionaryCommand } from './cartie-dictionary.ts'
import { confirmCommand, operatorCommand, unlockCommand } from './cartie-people.ts'
import { parseCommand } from './cartie-parse.ts'
import { releaseCommand } from './cartie-release.ts'
import { rotateKeyCommand } from './cartie-rotate-key.ts'
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
  cartie verify                    play every flow in a throw-away workspace of a running installation
    --receiver URL  where it reaches this command, for webhooks (default: this machine)
    --telegram URL  the test server of Telegram that it was started with, for bots
    --services URL  where this command answers as Google, SendPulse and Meta would, if Cartie was started with it as
                    SENDPULSE_URL, GRAPH_API_URL, GOOGLE_SHEETS_URL, and with /token behind it as GOOGLE_TOKEN_URL
    --within N      seconds that one thing may take (default 30)
    --json          the result as JSON, for scripts
  cartie release                   send what is held, such as what a restored backup had waiting

Where Cartie's data are (DATABASE_URL, or DATA_DIR):
  cartie backup FILE               everything in the database as it is now, while Cartie runs
  cartie restore FILE              into an empty database; what waited to be sent is held
  cartie rotate-key                another CARTIE_SECRET takes the place of the one until now, while Cartie is stopped
  cartie operator <email>          let a person run this installation; --remove: no longer
  cartie unlock <email>            take a person's second factor away, and print a link to a new password
  cartie confirm <email>           print a link by which a person confirms their address, to be sent there
  cartie dictionary import <file>  words that every workspace knows, from a CSV table: kind,make,name,word

  --credentials FILE   default DATA_DIR/credentials.json`

/** They ask a running server. */
const commands = { parse: parseCommand, verify: verifyCommand, release: releaseCommand }
/** For who sits at the machine itself: they go to the database, and ask nobody's leave. */
const machineCommands = {
  backup: backupCommand,
  restore: restoreCommand,
  'rotate-key': rotateKeyCommand,
  operator: operatorCommand,
  unlock: unlockCommand,
  confirm: confirmCommand,
  dictionary: dictionaryCommand,
}

/** The address of the running Cartie that a command asks. */
let server = ''

async function main(): Promise<number> {
  const parsed = readArguments()
  if (parsed === undefined) return 2
  const [name, ...words] = parsed.positionals
  const atMachine = machineCommands[name as keyof typeof machineCommands]
  const command = commands[name as keyof typeof commands]
  if (!(command || atMachine) || parsed.values.help) {
    console.error(usage)
    return parsed.values.help ? 0 : 2
  }
  const config = readConfig(process.env)
  if (atMachine) return atMachine({ config, words, options: parsed.values })
  const file = parsed.values.credentials ?? `${config.dataDir}/credentials.json`
  const credentials = readCredentials(file)
  if (credentials === undefined) return 3
  server = credentials.url
  const client = createClient({ url: credentials.url, apiKey: credentials.apiKey })
  return command({ client, credentials, words, options: parsed.values })
}

/** Says what went wrong in a line; a defect of ours with its stack. Returns the exit code. */
function tellFailure(error: unknown): number {
  // Only a fetch that reached nobody throws one with a cause.
  const isAway = error instanceof TypeError && 'cause' in error
  const isDefect = !(error instanceof Error) || (error instanceof TypeError && !isAway)
  if (isAway) console.error(`Cartie does not answer at ${server}. Start it with: npm start`)
  else console.error(isDefect ? error : error.message)
  return isAway || (error instanceof AppError && error.code === 'unavailable') ? 3 : 1
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
        receiver: { type: 'string' },
        telegram: { type: 'string' },
        services: { type: 'string' },
        within: { type: 'string', default: '30' },
        wait: { type: 'boolean', default: true },
        json: { type: 'boolean', default: false },
        remove: { type: 'boolean', default: false },
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

process.exitCode = await main().catch(tellFailure)
