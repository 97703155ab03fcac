import { Button } from '@digdir/designsystemet-react';
import { LeaveIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { Ability, MyClient, MyProvider, PackageName } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { FailureNotice } from '~/components/FailureNotice';
import { formatOrgNo } from '~/components/OrgNo';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useKeptFocus } from '~/components/rights/useKeptFocus';
import { useStatus } from '~/components/status/StatusProvider';
import { useDates, useWords } from '~/i18n';
import { ClientLine, ClientLines } from '../lines/ClientLines';
import { roleWords } from '../coverage/letter-words';
import { whyNotChange } from '../firm/ability-words';
import { namePackages, packageNames } from '../matrix/cell-words';
import styles from './Mine.module.css';

/** What is about to be given up: one client, or the firm with all of them. */
type Asking = { what: 'client'; client: MyClient } | { what: 'provider' };

/** What one firm has given the user: its clients, and giving one or all of them up. */
export function ProviderPane({
  provider,
  packages,
  leave,
  onGone,
}: {
  provider: MyProvider;
  packages: readonly PackageName[];
  leave: Ability;
  onGone: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { say } = useStatus();
  const names = packageNames(t, packages);
  const [asking, setAsking] = useState<Asking | null>(null);
  const place = useKeptFocus(asking ? asking.what : 'first', 'leave');
  const act = useAct('leave_clients', {
    onSuccess: (_answer, { client }) => {
      const name = provider.clients.find(({ partyUuid }) => partyUuid === client)?.name;
      say({
        text:
          name === undefined
            ? t('my-clients.left', { firm: provider.name })
            : t('my-clients.leftClient', { client: name, firm: provider.name }),
        icon: LeaveIcon,
      });
      setAsking(null);
      if (client === null) onGone();
    },
    onError: () => {
      setAsking(null);
    },
  });
  const closed = leave.way === 'api' ? undefined : t(whyNotChange(leave.reason));
  const facts = { firm: provider.name, count: provider.clients.length };
  return (
    <Reader
      actions={
        <div {...place}>
          {act.error && <FailureNotice failure={act.error.failure} compact announce />}
          {asking ? (
            <ConfirmBar
              danger
              confirm={t(asking.what === 'client' ? 'my-clients.leaveClient' : 'my-clients.leave')}
              busy={act.isPending && t('common.sending')}
              onBack={() => {
                setAsking(null);
              }}
              onConfirm={() => {
                if (!act.isPending)
                  act.mutate({
                    provider: provider.partyUuid,
                    client: asking.what === 'client' ? asking.client.partyUuid : null,
                  });
              }}
            >
              {asking.what === 'client'
                ? t('my-clients.sentenceClient', { client: asking.client.name, firm: provider.name })
                : t('my-clients.sentence', facts)}
            </ConfirmBar>
          ) : (
            <ActionBar>
              <BigButton
                variant="secondary"
                data-color="danger"
                data-step="leave"
                unavailable={closed}
                onClick={() => {
                  act.reset();
                  setAsking({ what: 'provider' });
                }}
              >
                {t('my-clients.leaveFirst', { firm: provider.name })}
              </BigButton>
            </ActionBar>
          )}
        </div>
      }
    >
      <ReaderTitle
        eyebrow={t('my-clients.eyebrow')}
        end={provider.orgNo !== null && formatOrgNo(provider.orgNo)}
      >
        {provider.name}
      </ReaderTitle>
      <div className={styles.parts}>
        {provider.addedAt !== null && (
          <p className="muted">{t('my-clients.since', { date: dates.long(provider.addedAt) })}</p>
        )}
        <section>
          <h2 className="h2">{t('my-clients.clients', { count: provider.clients.length })}</h2>
          {provider.clients.length === 0 && <p className="muted">{t('my-clients.noClients')}</p>}
          {provider.clients.length > 0 && (
            <ClientLines>
              {provider.clients.map((client) => (
                <ClientLine
                  key={client.partyUuid}
                  name={client.name}
                  orgNo={client.orgNo}
                  about={[
                    ...client.holds.map(({ role, packages: codes }) =>
                      t('my-clients.holds', {
                        role: roleWords(t, role),
                        packages: namePackages(t, names, codes),
                      }),
                    ),
                    client.isDeleted && t('clients.deleted'),
                  ]
                    .filter(Boolean)
                    .join('. ')}
                >
                  {closed === undefined && (
                    <Button
                      variant="secondary"
                      className="xs"
                      aria-label={t('my-clients.leaveClientLabel', { client: client.name })}
                      onClick={() => {
                        act.reset();
                        setAsking({ what: 'client', client });
                      }}
                    >
                      {t('my-clients.leaveClientFirst')}
                    </Button>
                  )}
                </ClientLine>
              ))}
            </ClientLines>
          )}
        </section>
      </div>
    </Reader>
  );
}
