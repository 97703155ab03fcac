// A list and a reader side by side. Below 1000 px they take turns; the way back then stands in the top bar (small
// windows) or above the reader.
import { Button } from '@digdir/designsystemet-react';
import { ArrowLeftIcon } from '@navikt/aksel-icons';
import { useCallback, useEffect, useMemo, useRef, type KeyboardEvent, type ReactNode } from 'react';
import { useWords } from '~/i18n';
import { moveFocusSoon } from './focus';
import { Icon } from './Icon';
import { useNarrowBar } from './NarrowBar';
import { PanesContext, type Panes } from './Panes';
import { PaneSeparator, usePaneWidth } from './PaneSeparator';
import styles from './SplitPane.module.css';
import { oneColumn, useMedia } from './useMedia';

export interface SplitPaneProps {
  /** Names the remembered width. */
  id: string;
  /** Width of the list until one changes it, rem. */
  width?: number;
  list: ReactNode;
  listLabel: string;
  reader: ReactNode;
  readerLabel: string;
  /** Something is open: in a narrow window the reader takes the list's place. */
  readerOpen: boolean;
  /** Nothing is open and the list may have the whole width. */
  alone?: boolean;
  /** Closes the reader. */
  onBack: () => void;
  backLabel: string;
  /** Where the open row stands, for the narrow top bar. */
  position?: { index: number; count: number } | undefined;
  onNext?: (() => void) | undefined;
  nextLabel?: string;
}

/** The first thing in a pane that wants the focus. */
function within(pane: HTMLElement | null, selector: string): HTMLElement | null {
  return pane?.querySelector<HTMLElement>(selector) ?? pane;
}

export function SplitPane({
  id,
  width: usual,
  list,
  listLabel,
  reader,
  readerLabel,
  readerOpen,
  alone = false,
  onBack,
  backLabel,
  position,
  onNext,
  nextLabel,
}: SplitPaneProps) {
  const t = useWords();
  const narrow = useMedia(oneColumn);
  const listPane = useRef<HTMLElement>(null);
  const readerPane = useRef<HTMLElement>(null);
  const width = usePaneWidth(id, usual);

  const panes = useMemo<Panes>(
    () => ({
      // The reader may only just be on its way into the page.
      focusReader: () => void moveFocusSoon(() => within(readerPane.current, 'h1')),
      focusList: () => void moveFocusSoon(() => within(listPane.current, '[data-pane-focus]')),
      scrollReader: (down) => {
        const pane = readerPane.current;
        const inner = pane?.querySelector('[data-scroll]');
        // In a low window the pane scrolls as a whole.
        const scroller = inner && inner.scrollHeight > inner.clientHeight ? inner : pane;
        scroller?.scrollBy({ top: (down ? 0.85 : -0.85) * scroller.clientHeight });
      },
    }),
    [],
  );

  const back = useCallback(() => {
    onBack();
    panes.focusList();
  }, [onBack, panes]);
  const bar = useMemo(
    () =>
      narrow && readerOpen
        ? {
            label: backLabel,
            onBack: back,
            ...(position && { position }),
            ...(onNext && nextLabel !== undefined && { onNext, nextLabel }),
          }
        : null,
    [narrow, readerOpen, backLabel, back, position, onNext, nextLabel],
  );
  useNarrowBar(bar);

  // Where the panes take turns, the one that came gets the focus: it was opened by a key or a click just now.
  const wasOpen = useRef(readerOpen);
  useEffect(() => {
    if (narrow && readerOpen && !wasOpen.current) panes.focusReader();
    wasOpen.current = readerOpen;
  }, [narrow, readerOpen, panes]);

  const onReaderKey = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.nativeEvent.isComposing) return;
    // A dialog or a flyout that was opened from the pane closes by the same key, and only that.
    if (event.target instanceof Element && event.target.closest('dialog, [popover]') !== null) return;
    event.preventDefault();
    if (narrow) back();
    else panes.focusList();
  };

  return (
    <PanesContext value={panes}>
      <div
        className={styles.panes}
        data-collapsed={width.collapsed || undefined}
        style={
          narrow || alone
            ? undefined
            : { gridTemplateColumns: `${width.collapsed ? 0 : width.rem}rem minmax(0, 1fr)` }
        }
      >
        <section
          ref={listPane}
          aria-label={listLabel}
          className={styles.pane}
          data-pane
          data-letters
          hidden={(narrow && readerOpen) || (!narrow && !alone && width.collapsed)}
        >
          {list}
        </section>
        {!narrow && !alone && (
          <PaneSeparator width={width} label={t('frame.separator', { list: listLabel })} />
        )}
        {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions -- Esc leaves the pane; every control inside has its own keys */}
        <section
          ref={readerPane}
          aria-label={readerLabel}
          tabIndex={-1}
          className={styles.pane}
          data-reader
          data-pane
          data-letters
          hidden={alone || (narrow && !readerOpen)}
          onKeyDown={onReaderKey}
        >
          {narrow && (
            <div className={styles.back}>
              <Button variant="tertiary" onClick={back}>
                <Icon of={ArrowLeftIcon} />
                {backLabel}
                {position && <span className="num">{t('frame.position', position)}</span>}
              </Button>
            </div>
          )}
          {reader}
        </section>
      </div>
    </PanesContext>
  );
}
