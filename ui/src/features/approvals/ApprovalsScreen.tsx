import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import { useAct, useRead, useRefresh } from '~/api/queries';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { nextWaiting } from '~/components/rights/next-request';
import { useListScope } from '~/components/scope/ScopeProvider';
import { SplitPane } from '~/components/SplitPane';
import { useStatus } from '~/components/status/StatusProvider';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { useRejections } from './decide/useRejections';
import { Queue } from './queue/Queue';
import { useHeldRows } from './queue/useHeldRows';
import { arrange, type KindFilter, type Order } from './queue/queue-view';
import { ReviewPane } from './ReviewPane';

/** Godkjenning: one queue over all organisations at the left, the request that is looked at to the right. */
export function ApprovalsScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const { key } = useParams({ strict: false });
  const scope = useListScope();
  const { alert } = useStatus();
  const sentence = useSentence();
  const [filter, setFilter] = useState<KindFilter>('all');
  const [order, setOrder] = useState<Order>('newest');

  const input = useMemo(() => ({ ...scope, refresh: false }), [scope]);
  const { data: queue, error } = useRead('queue', input, { keep: true });
  const fetchAgain = useRefresh('queue', input);
  const refresh = useCallback(() => {
    fetchAgain().catch((reason: unknown) => {
      alert(sentence(failureOf(reason)).what);
    });
  }, [fetchAgain, alert, sentence]);

  const all = useMemo(() => queue?.rows ?? [], [queue]);
  const [over, setOver] = useState(false);
  const held = useHeldRows(all, { over, filling: queue?.fetchedAt == null }, key ?? null);
  const rows = useMemo(() => arrange(held.rows, filter, order), [held.rows, filter, order]);
  useRejections(all);

  const dismiss = useAct('dismiss', {
    onSuccess: (_, input) => {
      if (input.key === key) void navigate({ to: '/approvals' });
    },
    onError: useFailureAlert(),
  });
  const open = key ?? null;
  const next = nextWaiting(rows, open);
  const goNext = useCallback(
    (to: string) => {
      void navigate({ to: '/approvals/$key', params: { key: to } });
    },
    [navigate],
  );
  const onNext = useMemo(
    () =>
      next &&
      (() => {
        goNext(next.key);
      }),
    [next, goNext],
  );
  const back = useCallback(() => {
    void navigate({ to: '/approvals' });
  }, [navigate]);
  const place = rows.findIndex((row) => row.key === open);
  const position = useMemo(
    () => (place < 0 ? undefined : { index: place + 1, count: rows.length }),
    [place, rows.length],
  );

  return (
    <SplitPane
      id="approvals"
      listLabel={t('approvals.list')}
      list={
        <Queue
          queue={queue}
          error={error}
          rows={rows}
          filter={filter}
          order={order}
          selectedKey={open}
          held={held.held}
          onRelease={held.release}
          onPointerOver={setOver}
          onFilter={setFilter}
          onOrder={setOrder}
          onRefresh={refresh}
          onDismiss={(one) => {
            dismiss.mutate({ key: one });
          }}
        />
      }
      reader={
        open === null ? (
          <EmptyReader>{t('approvals.choose')}</EmptyReader>
        ) : (
          <ReviewPane
            key={open}
            requestKey={open}
            row={all.find((row) => row.key === open)}
            onNext={onNext}
          />
        )
      }
      readerLabel={t('approvals.reader')}
      readerOpen={open !== null}
      onBack={back}
      backLabel={t('approvals.title')}
      position={position}
      onNext={onNext}
      nextLabel={t('approvals.decide.next')}
    />
  );
}
