import { Button } from '@digdir/designsystemet-react';
import { useNavigate } from '@tanstack/react-router';
import type { MatrixPage } from '~/api/generated/surface';
import { EmptyState } from '~/components/EmptyState';
import { useDates, useWords } from '~/i18n';
import { isNarrowed, type ClientChoice } from '../choice';
import { namePackages, packageNames } from './cell-words';

/** No rows: never read, no client at all, none that has given the packages, or none that fits the filters. */
export function Nothing({
  page,
  choice,
  text,
  targets,
  reading,
  onRead,
  onClear,
}: {
  page: MatrixPage;
  choice: ClientChoice;
  text: string;
  targets: readonly string[];
  reading: boolean;
  onRead: () => void;
  onClear: () => void;
}) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const note =
    page.fetchedAt === null ? undefined : t('common.fetched', { when: dates.when(page.fetchedAt) });
  if (page.fetchedAt === null)
    return (
      <EmptyState title={t(reading ? 'clients.empty.reading' : 'clients.empty.unread')}>
        <p>{t('clients.empty.unreadText')}</p>
        {!reading && (
          <Button variant="secondary" onClick={onRead}>
            {t('clients.fetch')}
          </Button>
        )}
      </EmptyState>
    );
  if (page.all === 0)
    return (
      <EmptyState title={t('clients.empty.none')} note={note}>
        <p>{t('clients.empty.noneText')}</p>
      </EmptyState>
    );
  // Clients there are, but what is aimed at needs packages that none of them has given.
  const aimed = page.columns.filter(({ id }) => targets.includes(id));
  const codes = [...new Set((aimed.length > 0 ? aimed : page.columns).flatMap(({ packages }) => packages))];
  if (
    (choice.state === 'can_add' || choice.state === 'has') &&
    page.counts.missing > 0 &&
    page.counts.missing === page.counts.all
  )
    return (
      <EmptyState title={t('clients.empty.noPackage', { count: page.counts.all })} note={note}>
        <p>
          {t('clients.empty.noPackageText', {
            packages: namePackages(t, packageNames(t, page.packages), codes),
          })}
        </p>
        <Button
          variant="secondary"
          onClick={() => void navigate({ to: '/clients/$view', params: { view: 'coverage' } })}
        >
          {t('clients.empty.toCoverage')}
        </Button>
      </EmptyState>
    );
  return (
    <EmptyState title={t('clients.empty.filtered')} note={note}>
      {isNarrowed(choice, text) && (
        <Button variant="secondary" onClick={onClear}>
          {t('clients.empty.clear')}
        </Button>
      )}
    </EmptyState>
  );
}
