import { ExclamationmarkTriangleIcon } from '@navikt/aksel-icons';
import type { WatchRow } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { Notice } from '~/components/Notice';
import { usePanes } from '~/components/Panes';
import { useIsInScope } from '~/components/scope/ScopeProvider';
import { useStatus } from '~/components/status/StatusProvider';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';

/** Accesses that are gone at Altinn without anybody here doing it: no row is left that could say so. */
export function VanishedStrip() {
  const isInScope = useIsInScope();
  const { data: watch } = useRead('watch', {});
  const gone = (watch?.rows ?? []).flatMap((row) => {
    const vanished = row.findings.find((finding) => finding.kind === 'vanished');
    return vanished && isInScope(row.partyUuid) ? [{ row, at: vanished.at }] : [];
  });
  return gone.map(({ row, at }) => <Gone key={`${row.partyUuid}/${row.id}`} row={row} at={at} />);
}

function Gone({ row, at }: { row: WatchRow; at: string }) {
  const t = useWords();
  const dates = useDates();
  const panes = usePanes();
  const { alert } = useStatus();
  const sentence = useSentence();
  const acknowledge = useAct('acknowledge', {
    onSuccess: () => {
      panes?.focusList();
    },
    onError: ({ failure }) => {
      alert(`${sentence(failure).what}. ${sentence(failure).next}`);
    },
  });
  return (
    <Notice
      tone="danger"
      icon={ExclamationmarkTriangleIcon}
      action={
        <button
          type="button"
          className="linkButton sm"
          aria-label={t('watch.gone.seen', { system: row.title })}
          onClick={() => {
            if (acknowledge.isPending) return;
            const { partyUuid, id, fingerprint } = row;
            acknowledge.mutate({ partyUuid, id, fingerprint });
          }}
        >
          {t('watch.gone.button')}
        </button>
      }
    >
      {t.rich('watch.gone.text', {
        system: <bdi>{row.title}</bdi>,
        organisation: row.organisation,
        time: dates.when(at),
      })}
    </Notice>
  );
}
