export { languageOf, loadCatalogue, localeOf, type Catalogue } from './catalogue';
export { makeDates, useDates, type Dates } from './dates';
export type { MessageArguments, Tag } from './generated/messages';
export { makeWords, useWords, WordsProvider, type MessageId, type PlainMessageId, type Words } from './words';
