// Where the messages are, and how they are read: shared by the compiler and the checker.
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const uiDir = dirname(dirname(fileURLToPath(import.meta.url)));
export const messagesDir = join(uiDir, 'src/i18n/messages');
export const generatedDir = join(uiDir, 'src/i18n/generated');
/** The first language is the contract: the others must have its ids and its arguments. */
export const languages = ['nb', 'nn', 'en'];

/** Names of the message files of one language, e.g. `approvals.json`. */
export function messageFiles(language) {
  return readdirSync(join(messagesDir, language))
    .filter((name) => name.endsWith('.json'))
    .sort();
}

/** Reads one message file; the error names the file. */
export function readMessages(language, file) {
  const path = join(messagesDir, language, file);
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`${path}: ${error.message}`);
  }
}

/** Node types of a FormatJS syntax tree. */
const node = { literal: 0, argument: 1, number: 2, date: 3, time: 4, select: 5, plural: 6, tag: 8 };

/** The text of a message that has nothing but text; nothing for the others. */
export function plainText(elements) {
  const [only, ...more] = elements;
  return only?.type === node.literal && more.length === 0 ? only.value : undefined;
}

/** The arguments of a message: name → TypeScript type. Tags are left out when `withTags` is false. */
export function argumentsOf(elements, withTags = true, found = new Map()) {
  if (typeof elements === 'string') return found;
  for (const element of elements) {
    switch (element.type) {
      case node.argument:
        if (!found.has(element.value)) found.set(element.value, 'string | number');
        break;
      case node.number:
      case node.plural:
        found.set(element.value, 'number');
        break;
      case node.date:
      case node.time:
        found.set(element.value, 'Date | number');
        break;
      case node.select:
        found.set(element.value, 'string');
        break;
      case node.tag:
        if (withTags && element.value !== 'b') found.set(element.value, 'Tag');
        argumentsOf(element.children, withTags, found);
        break;
      default:
    }
    for (const option of Object.values(element.options ?? {})) {
      argumentsOf(option.value, withTags, found);
    }
  }
  return found;
}
