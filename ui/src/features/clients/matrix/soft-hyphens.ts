// Where a long name may be broken, so that a narrow column head does not cut it anywhere.

const soft = '\u00AD';
/** Shorter words fit a column. */
const LONG = 12;
const vowel = 'aeiouyæøåéöä';

/** Puts soft hyphens into long words: before a consonant that a vowel follows, three letters from either end. */
export function softHyphens(text: string): string {
  return text.replace(/\p{L}+/gu, (word) => {
    if (word.length < LONG) return word;
    const letters = Array.from(word);
    const isVowel = (at: number) => vowel.includes((letters[at] ?? '').toLocaleLowerCase('nb'));
    return letters
      .map((letter, at) =>
        at >= 3 && at <= letters.length - 3 && !isVowel(at) && isVowel(at + 1) ? soft + letter : letter,
      )
      .join('');
  });
}
