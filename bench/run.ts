// `npm run bench -- <name> [options]`: one measurement.
const [name] = process.argv.slice(2)
if (name === undefined || !/^[a-z-]+$/.test(name)) {
  console.error('Which one? parse, listings, extract, bot, form, match, scale, interactions')
  process.exit(2)
}
process.argv.splice(2, 1)
await import(new URL(`${name}.ts`, import.meta.url).href)
