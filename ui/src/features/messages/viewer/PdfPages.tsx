import { Button } from '@digdir/designsystemet-react';
import { ZoomMinusIcon, ZoomPlusIcon } from '@navikt/aksel-icons';
import { useEffect, useRef, useState } from 'react';
import { Icon } from '~/components/Icon';
import { SkeletonText } from '~/components/Skeleton';
import { useWords } from '~/i18n';
import { Unshown } from './Unshown';
import { isLocked, readPdf, type PDFDocumentProxy } from './pdf';
import { PdfPage } from './PdfPage';
import styles from './Viewer.module.css';

/** Sizes against the width of the reader. */
const zooms = [0.5, 0.75, 1, 1.25, 1.5, 2, 3];

/** What was read of a document. */
type Reading =
  | { kind: 'pending' }
  | { kind: 'failed'; locked: boolean }
  | { kind: 'read'; pdf: PDFDocumentProxy; ratio: number };

/** The pages of a PDF below each other, each drawn when it comes near. */
export default function PdfPages({ bytes }: { bytes: Uint8Array }) {
  const t = useWords();
  const [reading, setReading] = useState<Reading>({ kind: 'pending' });
  const [zoom, setZoom] = useState(1);
  const [width, setWidth] = useState(0);
  const room = useRef<HTMLDivElement>(null);

  useEffect(() => {
    let wanted = true;
    const { task, stop } = readPdf(bytes);
    task.promise
      .then(async (pdf) => {
        const { width: w, height: h } = (await pdf.getPage(1)).getViewport({ scale: 1 });
        if (wanted) setReading({ kind: 'read', pdf, ratio: h / w });
      })
      .catch((reason: unknown) => {
        if (wanted) setReading({ kind: 'failed', locked: isLocked(reason) });
      });
    return () => {
      wanted = false;
      stop();
    };
  }, [bytes]);

  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(entry.contentRect.width);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  const step = (by: 1 | -1) => {
    setZoom((now) => zooms[zooms.indexOf(now) + by] ?? now);
  };
  return (
    <>
      {reading.kind === 'read' && (
        <div className={styles.zoom}>
          <span className="muted sm num">{t('messages.viewer.pages', { count: reading.pdf.numPages })}</span>
          <span className="grow" />
          <Button
            icon
            variant="tertiary"
            className="xs"
            aria-label={t('messages.viewer.smaller')}
            aria-disabled={zoom === zooms[0] || undefined}
            onClick={() => {
              step(-1);
            }}
          >
            <Icon of={ZoomMinusIcon} size="s" />
          </Button>
          <span role="status" className="sm num">
            {t('messages.viewer.size', { share: zoom })}
          </span>
          <Button
            icon
            variant="tertiary"
            className="xs"
            aria-label={t('messages.viewer.larger')}
            aria-disabled={zoom === zooms.at(-1) || undefined}
            onClick={() => {
              step(1);
            }}
          >
            <Icon of={ZoomPlusIcon} size="s" />
          </Button>
        </div>
      )}
      <div ref={room}>
        {reading.kind === 'pending' && <SkeletonText lines={8} />}
        {reading.kind === 'failed' && <Unshown locked={reading.locked} />}
        {reading.kind === 'read' &&
          width > 0 &&
          Array.from({ length: reading.pdf.numPages }, (_, index) => (
            <PdfPage
              key={index}
              pdf={reading.pdf}
              number={index + 1}
              width={Math.floor(width * zoom)}
              ratio={reading.ratio}
            />
          ))}
      </div>
    </>
  );
}
