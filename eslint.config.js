import { fileURLToPath } from 'node:url'
import { defineConfig, globalIgnores } from 'eslint/config'
import svelte from 'eslint-plugin-svelte'
import globals from 'globals'
import ts from 'typescript-eslint'

const root = fileURLToPath(new URL('.', import.meta.url))

const environment = {
  selector: "MemberExpression[object.name='process'][property.name='env']",
  message: 'Settings are read once, by readConfig in shared/src/config.ts; take them as an argument.',
}
const clockInSql = {
  selector: "TaggedTemplateExpression[tag.name=/^(sql|tx)$/] CallExpression[callee.object.name='Date']",
  message: "Times in SQL come from the database's clock: now() or clock_timestamp().",
}

export default defineConfig(
  globalIgnores([
    '**/node_modules/',
    '**/build/',
    '**/.svelte-kit/',
    '**/.turbo/',
    'dashboard/src/lib/paraglide/',
    'coverage/',
    'bench/results/',
    // What we are measured against has packages of its own, installed only to measure.
    'bench/peers/',
    '**/fixtures/**',
    'db/migrations/',
  ]),
  {
    files: ['**/*.ts'],
    ignores: ['dashboard/**'],
    extends: [ts.configs.base],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/no-for-in-array': 'error',
      '@typescript-eslint/no-implied-eval': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
      '@typescript-eslint/no-unsafe-argument': 'error',
      '@typescript-eslint/no-unsafe-assignment': 'error',
      '@typescript-eslint/no-unsafe-call': 'error',
      '@typescript-eslint/no-unsafe-member-access': 'error',
      '@typescript-eslint/no-unsafe-return': 'error',
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/prefer-promise-reject-errors': 'error',
      '@typescript-eslint/restrict-plus-operands': 'error',
      '@typescript-eslint/unbound-method': 'off',
    },
  },
  {
    files: ['**/*.ts', '**/*.svelte'],
    extends: [ts.configs.eslintRecommended],
    plugins: { '@typescript-eslint': ts.plugin },
    rules: {
      '@typescript-eslint/consistent-type-imports': [
        'error',
        { fixStyle: 'inline-type-imports', disallowTypeAnnotations: false },
      ],
      '@typescript-eslint/ban-ts-comment': 'error',
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      'no-debugger': 'error',
      'no-eval': 'error',
      'no-template-curly-in-string': 'error',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'max-lines': ['error', 400],
      'no-restricted-syntax': ['error', environment, clockInSql],
    },
  },
  {
    files: ['dashboard/**/*.ts'],
    languageOptions: { parser: ts.parser },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    extends: [svelte.configs.recommended],
    languageOptions: {
      globals: { ...globals.browser },
      parserOptions: { parser: ts.parser, extraFileExtensions: ['.svelte'] },
    },
    rules: {
      // TypeScript knows which names exist.
      'no-undef': 'off',
      'svelte/no-navigation-without-resolve': 'off',
      'svelte/no-at-html-tags': 'error',
      // Most Maps and Sets in a function live as long as the call.
      'svelte/prefer-svelte-reactivity': 'off',
    },
  },
  {
    // A process hands its environment to readConfig, or on to its children.
    files: ['shared/src/config.ts', '**/main.ts', 'dashboard/server.ts', 'scripts/**', 'e2e/**', 'bench/**'],
    rules: { 'no-restricted-syntax': ['error', clockInSql] },
  },
  {
    // The world is called by the workers alone, through safeFetch.
    files: ['api/src/**/*.ts', 'db/src/**/*.ts'],
    ignores: ['**/*.test.ts', '**/testing/**'],
    rules: { 'no-restricted-globals': ['error', 'fetch'] },
  },
  {
    files: ['**/*.test.ts', '**/*.cases.ts', '**/fixtures/**', '**/testing/**', 'bench/**'],
    rules: { 'max-lines': 'off' },
  },
  {
    files: ['**/*.js', '**/*.cjs', '**/*.mjs'],
    languageOptions: { globals: { ...globals.node } },
    rules: { 'no-debugger': 'error' },
  },
)
