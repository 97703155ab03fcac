import { MagnifyingGlassIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import type { MessageRow } from '~/api/generated/surface';
import { usualList, windowOf } from '~/api/message-rows';
import { useRead } from '~/api/queries';
import { ownerMark } from '~/components/owner-marks';
import { pieces } from '~/components/pieces';
import { useWords } from '~/i18n';
import { messagePath } from './message-path';
import type { Entry } from './entries';

/** So many messages: the search itself shows the others. */
const FEW = 4;
/** With fewer letters nearly every message fits. */
const LETTERS = 3;

/** Messages that fit the text, on this machine and in every folder; and the search for it. */
export function useMessageEntries(text: string): {
  entries: Entry[];
  /** The messages are still those of a former text. */
  waits: boolean;
} {
  const t = useWords();
  const navigate = useNavigate();
  const wanted = text.trim();
  const enabled = wanted.length >= LETTERS && !/^[\d\s]+$|^https?:/i.test(wanted);
  const list = { ...usualList('all', { kind: 'all' }), text: wanted };
  const { data, isPlaceholderData, isLoading } = useRead('messages', windowOf(list, 0, FEW), {
    enabled,
    keep: true,
  });
  if (!enabled) return { entries: [], waits: false };
  const entry = (row: MessageRow): Entry => ({
    id: `message-${row.id}`,
    title: pieces(row.title === '' ? t('messages.untitled') : row.title, row.titleHits),
    note: t('palette.messageByline', { sender: row.sender, recipient: row.recipient }),
    mark: { kind: 'owner', letters: ownerMark(row.owner, row.sender) },
    run: () => void navigate({ to: messagePath(row), params: { id: row.id } }),
  });
  const entries = [
    ...(data?.rows ?? []).map(entry),
    {
      id: 'message-search',
      title: [{ text: t('palette.searchMessages', { text: wanted }), hit: false }],
      mark: { kind: 'icon' as const, icon: MagnifyingGlassIcon },
      key: 'find' as const,
      run: () => void navigate({ to: '/inbox', state: { find: wanted } }),
    },
  ];
  return { entries, waits: isPlaceholderData || isLoading };
}
