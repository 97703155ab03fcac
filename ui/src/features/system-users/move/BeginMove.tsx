import { Button, Radio, Textfield } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import type { MoveTo, SystemUserDetail } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { NotRead } from '~/components/NotRead';
import { Reader, ReaderTitle } from '~/components/Reader';
import { waits } from '~/components/rights/next-request';
import { useWords } from '~/i18n';
import styles from './Move.module.css';

/** Systems offered at a time. */
const SHOWN = 8;

/** What takes the place of an access: a request that waits, an access that is there, or a system to set up. */
export function BeginMove({ detail: { row, systemId } }: { detail: SystemUserDetail }) {
  const t = useWords();
  const navigate = useNavigate();
  const id = useId();
  const [to, setTo] = useState<MoveTo | null>(null);
  const [text, setText] = useState('');
  const looking = useDeferredValue(text.trim());
  const { partyUuid } = row;
  const queue = useRead('queue', { partyUuid, group: null, refresh: false });
  const others = useMemo(
    () => ({ text: '', partyUuid, group: null, kind: row.kind, changed: false, refresh: false }),
    [partyUuid, row.kind],
  );
  const page = useRead('system_users', others);
  const own = row.kind === 'own';
  const systems = useRead('systems', { text: looking, refresh: false }, { enabled: own, keep: true });
  const begin = useAct('begin_move');
  const requests = (queue.data?.rows ?? []).filter(
    ({ kind, partyUuid: of, state }) => kind === row.kind && of === partyUuid && waits(state),
  );
  const accesses = (page.data?.rows ?? []).filter((one) => one.id !== row.id);
  const known = (systems.data?.rows ?? []).filter((one) => one.systemId !== systemId).slice(0, SHOWN);

  const radio = (value: MoveTo, key: string, label: string, note: string) => (
    <Radio
      key={key}
      name={id}
      value={key}
      label={label}
      description={note}
      checked={to !== null && keyOf(to) === key}
      onChange={() => {
        setTo(value);
      }}
    />
  );
  return (
    <Reader
      actions={
        <ActionBar>
          <BigButton
            unavailable={to === null ? t('moving.choose') : undefined}
            busy={begin.isPending ? t('common.sending') : undefined}
            onClick={() => {
              if (to !== null) begin.mutate({ from: { partyUuid, id: row.id }, to });
            }}
          >
            {t('moving.begin')}
          </BigButton>
          <Button
            variant="secondary"
            className="cta"
            onClick={() => {
              void navigate({ to: '/system-users/$partyUuid/$id', params: { partyUuid, id: row.id } });
            }}
          >
            {t('common.back')}
          </Button>
        </ActionBar>
      }
    >
      <ReaderTitle eyebrow={t('moving.eyebrow', { organisation: row.organisation })}>
        {t.rich('moving.beginTitle', { system: <bdi>{row.title}</bdi> })}
      </ReaderTitle>
      <p className={`muted ${styles.intro}`}>{t('moving.intro')}</p>
      {!own && <p className={`muted ${styles.intro}`}>{t('moving.intro.clients')}</p>}
      {begin.error && <FailureNotice failure={begin.error.failure} compact announce />}
      <div role="radiogroup" aria-label={t('moving.to')} className={styles.choices}>
        <section className={styles.part}>
          <h2 className="h2">{t('moving.to.requests')}</h2>
          <NotRead of={queue} compact />
          {queue.data && requests.length === 0 && <p className="muted sm">{t('moving.to.noRequests')}</p>}
          {requests.map((one) =>
            radio(
              { kind: 'request', key: one.key },
              `request ${one.key}`,
              one.system ?? t('approvals.row.link'),
              one.vendor ?? '',
            ),
          )}
        </section>
        <section className={styles.part}>
          <h2 className="h2">{t('moving.to.accesses')}</h2>
          <NotRead of={page} compact />
          {page.data && accesses.length === 0 && <p className="muted sm">{t('moving.to.noAccesses')}</p>}
          {accesses.map((one) =>
            radio({ kind: 'system_user', id: one.id }, `system_user ${one.id}`, one.title, one.vendor),
          )}
        </section>
        {own && (
          <section className={styles.part}>
            <h2 className="h2">{t('moving.to.systems')}</h2>
            <Textfield
              type="search"
              className={styles.search}
              label={t('moving.search')}
              autoComplete="off"
              spellCheck={false}
              value={text}
              onChange={(event) => {
                setText(event.target.value);
              }}
            />
            {known.map((one) =>
              radio(
                { kind: 'system', systemId: one.systemId },
                `system ${one.systemId}`,
                one.name,
                one.vendor,
              ),
            )}
            <NotRead of={systems} compact />
            {systems.data && known.length === 0 && (
              <p className="muted sm">{t('creation.nothing', { text: looking })}</p>
            )}
          </section>
        )}
      </div>
      {!own && <Check sort="info">{t('moving.noSystems')}</Check>}
      <Check sort="info">{t('moving.nothingYet')}</Check>
    </Reader>
  );
}

/** A target as one text, to tell which radio is on. */
function keyOf(to: MoveTo): string {
  switch (to.kind) {
    case 'request':
      return `request ${to.key}`;
    case 'system':
      return `system ${to.systemId}`;
    case 'system_user':
      return `system_user ${to.id}`;
  }
}
