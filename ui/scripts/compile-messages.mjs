// Compiles the message files to syntax trees (FormatJS), one file per language, and writes the ids and their
// arguments as types. The parser is not shipped: the window only ever sees compiled messages. A message that is
// nothing but text stays text.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  argumentsOf,
  generatedDir,
  languages,
  messageFiles,
  messagesDir,
  plainText,
  uiDir,
} from './messages.mjs';

/** Writes whole or not at all, and only when something changed, so that watchers stay calm. */
function write(name, text) {
  const path = join(generatedDir, name);
  if (existsSync(path) && readFileSync(path, 'utf8') === text) return;
  const fresh = `${path}.${process.pid}`;
  writeFileSync(fresh, text);
  renameSync(fresh, path);
}

mkdirSync(generatedDir, { recursive: true });
let contract;
for (const language of languages) {
  const files = messageFiles(language).map((file) => join(messagesDir, language, file));
  const compiled = execFileSync(
    join(uiDir, 'node_modules/.bin/formatjs'),
    ['compile', '--ast', '--format', 'simple', ...files],
    {
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    },
  );
  const messages = JSON.parse(compiled);
  contract ??= messages;
  const kept = Object.entries(messages).map(([id, elements]) => [id, plainText(elements) ?? elements]);
  write(`${language}.json`, `${JSON.stringify(Object.fromEntries(kept))}\n`);
}

const lines = Object.entries(contract).map(([id, elements]) => {
  const args = [...argumentsOf(elements)].map(([name, type]) => `${name}: ${type}`);
  return `  '${id}': ${args.length > 0 ? `{ ${args.join('; ')} }` : 'undefined'};`;
});
write(
  'messages.ts',
  `// Written by scripts/compile-messages.mjs from the bokmål messages. Never edit by hand.
import type { ReactNode } from 'react';

/** Draws what stands inside a tag of a message. */
export type Tag = (chunks: ReactNode[]) => ReactNode;

/** Every message and the arguments that it takes. */
export interface MessageArguments {
${lines.join('\n')}
}
`,
);
