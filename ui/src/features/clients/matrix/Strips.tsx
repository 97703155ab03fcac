import { ExclamationmarkTriangleIcon, PadlockLockedIcon } from '@navikt/aksel-icons';
import type { MatrixPage } from '~/api/generated/surface';
import { Notice } from '~/components/Notice';
import { OfflineStrip } from '~/components/OfflineStrip';
import { AgeStrip } from '~/components/rights/AgeStrip';
import { SourceFailures } from '~/components/rights/SourceFailures';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { whyNotChange } from '../firm/ability-words';
import { AskScope } from '../firm/AskScope';

/** What is to be known above the clients: how old, what could not be read, and why nothing can be changed. */
export function Strips({ page, onRefresh }: { page: MatrixPage | undefined; onRefresh: () => void }) {
  const t = useWords();
  const sentence = useSentence();
  const { change } = page ?? {};
  const unread = page?.columns.filter(({ failure }) => failure !== null) ?? [];
  const why = unread[0]?.failure;
  // Offline is said by its own strip.
  const closed = change && change.way !== 'api' && change.reason !== 'offline' ? change : null;
  return (
    <>
      <OfflineStrip />
      {page?.fetchedAt != null && <AgeStrip at={page.fetchedAt} onRefresh={onRefresh} />}
      {page && <SourceFailures failures={page.failures} onRetry={onRefresh} />}
      {why && (
        <Notice
          tone="warning"
          icon={ExclamationmarkTriangleIcon}
          action={
            <button type="button" className="linkButton sm" onClick={onRefresh}>
              {t('common.retry')}
            </button>
          }
        >
          {t('clients.unreadAgents', {
            names: t.list(unread.map(({ title }) => title)),
            why: sentence(why).what,
          })}
        </Notice>
      )}
      {closed && (
        <Notice
          icon={PadlockLockedIcon}
          action={
            (closed.reason === 'scope_missing' || closed.reason === 'consent_refused') && (
              <AskScope feature="clients" className="xs" />
            )
          }
        >
          {t(whyNotChange(closed.reason))}
        </Notice>
      )}
    </>
  );
}
