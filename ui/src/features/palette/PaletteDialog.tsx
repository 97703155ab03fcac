import { Dialog } from '@digdir/designsystemet-react';
import { ExclamationmarkTriangleIcon, MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import type { PaletteAnswer } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { afterPaint, mark } from '~/api/marks';
import { useRead } from '~/api/queries';
import { Announce } from '~/components/Announce';
import { moveFocus } from '~/components/focus';
import { Chord } from '~/components/keys/Keys';
import { pageWords } from '~/components/links/altinn-page';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import type { Entry } from './entries';
import styles from './PaletteDialog.module.css';
import { PaletteList } from './PaletteList';
import { useAnswers } from './useAnswers';
import { useCommands } from './useCommands';
import { useMessageEntries } from './useMessageEntries';

/** Hits per kind. */
const LIMIT = 7;
/** By then a screen that was chosen has taken the focus. */
const SETTLE_MS = 100;
/** What was answered, and to which text; no answer where it failed. */
interface Answered {
  text: string;
  answer: PaletteAnswer | undefined;
}
const nothing: PaletteAnswer = { recognised: null, organisations: [], requests: [], systemUsers: [] };

/** One field for everything: actors, commands, requests, system accesses, and what is pasted. Never waits for the network. */
export function PaletteDialog({
  onClose,
  onHelp,
  onRefresh,
}: {
  onClose: () => void;
  onHelp: () => void;
  onRefresh: () => void;
}) {
  const t = useWords();
  const host = useHost();
  const id = useId();
  const dialog = useRef<HTMLDialogElement>(null);
  const opener = useRef(document.activeElement);
  const chosen = useRef(false);
  const typedAt = useRef<number | null>(null);
  const [text, setText] = useState('');
  const [activeId, setActiveId] = useState<string | null>(null);
  const { data, isPlaceholderData, isPending } = useRead('palette', { text, limit: LIMIT }, { keep: true });
  // The list changes once for each key, when the answer is there: our own commands alone would be a picture more.
  const [answered, setAnswered] = useState<Answered>({ text: '', answer: undefined });
  if (!isPlaceholderData && !isPending && (answered.answer !== data || answered.text !== text))
    setAnswered({ text, answer: data });
  const answer = answered.answer ?? nothing;
  const answers = useAnswers();
  const commands = useCommands({ onHelp, onRefresh });
  // Asked beside the others, and shown with them.
  useMessageEntries(text);
  const messages = useMessageEntries(answered.text);
  const groups = answers.groups(
    answer,
    answered.text,
    commands(answered.text, answer.organisations[0]),
    messages.entries,
  );
  const remark = answers.remark(answer.recognised);
  const entries = groups.flatMap((group) => group.entries);
  const pointed = entries.find((entry) => entry.id === activeId);
  const active = pointed ?? entries[0];
  // The first line may still be of a former text; one that was pointed at is meant, whatever comes after it.
  const waits =
    pointed === undefined &&
    (isPlaceholderData ||
      isPending ||
      (messages.waits && (active === undefined || messages.entries.includes(active))));
  /** Enter was pressed before the first line was known. */
  const entered = useRef<{ other: boolean } | null>(null);

  useEffect(() => {
    const from = opener.current;
    const shown = dialog.current;
    shown?.showModal();
    return () => {
      shown?.close();
      const back = () => {
        if (from instanceof HTMLElement && from.isConnected) moveFocus(from);
      };
      if (!chosen.current) back();
      // After a choice the new screen takes the focus; if there is none, it goes back to where it was.
      else
        window.setTimeout(() => {
          if (document.activeElement === document.body) back();
        }, SETTLE_MS);
    };
  }, []);

  // From the key to the painted results.
  useEffect(() => {
    const start = typedAt.current;
    if (data === undefined || start === null) return;
    typedAt.current = null;
    afterPaint(() => {
      mark(host, 'palette', performance.now() - start);
    });
  }, [data, host]);

  const run = (entry: Entry, other = false) => {
    chosen.current = true;
    onClose();
    (other ? (entry.other ?? entry.run) : entry.run)();
  };

  useEffect(() => {
    const enter = entered.current;
    if (!enter || waits) return;
    entered.current = null;
    if (active) run(active, enter.other);
  });

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return;
    const at = active ? entries.indexOf(active) : -1;
    const to: Record<string, number> = {
      ArrowDown: at + 1,
      ArrowUp: at - 1,
      PageDown: at + 8,
      PageUp: at - 8,
    };
    const step = to[event.key];
    if (step !== undefined && entries.length > 0) {
      // Past the end is the beginning; a page stops there.
      const around = event.key.startsWith('Arrow')
        ? (step + entries.length) % entries.length
        : Math.max(0, Math.min(entries.length - 1, step));
      entered.current = null;
      setActiveId(entries[around]?.id ?? null);
    } else if (event.key === 'Enter' && (waits || active)) {
      const other = event.ctrlKey || event.metaKey;
      if (waits) entered.current = { other };
      else if (active) run(active, other);
    } else return;
    event.preventDefault();
  };

  return (
    <Dialog
      ref={dialog}
      aria-label={t('palette.title')}
      className={styles.palette}
      closeButton={false}
      onClose={onClose}
      onClick={(event) => {
        if (event.target === event.currentTarget) dialog.current?.close();
      }}
    >
      <div className={styles.inside}>
        <div className={styles.question}>
          <Icon of={MagnifyingGlassIcon} />
          <input
            type="text"
            role="combobox"
            aria-label={t('palette.title')}
            aria-expanded
            aria-controls={`${id}-list`}
            aria-autocomplete="list"
            aria-activedescendant={active ? `${id}-${active.id}` : undefined}
            placeholder={t('palette.placeholder')}
            autoComplete="off"
            autoCorrect="off"
            spellCheck={false}
            // eslint-disable-next-line jsx-a11y/no-autofocus -- one opened this to type
            autoFocus
            value={text}
            onChange={(event) => {
              typedAt.current = event.nativeEvent.timeStamp;
              entered.current = null;
              setText(event.target.value);
              setActiveId(null);
            }}
            onKeyDown={onKeyDown}
          />
          <button
            type="button"
            tabIndex={-1}
            className={styles.escape}
            onClick={() => dialog.current?.close()}
          >
            <span className="vh">{t('common.close')}</span>
            <span aria-hidden>
              <Chord chord="Escape" />
            </span>
          </button>
        </div>
        {answer.recognised?.kind === 'altinn_page' && (
          <p className={styles.explained} role="status">
            {pageWords(t, answer.recognised.page).text}
          </p>
        )}
        {remark && (
          <div className={styles.remark} role="alert">
            <Icon of={ExclamationmarkTriangleIcon} />
            <p>
              <strong>{remark.what}</strong>
              <br />
              <span>{remark.means}</span>
            </p>
          </div>
        )}
        <PaletteList
          id={id}
          label={t('palette.results')}
          groups={groups}
          active={active}
          onPoint={setActiveId}
          onChoose={(entry) => {
            run(entry);
          }}
        />
        {data && entries.length === 0 && !remark && (
          <div className={styles.none}>
            <strong>{t('palette.none', { text: answered.text })}</strong>
            <p className="muted">{t('palette.noneText')}</p>
          </div>
        )}
        <Announce text={data ? t('palette.count', { count: entries.length }) : ''} />
        <footer className={styles.foot}>
          <span aria-hidden>
            <Chord chord="ArrowUp" />
            <Chord chord="ArrowDown" /> {t('palette.footMove')}
          </span>
          <span aria-hidden>
            <Chord chord="Enter" /> {active?.other ? t('palette.footSwitch') : t('palette.footOpen')}
          </span>
          {active?.other && (
            <span aria-hidden>
              <Chord chord="Mod+Enter" /> {t('palette.footGo')}
            </span>
          )}
          <span className="grow" />
          <span>{t('palette.footLocal')}</span>
        </footer>
      </div>
    </Dialog>
  );
}
