// Fails when the words are not complete: a key missing or extra in a language, different arguments, a key that no
// code uses, a key outside its file's name space, or a word that we do not write.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { argumentsOf, generatedDir, languages, messageFiles, readMessages, uiDir } from './messages.mjs';

const problems = [];

/** Words that the house style bans (short, active, plain), per language. */
const banned = {
  nb: [/vennligst/i, /\bdeleger/i, /\bOK\b/, /\btrygg[te]?\b/i, /\bklikk(e|er)? her\b/i],
  nn: [
    /venlegst/i,
    /ver venleg/i,
    /\bdeleger/i,
    /\bOK\b/,
    /\btrygg[te]?\b/i,
    /\bikke\b/i,
    /\bjeg\b/i,
    /\bforespørsel/i,
    /\btjeneste/i,
    /\bvirksomhet/i,
    /\bfra\b/,
  ],
  en: [/\bplease\b/i, /\bOK\b/, /\bsafe\b/i, /\bclick here\b/i, /\bdelegat/i, /organiz/i],
};

const [first, ...others] = languages;
execFileSync('node', [join(uiDir, 'scripts/compile-messages.mjs')], { stdio: 'inherit' });
const trees = Object.fromEntries(
  languages.map((language) => [
    language,
    JSON.parse(readFileSync(join(generatedDir, `${language}.json`), 'utf8')),
  ]),
);

for (const language of languages) {
  for (const file of messageFiles(language)) {
    const space = `${file.replace(/\.json$/, '')}.`;
    for (const [id, text] of Object.entries(readMessages(language, file))) {
      if (!id.startsWith(space)) problems.push(`${language}/${file}: ${id} does not start with ${space}`);
      if (typeof text !== 'string' || text.trim() === '')
        problems.push(`${language}/${file}: ${id} is empty`);
      for (const word of banned[language]) {
        if (word.test(text)) problems.push(`${language}/${file}: ${id} uses ${word}: ${text}`);
      }
    }
  }
}

const ids = Object.keys(trees[first]);
for (const language of others) {
  for (const id of ids) {
    if (!(id in trees[language])) problems.push(`${language}: ${id} is missing`);
  }
  for (const id of Object.keys(trees[language])) {
    if (!(id in trees[first])) problems.push(`${language}: ${id} is not in ${first}`);
    else {
      const shape = (tree) => JSON.stringify([...argumentsOf(tree)].sort());
      if (shape(trees[first][id]) !== shape(trees[language][id])) {
        problems.push(`${language}: ${id} takes other arguments than in ${first}`);
      }
    }
  }
}

/** Source files that may use a message. */
function sources(dir) {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    if (entry.isDirectory())
      return entry.name === 'generated' || path.endsWith('i18n/messages') ? [] : sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [path] : [];
  });
}
// An id is used when it stands in quotes, or when a template literal builds it: `errors.${code}.what`.
const code = sources(join(uiDir, 'src'))
  .map((path) => readFileSync(path, 'utf8'))
  .join('\n');
const quoted = new Set([...code.matchAll(/['"]([a-z][\w-]*(?:\.[\w-]+)+)['"]/g)].map((match) => match[1]));
const built = [...code.matchAll(/`([a-z][\w-]*\.[\w.${}-]*\$\{[^`]*)`/g)].map(
  (match) =>
    new RegExp(
      `^${match[1]
        .replaceAll('.', '\\.')
        .replace(/\$\{[^}]*\}/g, '[\\w-]+')
        .replaceAll('\\.\\.', '\\.')}$`,
    ),
);
for (const id of ids) {
  if (!quoted.has(id) && !built.some((pattern) => pattern.test(id))) problems.push(`${id} is not used`);
}

if (problems.length > 0) {
  console.error(problems.join('\n'));
  console.error(`words: ${problems.length} problems`);
  process.exit(1);
}
console.log(`words: ${ids.length} messages, complete in ${languages.join(', ')}`);
