import { useRead } from '~/api/queries';
import { Check } from '~/components/Check';
import { NotRead } from '~/components/NotRead';
import { SkeletonText } from '~/components/Skeleton';
import { useWords } from '~/i18n';
import styles from './Folds.module.css';

/** Why one may read a message: asked of Altinn when it is unfolded; asking is not seen by anyone. */
export function AccessReason({ id }: { id: string }) {
  const t = useWords();
  const { data, error, refetch } = useRead('access_reason', { id });
  if (error) return <NotRead of={{ error, refetch }} compact />;
  if (!data) return <SkeletonText lines={2} />;
  const kind = (name: string) => {
    const word = `messages.access.kind.${name}`;
    return t.has(word) ? t.withAll(word, {}) : name.replaceAll('_', ' ');
  };
  return (
    <ul className={styles.lines}>
      {data.grants.length === 0 && <li className="muted">{t('messages.access.none')}</li>}
      {data.grants.map((grant, index) => (
        <li key={index}>
          <Check sort="yes">{t('messages.access.grant', { kind: kind(grant.kind), name: grant.name })}</Check>
        </li>
      ))}
      <li className="muted">{t('messages.access.level', { level: data.level, needed: data.neededLevel })}</li>
    </ul>
  );
}
