import { Button } from '@digdir/designsystemet-react';
import { PencilIcon, PlusIcon, TagIcon, TrashIcon } from '@navikt/aksel-icons';
import { useRef, useState } from 'react';
import type { PartyGroup } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { useWords } from '~/i18n';
import { FailureNotice } from '../FailureNotice';
import { moveFocus } from '../focus';
import { Icon } from '../Icon';
import { Modal } from '../Modal';
import { NotRead } from '../NotRead';
import { useStatus } from '../status/StatusProvider';
import { useFocusWhenLost } from '../useFocusWhenLost';
import { GroupForm } from './GroupForm';
import styles from './Groups.module.css';
import { useScope } from './ScopeProvider';

/** The user's own groups of organisations: made, changed and deleted here, and kept on this machine only. */
export function GroupsDialog({ onClose }: { onClose: () => void }) {
  const t = useWords();
  const { say } = useStatus();
  const { group: chosen, setGroup } = useScope();
  const { data, error, refetch } = useRead('party_groups', {});
  const [editing, setEditing] = useState<PartyGroup | 'new' | null>(null);
  const remove = useAct('delete_group');
  const groups = data?.groups ?? [];
  const inside = useRef<HTMLDivElement>(null);
  // A group goes with its buttons, and the list with the one that led to the form; and back.
  useFocusWhenLost(`${editing === null ? 'list' : 'form'} ${groups.length}`, () => {
    moveFocus(inside.current?.closest('dialog')?.querySelector('h2'));
  });
  return (
    <Modal title={t('groups.title')} onClose={onClose}>
      <div ref={inside}>
        {editing === null ? (
          <div className={styles.groups}>
            <p className="muted">{t('groups.text')}</p>
            <NotRead of={{ error, refetch }} compact />
            {data && groups.length === 0 && <p>{t('groups.none')}</p>}
            <ul className={styles.list}>
              {groups.map((group) => (
                <li key={group.id}>
                  <Icon of={TagIcon} size="s" />
                  <strong className="grow">{group.name}</strong>
                  <span className="muted sm num">{t('groups.members', { count: group.members })}</span>
                  <Button
                    icon
                    variant="tertiary"
                    className="xs"
                    aria-label={t('groups.edit', { name: group.name })}
                    onClick={() => {
                      setEditing(group);
                    }}
                  >
                    <Icon of={PencilIcon} size="s" />
                  </Button>
                  <Button
                    icon
                    variant="tertiary"
                    className="xs"
                    aria-label={t('groups.delete', { name: group.name })}
                    onClick={() => {
                      remove.mutate(
                        { id: group.id },
                        {
                          onSuccess: () => {
                            // Lists of a group that is gone would be empty: they show all again.
                            if (chosen?.id === group.id) setGroup(null);
                            say({ text: t('groups.deleted', { name: group.name }), icon: TrashIcon });
                          },
                        },
                      );
                    }}
                  >
                    <Icon of={TrashIcon} size="s" />
                  </Button>
                </li>
              ))}
            </ul>
            {remove.error && <FailureNotice failure={remove.error.failure} compact announce />}
            <div>
              <Button
                variant="secondary"
                onClick={() => {
                  setEditing('new');
                }}
              >
                <Icon of={PlusIcon} />
                {t('groups.new')}
              </Button>
            </div>
          </div>
        ) : (
          <GroupForm
            group={editing === 'new' ? null : editing}
            onDone={() => {
              setEditing(null);
            }}
          />
        )}
      </div>
    </Modal>
  );
}
