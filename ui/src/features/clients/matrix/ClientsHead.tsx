import { Button, Chip, Input } from '@digdir/designsystemet-react';
import {
  ArrowsCirclepathIcon,
  CheckmarkCircleIcon,
  CircleSlashIcon,
  ClipboardLinkIcon,
  ExclamationmarkTriangleIcon,
  FileExportIcon,
  FileImportIcon,
  HourglassIcon,
  PlusCircleIcon,
} from '@navikt/aksel-icons';
import { useRef } from 'react';
import type { CellCounts, CellFilter, MatrixPage } from '~/api/generated/surface';
import { Icon, type IconShape } from '~/components/Icon';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { ListHead } from '~/components/ListHead';
import { useDates, useWords } from '~/i18n';
import { cellFilters, type ClientChoice } from '../choice';
import { FirmChip } from '../firm/FirmChip';
import type { Firms } from '../firm/useFirm';
import styles from './ClientsHead.module.css';
import { FilterMenu } from './FilterMenu';
import { SortMenu } from './SortMenu';

const icons: Record<CellFilter, IconShape> = {
  missing: CircleSlashIcon,
  can_add: PlusCircleIcon,
  has: CheckmarkCircleIcon,
  failed: ExclamationmarkTriangleIcon,
  pending: HourglassIcon,
};

function countOf(counts: CellCounts, filter: CellFilter): number {
  return filter === 'can_add' ? counts.canAdd : counts[filter];
}

/** What can be done from the head. */
export interface HeadActs {
  onChoice: (part: Partial<ClientChoice>) => void;
  onText: (text: string) => void;
  /** Down from the search field: into the list. */
  onInto: () => void;
  onPaste: () => void;
  onExport: () => void;
  onImport: () => void;
}

/**
 * How much room the head has: all of the window, what the plan leaves beside it, or a list's narrow pane. Where it is
 * not all, the ways in and out are drawn as icons alone.
 */
export type HeadRoom = 'wide' | 'shared' | 'narrow';

/** The head over the clients, as matrix or as list: how many, how old, chips, search, and the ways in and out. */
export function ClientsHead({
  firms,
  page,
  choice,
  text,
  acts,
  room = 'wide',
}: {
  firms: Firms;
  page: MatrixPage | undefined;
  choice: ClientChoice;
  text: string;
  acts: HeadActs;
  room?: HeadRoom;
}) {
  const t = useWords();
  const dates = useDates();
  const field = useRef<HTMLInputElement>(null);
  useShortcut('find', () => field.current?.focus());
  const { firm, answer } = firms;
  const compact = room !== 'wide';
  // With its name the chips and the search field would need a second line. Where it can be chosen it is said there.
  const firmAbove = room !== 'narrow';
  const firmSaid = firmAbove && (answer?.firms.length ?? 0) > 1;
  const counts = page?.counts;
  // A chip that would show nothing is left out, unless it is the one that is on.
  const shown = cellFilters.filter(
    (one) =>
      one === choice.state ||
      one === 'missing' ||
      one === 'can_add' ||
      one === 'has' ||
      (counts && countOf(counts, one) > 0),
  );
  return (
    <ListHead
      title={t('clients.title')}
      note={
        page &&
        firm &&
        (firmSaid
          ? t('clients.count', { count: page.all })
          : t('clients.countAt', { count: page.all, firm: firm.name }))
      }
      end={
        <div className={styles.buttons} data-compact={compact || undefined}>
          {firmAbove && <FirmChip firms={firms} />}
          <Button
            variant="tertiary"
            aria-busy={firms.refreshing || undefined}
            className={compact ? 'xs' : styles.fetched}
            onClick={firms.refresh}
          >
            <Icon of={ArrowsCirclepathIcon} size="s" />
            {firms.refreshing
              ? t('clients.reading')
              : page?.fetchedAt != null
                ? t('common.fetched', { when: dates.when(page.fetchedAt) })
                : t('clients.fetch')}
          </Button>
          {(
            [
              [ClipboardLinkIcon, t('bulk.paste.open'), acts.onPaste],
              [FileExportIcon, t('clients.export'), acts.onExport],
              [FileImportIcon, t('bulk.csv.open'), acts.onImport],
            ] as const
          ).map(([icon, words, run]) =>
            compact ? (
              <Button
                key={words}
                icon
                variant="tertiary"
                className="xs"
                aria-label={words}
                title={words}
                onClick={run}
              >
                <Icon of={icon} size="s" />
              </Button>
            ) : (
              <Button key={words} variant="secondary" onClick={run}>
                <Icon of={icon} />
                {words}
              </Button>
            ),
          )}
        </div>
      }
    >
      {!firmAbove && <FirmChip firms={firms} />}
      <div role="group" aria-label={t('clients.filter.label')} className={styles.chips}>
        <Chip.Button
          aria-pressed={choice.state === null}
          onClick={() => {
            acts.onChoice({ state: null });
          }}
        >
          {t('clients.filter.all')}
          {counts && <span className={styles.count}>{t.number(counts.all)}</span>}
        </Chip.Button>
        {shown.map((one) => (
          <Chip.Button
            key={one}
            aria-pressed={choice.state === one}
            onClick={() => {
              // Pressed again, a filter is taken off.
              acts.onChoice({ state: choice.state === one ? null : one });
            }}
          >
            <Icon of={icons[one]} size="xs" />
            {t(`clients.filter.${one}`)}
            {counts && <span className={styles.count}>{t.number(countOf(counts, one))}</span>}
          </Chip.Button>
        ))}
      </div>
      <FilterMenu choice={choice} page={page} onChange={acts.onChoice} />
      <SortMenu choice={choice} onChange={acts.onChoice} />
      <Input
        ref={field}
        type="search"
        aria-label={t('clients.search')}
        placeholder={t('clients.searchHint')}
        autoComplete="off"
        spellCheck={false}
        className={styles.search}
        value={text}
        onChange={(event) => {
          acts.onText(event.target.value);
        }}
        onKeyDown={(event) => {
          if (event.nativeEvent.isComposing) return;
          if (event.key === 'Escape') acts.onText('');
          else if (event.key !== 'ArrowDown' && event.key !== 'Enter') return;
          event.preventDefault();
          acts.onInto();
        }}
      />
    </ListHead>
  );
}
