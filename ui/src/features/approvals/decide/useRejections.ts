import { useNavigate } from '@tanstack/react-router';
import { XMarkOctagonIcon } from '@navikt/aksel-icons';
import { useEffect, useRef } from 'react';
import type { QueueRow } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';

/**
 * Follows rejections that wait out their ten seconds: says what came of them, and sends them at once when the person
 * leaves the screen (the undo goes with the screen, the decision does not).
 */
export function useRejections(rows: readonly QueueRow[]): void {
  const t = useWords();
  const navigate = useNavigate();
  const { say, alert } = useStatus();
  const before = useRef(new Map<string, QueueRow['state']['kind']>());
  const names = (row: QueueRow) => ({
    system: row.system ?? t('approvals.row.link'),
    organisation: row.organisation ?? '',
  });

  useEffect(() => {
    for (const row of rows) {
      const was = before.current.get(row.key);
      before.current.set(row.key, row.state.kind);
      if (was !== 'rejecting') continue;
      if (row.state.kind === 'rejected') {
        const { receipt } = row.state;
        say({
          text: t('approvals.say.rejected', names(row)),
          icon: XMarkOctagonIcon,
          act: row.key,
          ...(receipt !== null && {
            action: {
              label: t('approvals.decide.receipt'),
              run: () => {
                void navigate({ to: '/activity/$number', params: { number: receipt } });
              },
            },
          }),
        });
      } else if (row.state.kind === 'reject_not_sent') {
        alert(t('approvals.say.notSent', { system: names(row).system }));
      }
    }
  });

  const send = useAct('reject', {
    onSuccess: (_, { key }) => {
      const row = latest.current.rows.find((one) => one.key === key);
      if (row) say({ text: t('approvals.say.rejected', names(row)), icon: XMarkOctagonIcon, act: key });
    },
    onError: (_, { key }) => {
      const row = latest.current.rows.find((one) => one.key === key);
      if (row) alert(t('approvals.say.notSent', { system: names(row).system }));
    },
  });
  const latest = useRef({ rows, send: send.mutate });
  useEffect(() => {
    latest.current = { rows, send: send.mutate };
  });
  useEffect(
    () => () => {
      // The rows of the moment of leaving are meant.
      const { rows: left, send: sendNow } = latest.current;
      for (const row of left) if (row.state.kind === 'rejecting') sendNow({ key: row.key, now: true });
    },
    [],
  );
}
