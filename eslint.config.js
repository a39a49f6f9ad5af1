/** Lints of everything in TypeScript, JavaScript and Svelte: the panel, the page scripts and their tests. */
import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      '**/dist/',
      '**/target/',
      '**/node_modules/',
      '**/.venv/',
      'gen/',
      'ui/generated/',
      'ui/page/bench/floors/',
      'crates/',
      'src-tauri/',
      'tests/',
    ],
  },
  js.configs.recommended,
  ...tseslint.configs.strict,
  ...svelte.configs.recommended,
  {
    languageOptions: { globals: { ...globals.browser, ...globals.node } },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-console': ['error', { allow: ['warn', 'error', 'info'] }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    // Tests and scripts talk to a terminal.
    files: ['**/*.mjs'],
    rules: { 'no-console': 'off' },
  },
  {
    // What visitors load is counted in bytes: loose comparison where both sides have one type, and indexes
    // that were checked before.
    files: ['ui/page/**', 'ui/app/dev/**'],
    rules: { eqeqeq: 'off', '@typescript-eslint/no-non-null-assertion': 'off' },
  },
  // Picker, pixel and runtime know each other only through shared/, and shared/ knows neither.
  {
    files: ['ui/page/shared/**', 'ui/page/runtime/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/picker/*', '**/pixel/*'] }] },
  },
  {
    files: ['ui/page/picker/**', 'ui/page/pixel/**'],
    rules: { 'no-restricted-imports': ['error', { patterns: ['**/runtime/*'] }] },
  },
  {
    files: ['ui/page/shared/**'],
    rules: {
      'no-restricted-imports': [
        'error',
        { patterns: ['**/picker/*', '**/pixel/*', '**/runtime/*'] },
      ],
    },
  },
  {
    // Promises need types to be seen, so these run where a project knows them.
    files: ['ui/app/src/**/*.ts', 'ui/app/src/**/*.svelte'],
    languageOptions: {
      parserOptions: {
        project: 'ui/app/tsconfig.json',
        tsconfigRootDir: import.meta.dirname,
        extraFileExtensions: ['.svelte'],
        parser: tseslint.parser,
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/only-throw-error': ['error', { allow: ['Failure'] }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
    },
  },
  {
    // Only one file of the panel knows Tauri.
    files: ['ui/app/src/**'],
    ignores: ['ui/app/src/lib/calling.ts', 'ui/app/src/lib/ipc.ts'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }],
    },
  },
  {
    files: ['ui/app/src/**/*.svelte'],
    rules: {
      // Text of shops is only ever text.
      'svelte/no-at-html-tags': 'error',
    },
  },
);
