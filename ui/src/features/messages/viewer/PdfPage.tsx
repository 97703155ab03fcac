import { useEffect, useRef, useState } from 'react';
import { useWords } from '~/i18n';
import { TextLayer, type PDFDocumentProxy, type RenderTask } from './pdf';
import styles from './Viewer.module.css';

/** More pixels than this a canvas does not get: engines give up on it. */
const MOST_PIXELS = 16 * 1024 * 1024;

/** One page: a picture of it, and its text over that, to be read aloud, marked and copied. */
export function PdfPage({
  pdf,
  number,
  width,
  ratio: usual,
}: {
  pdf: PDFDocumentProxy;
  number: number;
  /** CSS pixels. */
  width: number;
  /** Height by width until the page itself is read. */
  ratio: number;
}) {
  const t = useWords();
  const box = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const words = useRef<HTMLDivElement>(null);
  const [near, setNear] = useState(false);
  const [ratio, setRatio] = useState(usual);

  useEffect(() => {
    const element = box.current;
    if (!element) return;
    const observer = new IntersectionObserver(
      ([entry]) => {
        setNear(entry?.isIntersecting === true);
      },
      { rootMargin: '100% 0px' },
    );
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);

  useEffect(() => {
    const picture = canvas.current;
    const text = words.current;
    if (!near || !picture || !text) return;
    let wanted = true;
    let drawing: RenderTask | null = null;
    let layer: TextLayer | null = null;
    const draw = async () => {
      const page = await pdf.getPage(number);
      const natural = page.getViewport({ scale: 1 });
      const viewport = page.getViewport({ scale: width / natural.width });
      if (!wanted) return;
      setRatio(natural.height / natural.width);
      const sharp = Math.min(
        window.devicePixelRatio || 1,
        Math.sqrt(MOST_PIXELS / (viewport.width * viewport.height)),
      );
      picture.width = Math.floor(viewport.width * sharp);
      picture.height = Math.floor(viewport.height * sharp);
      drawing = page.render({ canvas: picture, viewport, transform: [sharp, 0, 0, sharp, 0, 0] });
      text.style.setProperty('--total-scale-factor', String(viewport.scale));
      // Streamed: reading it all at once needs streams that one can loop over, which WebKit lacks.
      layer = new TextLayer({ textContentSource: page.streamTextContent(), container: text, viewport });
      await Promise.all([drawing.promise, layer.render()]);
    };
    // A page that cannot be drawn stays white; the others are shown.
    draw().catch(() => undefined);
    return () => {
      wanted = false;
      drawing?.cancel();
      layer?.cancel();
      text.replaceChildren();
      // Its memory is given back at once, not when the engine comes round to it.
      picture.width = 0;
      picture.height = 0;
    };
  }, [pdf, number, width, near]);

  return (
    <div
      ref={box}
      role="group"
      aria-label={t('messages.viewer.page', { page: number, of: pdf.numPages })}
      className={styles.page}
      style={{ width, height: Math.round(width * ratio) }}
    >
      <canvas ref={canvas} aria-hidden className={styles.picture} />
      <div ref={words} className={styles.words} />
    </div>
  );
}
