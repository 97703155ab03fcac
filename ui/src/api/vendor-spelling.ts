// Registers write names in capitals, so the core can only give them in title case: «Smartcloud AS». The vendor's own
// texts show how it spells itself: «SmartCloud Regnskap». For the eye only; what is stored and sent stays as it was.

/** A small `l` passes for a large `i`, and the other way: no letter may become one of them, */
const treacherous = new Set(['l', 'I']);
/** and none of them may come to stand among letters that make it read as the other. */
const misleading = /(^|\p{Lu})l(\p{Lu}|$)|\p{Ll}I\p{Ll}/u;

/** Words of a text: letters and digits in a row. */
const word = /[\p{L}\p{N}]+/gu;

/** Whether a word is spelled in a way of its own: not all small, all large or with a large letter first only. */
function isOwnSpelling(text: string): boolean {
  const small = text.toLowerCase();
  const title = small.replace(/\p{L}/u, (first) => first.toUpperCase());
  return ![small, title, text.toUpperCase()].includes(text);
}

/** Whether taking `own` for `name` changes the case of letters only, and of none that would then pass for another. */
function isSameWord(own: string, name: string): boolean {
  const letters = Array.from(own);
  const before = Array.from(name);
  return (
    !misleading.test(own) &&
    letters.length === before.length &&
    letters.every(
      (letter, index) =>
        letter === before[index] ||
        (letter.toLowerCase() === before[index]?.toLowerCase() && !treacherous.has(letter)),
    )
  );
}

/** A name with the words that the vendor spells in its own way in `seen`. A name that already has such words stays. */
export function vendorSpelling(name: string, ...seen: (string | null)[]): string {
  const own = seen.flatMap((text) => text?.match(word) ?? []).filter(isOwnSpelling);
  return name.replace(word, (part) =>
    isOwnSpelling(part) ? part : (own.find((candidate) => isSameWord(candidate, part)) ?? part),
  );
}
