import { Button } from '@digdir/designsystemet-react';
import type { MessagesPage } from '~/api/generated/surface';
import { useRead } from '~/api/queries';
import { EmptyState } from '~/components/EmptyState';
import { useDates, useWords } from '~/i18n';
import type { ScreenFolder } from '../folders';

/** An empty list: because of a filter, because nothing is there, or because nothing was read yet. */
export function Nothing({
  folder,
  page,
  narrowed,
  searched,
  onAll,
}: {
  folder: ScreenFolder;
  page: MessagesPage;
  /** A filter is on. */
  narrowed: boolean;
  /** Something is searched for. */
  searched: string;
  onAll: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { data: sync } = useRead('sync_state', {});
  const note =
    page.fetchedAt === null ? undefined : t('common.fetched', { when: dates.when(page.fetchedAt) });
  if (searched !== '' || narrowed) {
    return (
      <EmptyState
        title={
          searched === '' ? t('messages.empty.filtered') : t('messages.empty.search', { text: searched })
        }
        note={
          page.heldSince === null ? note : t('messages.empty.heldSince', { date: dates.long(page.heldSince) })
        }
      >
        {searched !== '' && <p>{t('messages.empty.searchText')}</p>}
        <Button variant="secondary" className="xs" onClick={onAll}>
          {t('messages.empty.showAll')}
        </Button>
      </EmptyState>
    );
  }
  if (sync?.state.kind === 'filling') {
    const { done, of } = sync.state;
    return <EmptyState title={t('messages.empty.filling')}>{t('sync.filling', { done, of })}</EmptyState>;
  }
  return (
    <EmptyState title={t(`messages.empty.${folder}`)} {...(note !== undefined && { note })}>
      {t(`messages.empty.${folder}Text`)}
    </EmptyState>
  );
}
