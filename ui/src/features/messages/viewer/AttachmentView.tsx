import { Button } from '@digdir/designsystemet-react';
import { DownloadIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useMemo } from 'react';
import type { AttachmentBytes, Failure } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { Reader } from '~/components/Reader';
import { SkeletonText } from '~/components/Skeleton';
import { nextSteps } from '~/errors';
import type { CommandError } from '~/errors/CommandError';
import type { Viewed } from '~/host/types';
import { useWords } from '~/i18n';
import { useAttachmentActs } from '../reader/useAttachmentActs';
import { fileView } from './file-view';
import { Unshown } from './Unshown';
import styles from './Viewer.module.css';

/** pdf.js is large: it comes with the first PDF. */
const PdfPages = lazy(() => import('./PdfPages'));

/** An attachment, alone in its window: a PDF, a picture or a text. */
export function AttachmentView({ viewed: { of, name } }: { viewed: Viewed }) {
  const t = useWords();
  const host = useHost();
  const { saving, opening } = useAttachmentActs();
  // The bytes are kept no longer than they are shown.
  const { data, error, refetch } = useQuery<AttachmentBytes, CommandError>({
    queryKey: ['attachment_bytes', of],
    queryFn: () => host.call('attachment_bytes', of),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  return (
    <Reader
      tools={
        <>
          <span className="grow" />
          <Button
            variant="tertiary"
            aria-busy={opening.isPending || undefined}
            onClick={() => {
              if (!opening.isPending) opening.mutate(of);
            }}
          >
            <Icon of={ExternalLinkIcon} />
            {t('messages.viewer.elsewhere')}
          </Button>
          <Button
            variant="tertiary"
            aria-busy={saving.isPending || undefined}
            onClick={() => {
              if (!saving.isPending) saving.mutate(of);
            }}
          >
            <Icon of={DownloadIcon} />
            {t('messages.attachment.save')}
          </Button>
        </>
      }
    >
      <h1 className={`h2 ${styles.name ?? ''}`}>
        <bdi>{name}</bdi>
      </h1>
      {error ? (
        <FileFailure
          failure={error.failure}
          retry={() => {
            void refetch();
          }}
        />
      ) : data ? (
        <Content file={data} name={name} />
      ) : (
        <SkeletonText lines={8} />
      )}
    </Reader>
  );
}

/** Why there is no file. A login begins in the main window, which may ask for one; here one tries again after it. */
function FileFailure({ failure, retry }: { failure: Failure; retry: () => void }) {
  const t = useWords();
  const step = nextSteps[failure.code];
  const elsewhere = step !== 'retry' && step !== 'none';
  return (
    <FailureNotice
      failure={failure}
      announce
      steps={!elsewhere}
      retry={retry}
      action={
        elsewhere && (
          <Button variant="secondary" className="xs" onClick={retry}>
            {t('errors.step.retry')}
          </Button>
        )
      }
    />
  );
}

/** The file itself. */
function Content({ file, name }: { file: AttachmentBytes; name: string }) {
  const t = useWords();
  const view = useMemo(() => fileView(file), [file]);
  switch (view.kind) {
    case 'pdf':
      return (
        <Suspense fallback={<SkeletonText lines={8} />}>
          <PdfPages bytes={view.bytes} />
        </Suspense>
      );
    case 'picture':
      return <img src={view.address} alt={t('messages.viewer.picture', { name })} className={styles.image} />;
    case 'text':
      return (
        <>
          {view.cut && <p className="muted sm">{t('messages.viewer.cut')}</p>}
          <pre className={styles.text}>
            <bdi>{view.text}</bdi>
          </pre>
        </>
      );
    case 'none':
      return <Unshown />;
  }
}
