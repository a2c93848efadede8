import jsdoc from 'eslint-plugin-jsdoc';
import tseslint from 'typescript-eslint';

/**
 * The import rule as lint, for the editor's sake; test/unit/architecture.test.ts checks all of it.
 * @param {{ group: string[], message: string }[]} patterns
 * @returns {import('eslint').Linter.RulesRecord}
 */
function forbid(...patterns) {
  return { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] };
}
const NO_VSCODE = {
  group: ['vscode', '**/vscode/**'],
  message: 'Only src/extension.ts and src/vscode may know VS Code.',
};
const NO_NODE = {
  group: ['node:*', '**/node/**'],
  message: 'The core has no host: take it as a parameter (src/core/ports.ts).',
};

export default tseslint.config(
  { ignores: ['dist/', '.vscode-test/', '.cache/', '.artifacts/', 'node_modules/'] },
  ...tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'inline-type-imports' }],
      '@typescript-eslint/no-require-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
    },
  },
  {
    // What other files call says what it is for.
    files: ['src/**'],
    plugins: { jsdoc },
    rules: {
      'jsdoc/require-jsdoc': [
        'error',
        {
          publicOnly: true,
          enableFixer: false,
          require: { FunctionDeclaration: true, ClassDeclaration: true },
          contexts: [
            'ExportNamedDeclaration > VariableDeclaration > VariableDeclarator > ArrowFunctionExpression',
          ],
        },
      ],
    },
  },
  { files: ['src/core/**'], rules: forbid(NO_VSCODE, NO_NODE) },
  { files: ['src/node/**', 'src/cli/**', 'src/cli.ts', 'src/emulator/**'], rules: forbid(NO_VSCODE) },
  {
    files: ['test/**', 'scripts/**'],
    rules: {
      'no-console': 'off',
      // Mocha's functions are not awaited, and its hooks may be.
      '@typescript-eslint/no-floating-promises': [
        'error',
        { allowForKnownSafeCalls: [{ from: 'package', name: ['it', 'describe'], package: '@types/mocha' }] },
      ],
    },
  },
  {
    // Plain JavaScript, run before or beside the build.
    files: ['**/*.{js,cjs,mjs}'],
    extends: [tseslint.configs.disableTypeChecked],
    rules: { 'no-console': 'off', '@typescript-eslint/no-require-imports': 'off' },
  },
);
