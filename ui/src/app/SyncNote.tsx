import { useRead } from '~/api/queries';
import { syncWords } from '~/components/sync-words';
import { useWords } from '~/i18n';

/** What the reading of messages is doing, while it is anything else than waiting for its next time. */
export function SyncNote() {
  const t = useWords();
  const { data: sync } = useRead('sync_state', {});
  if (!sync || sync.state.kind === 'waiting') return null;
  // The connection's own word says that there is no network.
  if (sync.state.kind === 'paused' && sync.state.reason === 'offline') return null;
  return <span>{syncWords(t, sync.state)}</span>;
}
