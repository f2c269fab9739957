import fc from 'fast-check'

// A commit's tests say the same each time they run. TEST_SEED=random looks further, TEST_SEED=<number> once more.
const { TEST_SEED } = process.env
if (TEST_SEED !== 'random') fc.configureGlobal({ seed: Number(TEST_SEED ?? 20_261_127) })
