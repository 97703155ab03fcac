import { Textfield } from '@digdir/designsystemet-react';
import { Buildings3Icon } from '@navikt/aksel-icons';
import { useRef, useState, type ReactNode } from 'react';
import { useOrganisationRows } from '~/api/organisation-rows';
import { useWords } from '~/i18n';
import { Avatar } from '../Avatar';
import { Flyout } from '../Flyout';
import { OrgNo } from '../OrgNo';
import { VirtualListbox, type ListboxHandle } from '../VirtualListbox';
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
  const [text, setText] = useState('');
  const list = useRef<ListboxHandle>(null);
  const rows = useOrganisationRows(text.trim(), 'all');
  const total = rows.page?.total ?? 0;
  return (
    <div className={styles.choice}>
      <Textfield
        type="search"
        label={t('scope.search')}
        value={text}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => {
          setText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.key === 'ArrowDown' || (event.key === 'Enter' && total > 0)) {
            event.preventDefault();
            list.current?.focus();
          }
        }}
      />
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
        {rows.page && <span className="muted num">{rows.page.all}</span>}
      </button>
      <div className={styles.list} data-letters>
        <VirtualListbox
          ref={list}
          label={t('scope.list', { count: total })}
          count={total}
          rowAt={rows.rowAt}
          onRange={rows.onRange}
          rowKey={(row) => row.partyUuid}
          rowName={(row) =>
            row.orgNo === null ? row.name : `${row.name}, ${t('common.orgNo', { number: row.orgNo })}`
          }
          rowHeight={40}
          selectedKey={scope?.partyUuid ?? null}
          onOpen={(row) => {
            if (row.isHeadingOnly) return;
            setScope({ partyUuid: row.partyUuid, name: row.name, initials: row.initials });
            close();
          }}
          renderRow={(row) => (
            <div className={styles.row} data-heading={row.isHeadingOnly || undefined}>
              {row.kind === 'subunit' && <span aria-hidden>{t('common.subunitMark')}</span>}
              <Avatar
                initials={row.initials}
                size="s"
                kind={row.kind === 'person' ? 'person' : 'organisation'}
                tint={row.kind === 'subunit'}
              />
              <span className="ell grow">{row.name}</span>
              {row.orgNo !== null && (
                <span className="muted sm">
                  <OrgNo value={row.orgNo} />
                </span>
              )}
            </div>
          )}
        />
      </div>
      {rows.page && total === 0 && <p className={styles.none}>{t('scope.none')}</p>}
    </div>
  );
}
