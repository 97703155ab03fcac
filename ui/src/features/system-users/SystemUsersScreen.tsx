import { useLocation, useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { useRead, useRefresh } from '~/api/queries';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { useFind } from '~/components/rights/FindField';
import { useListScope } from '~/components/scope/ScopeProvider';
import { SplitPane } from '~/components/SplitPane';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { accessKey } from './access-list';
import { AccessList, type KindFilter } from './AccessList';
import { AccessPane } from './AccessPane';
import { CreatePane } from './create/CreatePane';
import { MovePane } from './move/MovePane';

/** Systemtilganger: what systems may act for the organisations, and taking it back. */
export function SystemUsersScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const { partyUuid, id } = useParams({ strict: false });
  const scope = useListScope();
  const { alert } = useStatus();
  const sentence = useSentence();
  const [kind, setKind] = useState<KindFilter>('all');
  const [find, findField] = useFind();
  const text = useDeferredValue(find.text);
  const input = useMemo(
    () => ({
      text,
      ...scope,
      kind: kind === 'all' || kind === 'changed' ? null : kind,
      changed: kind === 'changed',
      refresh: false,
    }),
    [text, scope, kind],
  );
  const { data: page, error } = useRead('system_users', input, { keep: true });
  const fetchAgain = useRefresh('system_users', input);
  const refresh = () => {
    fetchAgain().catch((reason: unknown) => {
      alert(sentence(failureOf(reason)).what);
    });
  };
  const back = useCallback(() => {
    void navigate({ to: '/system-users' });
  }, [navigate]);
  const path = useLocation({ select: ({ pathname }) => pathname });
  const preset = useLocation({ select: ({ state }) => state.create ?? null });
  const creating = path === '/system-users/new';
  const moving = path.endsWith('/move');
  const open = partyUuid !== undefined && id !== undefined ? { partyUuid, id } : null;

  return (
    <SplitPane
      id="system-users"
      width={24}
      listLabel={t('system-users.title')}
      list={
        <AccessList
          page={page}
          error={error}
          kind={kind}
          find={find}
          findField={findField}
          selected={open && accessKey(open)}
          onKind={setKind}
          onRefresh={refresh}
        />
      }
      reader={
        creating ? (
          <CreatePane key={preset ? `${preset.partyUuid} ${preset.systemId}` : 'new'} preset={preset} />
        ) : open === null ? (
          <EmptyReader>{t('system-users.choose')}</EmptyReader>
        ) : moving ? (
          <MovePane key={accessKey(open)} access={open} />
        ) : (
          <AccessPane key={accessKey(open)} access={open} />
        )
      }
      readerLabel={t('system-users.reader')}
      readerOpen={creating || open !== null}
      onBack={back}
      backLabel={t('system-users.title')}
    />
  );
}
