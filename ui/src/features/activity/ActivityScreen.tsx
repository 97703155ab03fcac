import { useNavigate, useParams } from '@tanstack/react-router';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import type { ActivityFilter, ActivityRow } from '~/api/generated/surface';
import { EmptyReader } from '~/components/rights/EmptyReader';
import { useFind } from '~/components/rights/FindField';
import { useListScope } from '~/components/scope/ScopeProvider';
import { SplitPane } from '~/components/SplitPane';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { LogPane } from './log/LogPane';
import { useLog } from './log/useLog';
import { LogPrint } from './print/LogPrint';
import { PrintPage } from '~/components/print/PrintPage';
import { useWholeLog } from './print/useWholeLog';
import { ReceiptPane } from './receipt/ReceiptPane';

/** Aktivitet: what was done from this machine, with its receipts. */
export function ActivityScreen() {
  const t = useWords();
  const navigate = useNavigate();
  const { number } = useParams({ strict: false });
  const scope = useListScope();
  const { alert } = useStatus();
  const sentence = useSentence();
  const [filter, setFilter] = useState<ActivityFilter>('all');
  const [printing, setPrinting] = useState<ActivityRow[] | null>(null);
  const [find, findField] = useFind();
  const text = useDeferredValue(find.text);
  const query = useMemo(() => ({ text, filter, ...scope }), [text, filter, scope]);
  const log = useLog(query);
  const readAll = useWholeLog();
  const back = useCallback(() => {
    void navigate({ to: '/activity' });
  }, [navigate]);
  const open = number ?? null;

  return (
    <>
      <SplitPane
        id="activity"
        width={26}
        listLabel={t('activity.title')}
        list={
          <LogPane
            log={log}
            filter={filter}
            find={find}
            findField={findField}
            selected={open}
            onFilter={setFilter}
            onPrint={() => {
              readAll(query).then(setPrinting, (reason: unknown) => {
                alert(sentence(failureOf(reason)).what);
              });
            }}
          />
        }
        reader={
          open === null ? (
            <EmptyReader>{t('activity.choose')}</EmptyReader>
          ) : (
            <ReceiptPane key={open} number={open} row={log.rows.find((row) => row.number === open)} />
          )
        }
        readerLabel={t('activity.reader')}
        readerOpen={open !== null}
        onBack={back}
        backLabel={t('activity.title')}
      />
      {printing && (
        <PrintPage
          onDone={() => {
            setPrinting(null);
          }}
        >
          <LogPrint rows={printing} />
        </PrintPage>
      )}
    </>
  );
}
