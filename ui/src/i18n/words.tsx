// The words of the screens: typed ids, typed arguments, three languages.
import type { MessageFormatElement } from '@formatjs/icu-messageformat-parser';
import { createContext, use, useMemo, type ReactNode } from 'react';
import { createIntl, createIntlCache, type IntlShape } from 'react-intl';
import type { Language } from '~/api/generated/surface';
import { localeOf, type Catalogue } from './catalogue';
import type { MessageArguments, Tag } from './generated/messages';

/** Every message. */
export type MessageId = keyof MessageArguments;

/** Messages that take no arguments: for tables of labels. */
export type PlainMessageId = {
  [Id in MessageId]: MessageArguments[Id] extends undefined ? Id : never;
}[MessageId];

type Rest<Id extends MessageId> = MessageArguments[Id] extends undefined
  ? []
  : [values: MessageArguments[Id]];
/** The same, but any value may be drawn instead of written: a name in bold, a number with its unit. */
type RichRest<Id extends MessageId> = MessageArguments[Id] extends undefined
  ? []
  : [values: { [K in keyof MessageArguments[Id]]: MessageArguments[Id][K] | ReactNode }];

/** Gives words. */
export interface Words {
  /** The text of a message. */
  <Id extends MessageId>(id: Id, ...rest: Rest<Id>): string;
  /** A message with tags (`<b>…</b>`) or drawn arguments, as nodes. */
  rich<Id extends MessageId>(id: Id, ...rest: RichRest<Id>): ReactNode;
  /** Whether there is such a message, for ids built from data. */
  has(id: string): id is MessageId;
  /** The text of a message that is only known at run time: gets every value it might want. */
  withAll: (id: MessageId, values: Record<string, string | number>) => string;
  /** «a, b og c». */
  list: (items: readonly string[]) => string;
  /** A number with the language's separators. */
  number: (value: number) => string;
  /** The language of the screens. */
  language: Language;
  /** The locale for the engine's own formatting. */
  locale: string;
}

const bold: Tag = (chunks) => <strong>{chunks}</strong>;
const plain = (chunks: unknown[]) => chunks.join('');

/** Makes the words of a language from its compiled messages. */
export function makeWords(language: Language, catalogue: Catalogue): Words {
  const locale = localeOf(language);
  // Plain texts never reach it: it takes text for source, and the parser does not ship.
  const messages = catalogue as Record<string, MessageFormatElement[]>;
  const intl: IntlShape = createIntl({ locale, messages, onError: raise }, createIntlCache());
  // Made when first used: the first screen needs neither, and engines take their time over each.
  let list: Intl.ListFormat | undefined;
  let number: Intl.NumberFormat | undefined;
  // What comes back is text when every tag gives text, and nodes when one gives a node.
  const format = intl.formatMessage as (descriptor: { id: string }, values: object) => ReactNode;
  const written = (id: MessageId, b: Tag | typeof plain, values?: object) => {
    const known = catalogue[id];
    return typeof known === 'string' ? known : format({ id }, { b, ...values });
  };
  const text = (id: MessageId, values?: object) => written(id, plain, values) as string;
  const rich = (id: MessageId, values?: object) => written(id, bold, values);
  return Object.assign(text, {
    rich,
    has: (id: string): id is MessageId => id in catalogue,
    withAll: (id: MessageId, values: object) => text(id, values),
    list: (items: readonly string[]) =>
      (list ??= new Intl.ListFormat(locale, { type: 'conjunction' })).format(items),
    number: (value: number) => (number ??= new Intl.NumberFormat(locale)).format(value),
    language,
    locale,
  });
}

/** A missing message or argument is a fault of ours that a test must see; the reader sees the id. */
function raise(error: Error): void {
  if (import.meta.env.DEV) throw error;
}

const WordsContext = createContext<Words | null>(null);

/** Gives the components below it their words. */
export function WordsProvider({
  language,
  catalogue,
  children,
}: {
  language: Language;
  catalogue: Catalogue;
  children: ReactNode;
}) {
  const words = useMemo(() => makeWords(language, catalogue), [language, catalogue]);
  return <WordsContext value={words}>{children}</WordsContext>;
}

/** The words. */
export function useWords(): Words {
  const words = use(WordsContext);
  if (!words) throw new Error('useWords outside WordsProvider');
  return words;
}
