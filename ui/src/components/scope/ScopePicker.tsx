import { Buildings3Icon } from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import { useWords } from '~/i18n';
import { Avatar } from '../Avatar';
import { Flyout } from '../Flyout';
import { OrganisationChoice } from './OrganisationChoice';
import styles from './ScopePicker.module.css';
import { useScope } from './ScopeProvider';

/** A button that lets one choose an organisation, or all of them. */
export function ScopePicker({
  className,
  children,
}: {
  className?: string | undefined;
  children: ReactNode;
}) {
  return (
    <Flyout className={className} trigger={children} wide>
      {(close) => <Choice close={close} />}
    </Flyout>
  );
}

/** Search, *all*, and the organisations. */
function Choice({ close }: { close: () => void }) {
  const t = useWords();
  const { scope, setScope } = useScope();
  return (
    <OrganisationChoice
      group="all"
      selectedKey={scope?.partyUuid ?? null}
      onChoose={(row) => {
        setScope({ partyUuid: row.partyUuid, name: row.name, initials: row.initials });
        close();
      }}
      between={(page) => (
        <button
          type="button"
          className={styles.all}
          aria-pressed={scope === null}
          onClick={() => {
            setScope(null);
            close();
          }}
        >
          <Avatar icon={Buildings3Icon} size="s" tint />
          <strong className="grow">{t('common.allOrganisations')}</strong>
          {page && <span className="muted num">{page.all}</span>}
        </button>
      )}
    />
  );
}
