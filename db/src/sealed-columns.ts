/** A column that holds texts made by `Secrets.encrypt`, with the `field` that they are tied to; null or empty: none. */
interface SealedColumn {
  table: string
  column: string
  field: string
}

/** Every column that opens with CARTIE_SECRET alone; a test finds a new one that is missing here. */
export const sealedColumns: readonly SealedColumn[] = [
  { table: 'bot_configs', column: 'token_cipher', field: 'token' },
  { table: 'integrations', column: 'secret_cipher', field: 'secret' },
  { table: 'integrations', column: 'previous_cipher', field: 'secret' },
  { table: 'integrations', column: 'credentials_cipher', field: 'credentials' },
]
