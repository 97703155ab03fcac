import { readdirSync } from 'node:fs';
import formatjs from 'eslint-plugin-formatjs';
import jsxA11y from 'eslint-plugin-jsx-a11y';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

/** Every folder of src/features is a room of its own. */
const features = readdirSync(new URL('src/features', import.meta.url));

/** Only the host rooms may know how the core is reached. */
const hosts = [
  { group: ['@tauri-apps/*'], message: 'Only src/host/tauri.ts talks to the window; use src/api.' },
  {
    group: ['~/host/tauri', '~/host/bridge', '**/host/tauri', '**/host/bridge'],
    message: 'Use src/api; the host is chosen at start.',
  },
];
/** Components of Designsystemet that put HTML strings into the page, which our policy refuses. */
const parts = {
  name: '@digdir/designsystemet-react',
  importNames: ['Search', 'Suggestion', 'EXPERIMENTAL_Suggestion', 'Combobox', 'EXPERIMENTAL_Combobox'],
  message: 'Breaks require-trusted-types-for; use Textfield type="search" or the virtual listbox.',
};
const html = [
  {
    selector: "JSXAttribute[name.name='dangerouslySetInnerHTML']",
    message: 'No HTML strings in the page.',
  },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML|srcdoc)$/]',
    message: 'No HTML strings in the page.',
  },
  {
    selector: "CallExpression[callee.property.name='write'][callee.object.name='document']",
    message: 'No HTML strings in the page.',
  },
  { selector: "JSXOpeningElement[name.name='style']", message: 'No inline <style>: the policy refuses it.' },
  {
    selector:
      "CallExpression[callee.property.name='setAttribute'] > Literal.arguments:first-child[value='style']",
    message: 'No style attributes as strings: the policy refuses them.',
  },
];
/** What Designsystemet says by itself it says in bokmål, whatever the language of the screens. */
const spoken = [
  {
    selector: "JSXOpeningElement[name.name='Dialog']:not(:has(JSXAttribute[name.name='closeButton']))",
    message: 'Its own close button is named in bokmål: closeButton={false}, and one of ours.',
  },
  {
    selector: "JSXAttribute[name.name='counter']",
    message: 'The counter of a field speaks bokmål: say it in a description of ours.',
  },
  {
    selector: "JSXMemberExpression[object.name='Chip'][property.name='Removable']",
    message: 'A removable chip is named in bokmål: use a pressed Chip.Button.',
  },
];
const restrict = (...patterns) => ['error', { paths: [parts], patterns }];

export default tseslint.config(
  {
    ignores: [
      'dist',
      'dist-sample',
      'design-tokens',
      'src/api/generated',
      'src/i18n/generated',
      'src/styles/theme',
    ],
  },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [
      ...tseslint.configs.strictTypeChecked,
      jsxA11y.flatConfigs.strict,
      reactHooks.configs.flat['recommended-latest'],
    ],
    plugins: { formatjs },
    languageOptions: {
      globals: globals.browser,
      parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname },
    },
    rules: {
      'no-restricted-imports': restrict(...hosts),
      'no-restricted-syntax': ['error', ...html, ...spoken],
      'no-console': 'error',
      'no-eval': 'error',
      'formatjs/no-literal-string-in-jsx': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      // Lists are drawn by us: the roles are on purpose, and the listbox is one tab stop with a keyboard of its own.
      'jsx-a11y/no-noninteractive-element-to-interactive-role': [
        'error',
        { ul: ['listbox'], div: ['listbox'], li: ['option'] },
      ],
    },
  },
  ...features.map((feature) => ({
    files: [`src/features/${feature}/**/*.{ts,tsx}`],
    rules: {
      'no-restricted-imports': restrict(...hosts, {
        group: features
          .filter((other) => other !== feature)
          .flatMap((other) => [
            `~/features/${other}`,
            `~/features/${other}/**`,
            `../${other}`,
            `../${other}/**`,
          ]),
        message: 'Features do not import each other; shared parts live in src/components.',
      }),
    },
  })),
  {
    files: [
      'src/components/**/*.{ts,tsx}',
      'src/api/**/*.{ts,tsx}',
      'src/errors/**/*.{ts,tsx}',
      'src/i18n/**/*.{ts,tsx}',
      'src/host/**/*.{ts,tsx}',
    ],
    rules: {
      'no-restricted-imports': restrict(...hosts, {
        group: ['~/features/**', '~/app/**'],
        message: 'Shared rooms know nothing of screens.',
      }),
    },
  },
  {
    files: ['src/host/*.ts'],
    rules: { 'no-restricted-imports': restrict({ group: ['~/features/**', '~/app/**'] }) },
  },
  {
    files: ['src/host/!(tauri|tauri.test).ts'],
    rules: { 'no-restricted-imports': restrict(hosts[0], { group: ['~/features/**', '~/app/**'] }) },
  },
  {
    files: ['src/**/*.test.{ts,tsx}', 'src/test/**', 'src/sample/**'],
    rules: {
      'formatjs/no-literal-string-in-jsx': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
      // A failure of the core is thrown as the host would give it.
      '@typescript-eslint/only-throw-error': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.js'],
    languageOptions: { globals: globals.node },
  },
);
