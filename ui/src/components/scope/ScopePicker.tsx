import { Buildings3Icon, TagIcon } from '@navikt/aksel-icons';
import { lazy, Suspense, useState, type ReactNode } from 'react';
import { useRead } from '~/api/queries';
import { useWords } from '~/i18n';
import { Avatar } from '../Avatar';
import { Flyout } from '../Flyout';
import { OrganisationChoice } from './OrganisationChoice';
import styles from './ScopePicker.module.css';
import { useScope } from './ScopeProvider';

const GroupsDialog = lazy(async () => ({ default: (await import('./GroupsDialog')).GroupsDialog }));

/** A button that lets one choose an organisation, or all of them. */
export function ScopePicker({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  const [managing, setManaging] = useState(false);
  return (
    <>
      <Flyout className={className} trigger={children} wide>
        {(close) => (
          <Choice
            close={close}
            onManage={() => {
              close();
              setManaging(true);
            }}
          />
        )}
      </Flyout>
      {managing && (
        <Suspense>
          <GroupsDialog
            onClose={() => {
              setManaging(false);
            }}
          />
        </Suspense>
      )}
    </>
  );
}

/** Search, *all*, and the organisations. */
function Choice({ close, onManage }: { close: () => void; onManage: () => void }) {
  const t = useWords();
  const { scope, setScope, group, setGroup } = useScope();
  const { data: groups } = useRead('party_groups', {});
  return (
    <OrganisationChoice
      group="all"
      selectedKey={scope?.partyUuid ?? null}
      onChoose={(row) => {
        setScope({ partyUuid: row.partyUuid, name: row.name, initials: row.initials, kind: row.kind });
        close();
      }}
      between={(page) => (
        <>
          <button
            type="button"
            className={styles.all}
            aria-pressed={scope === null && group === null}
            onClick={() => {
              setScope(null);
              close();
            }}
          >
            <Avatar icon={Buildings3Icon} size="s" tint />
            <strong className="grow">{t('common.allOrganisations')}</strong>
            {page && <span className="muted num">{page.all}</span>}
          </button>
          {groups?.groups.map(({ id, name, members }) => (
            <button
              key={id}
              type="button"
              className={styles.all}
              aria-pressed={group?.id === id}
              onClick={() => {
                setGroup({ id, name });
                close();
              }}
            >
              <Avatar icon={TagIcon} size="s" tint />
              <span className="grow ell">{name}</span>
              <span className="muted num">{members}</span>
            </button>
          ))}
          <button type="button" className={`${styles.all ?? ''} muted sm`} onClick={onManage}>
            {t('groups.manage')}
          </button>
        </>
      )}
    />
  );
}
