import { Keys } from '~/components/keys/Keys';
import { shortcut, shortcuts, type ShortcutGroup, type ShortcutId } from '~/components/keys/shortcuts';
import { Modal } from '~/components/Modal';
import { useWords } from '~/i18n';
import styles from './HelpDialog.module.css';

const groups: ShortcutGroup[] = ['everywhere', 'lists', 'messages', 'requests', 'clients', 'go'];

/** All keys, from the one list of them (F1). */
export function HelpDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const ids = Object.keys(shortcuts) as ShortcutId[];
  return (
    <Modal look="wide" title={t('keys.title')} onClose={onClose}>
      <div className={styles.groups}>
        {groups.map((group) => (
          <section key={group}>
            <h3 className={styles.head}>{t(`keys.group.${group}`)}</h3>
            <dl className={styles.keys}>
              {ids
                .filter((id) => shortcut(id).group === group)
                .map((id) => (
                  <div key={id}>
                    <dt>{t(shortcut(id).label)}</dt>
                    <dd>
                      <Keys id={id} all />
                    </dd>
                  </div>
                ))}
            </dl>
          </section>
        ))}
      </div>
      <p className={`muted sm ${styles.note ?? ''}`}>{t('keys.lettersNote')}</p>
    </Modal>
  );
}
