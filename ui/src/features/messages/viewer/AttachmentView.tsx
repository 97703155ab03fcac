import { Button } from '@digdir/designsystemet-react';
import { ArrowLeftIcon, DownloadIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, type KeyboardEvent } from 'react';
import type { AttachmentBytes } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { FailureNotice } from '~/components/FailureNotice';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { Reader } from '~/components/Reader';
import { SkeletonText } from '~/components/Skeleton';
import type { CommandError } from '~/errors/CommandError';
import { useWords } from '~/i18n';
import { useAttachmentActs } from '../reader/useAttachmentActs';
import { fileView } from './file-view';
import { Unshown } from './Unshown';
import styles from './Viewer.module.css';
import type { Viewed } from './viewing';

/** pdf.js is large: it comes with the first PDF. */
const PdfPages = lazy(() => import('./PdfPages'));

/** An attachment in the reader's place: a PDF, a picture or a text. Esc and the button lead back to the letter. */
export function AttachmentView({
  viewed: { of, attachment },
  onBack,
}: {
  viewed: Viewed;
  onBack: () => void;
}) {
  const t = useWords();
  const host = useHost();
  const { saving, opening } = useAttachmentActs();
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    moveFocus(title.current);
  }, []);
  // The bytes are kept no longer than they are shown.
  const { data, error, refetch } = useQuery<AttachmentBytes, CommandError>({
    queryKey: ['attachment_bytes', of],
    queryFn: () => host.call('attachment_bytes', of),
    gcTime: 0,
    refetchOnWindowFocus: false,
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.nativeEvent.isComposing) return;
    event.preventDefault();
    onBack();
  };
  return (
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions -- Esc goes back; the button does the same
    <div className={styles.viewer} onKeyDown={onKeyDown}>
      <Reader
        tools={
          <>
            <Button variant="tertiary" className={styles.back} aria-keyshortcuts="Escape" onClick={onBack}>
              <Icon of={ArrowLeftIcon} />
              {t('messages.viewer.back')}
            </Button>
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
        <h1 ref={title} tabIndex={-1} className={`h2 ${styles.name ?? ''}`}>
          <bdi>{attachment.name}</bdi>
        </h1>
        {error ? (
          <FailureNotice
            failure={error.failure}
            announce
            retry={() => {
              void refetch();
            }}
          />
        ) : data ? (
          <Content file={data} name={attachment.name} />
        ) : (
          <SkeletonText lines={8} />
        )}
      </Reader>
    </div>
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
