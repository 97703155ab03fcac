import { Textfield } from '@digdir/designsystemet-react';
import { useRef, useState, type ReactNode } from 'react';
import type { OrganisationGroup, OrganisationRow } from '~/api/generated/surface';
import { useOrganisationRows, type OrganisationRows } from '~/api/organisation-rows';
import { useWords } from '~/i18n';
import { Avatar } from '../Avatar';
import { OrgNo } from '../OrgNo';
import { VirtualListbox, type ListboxHandle } from '../VirtualListbox';
import styles from './ScopePicker.module.css';

/** A search field and the organisations of a group below it: choose one. */
export function OrganisationChoice({
  group,
  selectedKey,
  onChoose,
  between,
}: {
  group: OrganisationGroup;
  selectedKey: string | null;
  onChoose: (row: OrganisationRow) => void;
  /** Stands between the field and the list. */
  between?: (page: OrganisationRows['page']) => ReactNode;
}) {
  const t = useWords();
  const [text, setText] = useState('');
  const list = useRef<ListboxHandle>(null);
  const rows = useOrganisationRows(text.trim(), group);
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
      {between?.(rows.page)}
      <div className={styles.list}>
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
          selectedKey={selectedKey}
          onOpen={(row) => {
            if (!row.isHeadingOnly) onChoose(row);
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
