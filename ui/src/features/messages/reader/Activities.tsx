import type { MessageActivity } from '~/api/generated/surface';
import { When } from '~/components/When';
import { useWords } from '~/i18n';
import styles from './Folds.module.css';

/** What happened with a message, newest first. A kind that has no words yet is shown by its own name. */
export function Activities({
  activities,
  sender,
}: {
  activities: readonly MessageActivity[];
  sender: string;
}) {
  const t = useWords();
  const words = ({ kind, text }: MessageActivity): string => {
    if (kind === 'information' && text !== null) return text;
    const id = `messages.activity.kind.${kind}`;
    return t.has(id) ? t.withAll(id, {}) : kind.replaceAll('_', ' ');
  };
  return (
    <ul className={styles.lines}>
      {activities.map((activity, index) => (
        <li key={index} className={styles.entry}>
          <span className="grow">
            <bdi>{words(activity)}</bdi>
          </span>
          <span>
            <bdi>{activity.by ?? sender}</bdi>
          </span>
          {activity.at !== null && <When at={activity.at} />}
        </li>
      ))}
    </ul>
  );
}
