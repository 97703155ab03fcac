import type { Held, HeldItem } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import styles from './Changes.module.css';

/** What it held, and what it holds: side by side, what differs in weight and in words. */
export function BeforeAfter({ before, after }: { before: Held; after: Held | null }) {
  const t = useWords();
  return (
    <div className={styles.sides}>
      <Side title={t('changes.before')} held={before} other={after} mark="gone" />
      {after === null ? (
        <section>
          <h3 className={styles.side}>{t('changes.after')}</h3>
          <p className="muted sm">{t('changes.afterUnread')}</p>
        </section>
      ) : (
        <Side title={t('changes.after')} held={after} other={before} mark="new" />
      )}
    </div>
  );
}

function Side({
  title,
  held,
  other,
  mark,
}: {
  title: string;
  held: Held;
  /** What it is compared with. */
  other: Held | null;
  /** What an item is that the other side lacks. */
  mark: 'new' | 'gone';
}) {
  const t = useWords();
  const items = [...held.packages, ...held.services];
  const known = new Set(other && [...other.packages, ...other.services].map(({ id }) => id));
  const differs = ({ id }: HeldItem) => other !== null && !known.has(id);
  return (
    <section>
      <h3 className={styles.side}>
        {title} <span className={styles.count}>{t('rights.services', { count: held.serviceCount })}</span>
      </h3>
      {items.length === 0 ? (
        <p className="muted sm">{t('changes.holdsNothing')}</p>
      ) : (
        <ul className={styles.held}>
          {items.map((item) => (
            <li key={item.id} data-mark={differs(item) ? mark : undefined}>
              {item.name}
              {differs(item) && <span className={styles.mark}>{t(`changes.mark.${mark}`)}</span>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
