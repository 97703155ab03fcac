import { useRead } from '~/api/queries';
import { NotRead } from '~/components/NotRead';
import { SkeletonText } from '~/components/Skeleton';
import { When } from '~/components/When';
import { useWords } from '~/i18n';
import styles from './Folds.module.css';

/** Who opened a message and who filed it: asked of Altinn when it is unfolded; asking is not seen by anyone. */
export function SeenHistory({ id }: { id: string }) {
  const t = useWords();
  const { data, error, refetch } = useRead('message_history', { id });
  if (error) return <NotRead of={{ error, refetch }} compact />;
  if (!data) return <SkeletonText lines={2} />;
  const label = (one: string) => {
    const word = `messages.label.${one}`;
    return t.has(word) ? t.withAll(word, {}) : one.replaceAll('_', ' ');
  };
  return (
    <ul className={styles.lines}>
      {data.seen.length === 0 && <li className="muted">{t('messages.seen.nobody')}</li>}
      {data.seen.map(({ name, at, isMe }, index) => (
        <li key={`seen-${index}`} className={styles.entry}>
          <span className="grow">{isMe ? t('messages.seen.me') : (name ?? t('messages.seen.unnamed'))}</span>
          <When at={at} />
        </li>
      ))}
      {data.labels.length > 0 && (
        <li>
          <h2>{t('messages.seen.filed')}</h2>
        </li>
      )}
      {data.labels.map(({ at, label: name, set, by }, index) => (
        <li key={`label-${index}`} className={styles.entry}>
          <span className="grow">
            {t(set ? 'messages.label.set' : 'messages.label.removed', { label: label(name) })}
          </span>
          {by !== null && <span>{by}</span>}
          <When at={at} />
        </li>
      ))}
    </ul>
  );
}
