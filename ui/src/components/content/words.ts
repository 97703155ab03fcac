import type { ContentBlock, ContentInline } from './types';

/** The words of some inline parts, without their forms. */
export function wordsOf(inlines: readonly ContentInline[]): string {
  return inlines
    .map((inline) => {
      switch (inline.kind) {
        case 'text':
        case 'code':
          return inline.text;
        case 'image':
          return inline.alt ?? '';
        case 'break':
          return ' ';
        default:
          return wordsOf(inline.inlines);
      }
    })
    .join('');
}

/** The words of the paragraphs of a cell. */
export function cellWords(blocks: readonly ContentBlock[]): string {
  return blocks
    .map((block) => (block.kind === 'paragraph' ? wordsOf(block.inlines) : ''))
    .join(' ')
    .trim();
}
