import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { Plugin } from 'vite';
import { defineConfig } from 'vitest/config';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** In development: compile the messages again when one changes. */
function messages(): Plugin {
  return {
    name: 'fullmakt-messages',
    apply: 'serve',
    configureServer(server) {
      server.watcher.on('change', (path) => {
        if (path.includes('/i18n/messages/')) {
          execFile('node', [here('scripts/compile-messages.mjs')], (error) => {
            if (error) server.config.logger.error(error.message);
          });
        }
      });
    },
  };
}

export default defineConfig(({ mode }) => ({
  plugins: [react(), messages()],
  // Assets are found beside the page, whether the window serves them (tauri://) or the bridge does.
  base: './',
  resolve: {
    alias: {
      '~': here('src'),
      // Messages are compiled beforehand; the parser never ships.
      '@formatjs/icu-messageformat-parser': '@formatjs/icu-messageformat-parser/no-parser.js',
    },
    dedupe: ['react', 'react-dom'],
  },
  build: {
    target: 'safari16.4',
    outDir: mode === 'sample' ? 'dist-sample' : 'dist',
    // The policy forbids inline code and styles: nothing is inlined, and no polyfill script is injected.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    sourcemap: false,
    rolldownOptions: {
      input: here(mode === 'sample' ? 'dev.html' : 'index.html'),
      // Parts of Designsystemet that nobody draws stay out. What its parts need of its custom elements they import.
      treeshake: {
        moduleSideEffects: [{ test: /@digdir\/designsystemet-react|@floating-ui/, sideEffects: false }],
      },
      // What several screens share is one file: the window asks its own program for each, one after the other.
      output: { codeSplitting: { groups: [{ name: 'shared', minShareCount: 2 }] } },
    },
  },
  worker: { format: 'es' },
  server: { port: 5173, strictPort: true },
  test: {
    environment: 'jsdom',
    include: ['src/**/*.test.{ts,tsx}'],
    setupFiles: ['src/test/setup.ts'],
    css: false,
    restoreMocks: true,
    testTimeout: 30_000,
    server: { deps: { inline: [/@digdir/, /@navikt/] } },
  },
}));
