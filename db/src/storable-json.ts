/** JSON for a jsonb column: NUL, which Postgres refuses, is dropped, and lone surrogates are mended. */
export const storableJson = (value: unknown): string =>
  JSON.stringify(value, (_, v: unknown) =>
    typeof v === 'string' && (v.includes('\0') || !v.isWellFormed())
      ? v.replaceAll('\0', '').toWellFormed()
      : v,
  )
