import { ArrowUndoIcon } from '@navikt/aksel-icons';
import { useEffect, useRef } from 'react';
import type { AfterFiling, Filing, MessageRow, Selection } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useSettings } from '~/api/settings';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { titleOf } from '../row-words';
import { filingIcons, filingWords } from './filing-words';
import { following, meant, type PlacedRows } from './leaving';

/** What can be filed, and what comes of it. */
export interface FilingActs {
  /** Files messages; the one message, when it is one, is named. */
  file: (filing: Filing, selection: Selection, one?: MessageRow) => void;
  /**
   * Files the message under a key. Gives it, and the one to go on with; `null` when it stays where it is, `undefined`
   * when the list has no other, or one wants to come back to it.
   */
  fileOne: (
    rows: PlacedRows,
    pressed: MessageRow,
    filing: Filing,
  ) => { filed: string; next: MessageRow | undefined | null };
  /** Where the person wants to come to afterwards. */
  after: AfterFiling;
}

/**
 * Files messages: done here at once, sent afterwards. The status line says what was done and holds the undo, which
 * Ctrl+Z is too. `onUndone` gets the one message that is back, to show it again; who has left the screen by then is
 * not called back to it.
 */
export function useFiling(onUndone: (id: string) => void): FilingActs {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const after = useSettings().settings?.afterFiling ?? 'below';
  const leaving = useRef(new Map<string, MessageRow>());
  const there = useRef(false);
  useEffect(() => {
    there.current = true;
    return () => {
      there.current = false;
    };
  }, []);
  const undo = useAct('undo_filing', {
    onSuccess: ({ restored, first }) => {
      leaving.current.clear();
      say({ text: t('messages.say.undone', { count: restored }), icon: ArrowUndoIcon });
      // Of several none is meant more than another: the list stays where it is.
      if (first !== null && restored === 1 && there.current) onUndone(first);
    },
    onError: ({ failure }) => {
      const { what, means } = sentence(failure);
      alert(`${what}. ${means}`);
    },
  });
  const act = useAct('file_messages');
  const file: FilingActs['file'] = (filing, selection, one) => {
    const names = one && { title: titleOf(t, one), recipient: one.recipient };
    void act.mutateAsync({ filing, selection }).then(
      ({ changed, undo: key, queued }) => {
        if (changed === 0) {
          if (one) leaving.current.delete(one.id);
          say({ text: t('messages.say.unchanged') });
          return;
        }
        say({
          text: filingWords(t, filing, changed, names, queued),
          icon: filingIcons[filing],
          ...(key !== null && {
            undo: () => {
              undo.mutate({ undo: key });
            },
          }),
        });
      },
      (reason: unknown) => {
        if (one) leaving.current.delete(one.id);
        const { what, means } = sentence(failureOf(reason));
        alert(`${what}. ${means}`);
      },
    );
  };
  const fileOne: FilingActs['fileOne'] = (rows, pressed, filing) => {
    const one = meant(rows, leaving.current, pressed);
    if (one === undefined) return { filed: pressed.id, next: null };
    file(filing, { kind: 'ids', ids: [one.id] }, one);
    if (filing === 'mark_unread' || filing === 'unmark_unread') return { filed: one.id, next: null };
    const next = following(rows, leaving.current, one, after);
    leaving.current.set(one.id, one);
    return { filed: one.id, next };
  };
  return { file, fileOne, after };
}
