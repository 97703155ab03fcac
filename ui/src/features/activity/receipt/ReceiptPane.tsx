import { Button } from '@digdir/designsystemet-react';
import { ExternalLinkIcon, FileCsvIcon, FileTextIcon, PrinterSmallIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { ActivityRow, Failure, Receipt } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { NotRead } from '~/components/NotRead';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useWords } from '~/i18n';
import { PrintPage } from '~/components/print/PrintPage';
import { ReceiptPrint } from '../print/ReceiptPrint';
import { useExport } from '../useExport';
import { PlainEvent } from './PlainEvent';
import { ReceiptBar } from './ReceiptBar';
import { ReceiptPaper } from './ReceiptPaper';
import styles from './ReceiptPaper.module.css';
import { ServicesAsThen } from './ServicesAsThen';

/** What one event of the log left behind. */
export function ReceiptPane({ number, row }: { number: string; row: ActivityRow | undefined }) {
  const t = useWords();
  const bare = row !== undefined && !row.hasReceipt;
  const { data: receipt, error, refetch } = useRead('receipt', { number }, { enabled: !bare });
  useTitleAfterLoading(bare || receipt !== undefined || error !== null);
  if (bare) return <PlainEvent row={row} />;
  if (error && !receipt) {
    return (
      <Reader>
        <ReaderTitle>{t('activity.number', { number })}</ReaderTitle>
        <NotRead of={{ error, refetch }} announce />
      </Reader>
    );
  }
  if (!receipt) {
    return (
      <Reader>
        <ReaderTitle>{t('activity.receipt.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  }
  return <Shown receipt={receipt} failure={row?.failure ?? null} />;
}

function Shown({ receipt, failure }: { receipt: Receipt; failure: Failure | null }) {
  const t = useWords();
  const write = useExport();
  const [printing, setPrinting] = useState(false);
  const open = useAct('open_external', { onError: useFailureAlert() });
  const { number, review } = receipt;
  return (
    <>
      <Reader
        tools={
          <div className={styles.tools}>
            <span className="num">{t('activity.number', { number })}</span>
            <span className="grow" />
            <Button
              variant="tertiary"
              onClick={() => {
                write('html', number);
              }}
            >
              <Icon of={FileTextIcon} />
              {t('activity.export.one.html')}
            </Button>
            <Button
              variant="tertiary"
              onClick={() => {
                write('csv', number);
              }}
            >
              <Icon of={FileCsvIcon} />
              {t('activity.export.one.csv')}
            </Button>
            <Button
              variant="tertiary"
              onClick={() => {
                setPrinting(true);
              }}
            >
              <Icon of={PrinterSmallIcon} />
              {t('activity.export.print')}
            </Button>
          </div>
        }
        actions={<ReceiptBar receipt={receipt} />}
      >
        <ReceiptPaper receipt={receipt} services={<ServicesAsThen review={review} />} />
        {failure && (
          <div className={styles.why}>
            <FailureNotice failure={failure} compact />
          </div>
        )}
        {receipt.redirectHost !== null && (
          <p className={styles.note}>
            <Icon of={ExternalLinkIcon} size="s" />
            <span>{t.rich('activity.receipt.redirect', { host: receipt.redirectHost })}</span>
            <button
              type="button"
              className="linkButton"
              onClick={() => {
                open.mutate({ target: { kind: 'vendor_page', number } });
              }}
            >
              {t('activity.receipt.openPage')}
            </button>
          </p>
        )}
      </Reader>
      {printing && (
        <PrintPage
          onDone={() => {
            setPrinting(false);
          }}
        >
          <ReceiptPrint receipt={receipt} />
        </PrintPage>
      )}
    </>
  );
}
