import { pieces } from './pieces';
import styles from './MarkedText.module.css';

/** A text with the words of a search marked in it. */
export function MarkedText({ text, hits }: { text: string; hits: readonly [number, number][] }) {
  if (hits.length === 0) return text;
  return pieces(text, hits).map(({ text: part, hit }, place) =>
    hit ? (
      <mark key={place} className={styles.hit}>
        {part}
      </mark>
    ) : (
      part
    ),
  );
}
