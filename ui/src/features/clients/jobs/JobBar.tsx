import { Button } from '@digdir/designsystemet-react';
import { ArrowUndoIcon, PauseIcon, PlayIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Job } from '~/api/generated/surface';
import { ActionBar } from '~/components/ActionBar';
import { BigButton } from '~/components/BigButton';
import { ConfirmBar } from '~/components/ConfirmBar';
import { Icon } from '~/components/Icon';
import { isOver, left } from '~/components/jobs/job-words';
import { useJobActs } from '~/components/jobs/useJobActs';
import { useKeptFocus } from '~/components/rights/useKeptFocus';
import { useStatus } from '~/components/status/StatusProvider';
import { useWords } from '~/i18n';

/** What one can do with a job: what sends or gives up something asks once more. */
export function JobBar({ job }: { job: Job }) {
  const t = useWords();
  const navigate = useNavigate();
  const { say } = useStatus();
  const [asking, setAsking] = useState<'undo' | 'cancel' | null>(null);
  const [asked, setAsked] = useState<'undo' | 'cancel' | null>(null);
  // Buttons come and go with the job: the focus stays here.
  const place = useKeptFocus(asking ?? (job.undoable > 0 ? 'undoable' : job.state), asked);
  const acts = useJobActs({
    onUndoing: (undoing) => {
      say({ text: t('jobs.say.undoing', { count: undoing.total }), icon: ArrowUndoIcon });
      void navigate({ to: '/clients/$view/$id', params: { view: 'jobs', id: undoing.id } });
    },
  });
  const ask = (what: 'undo' | 'cancel') => {
    setAsked(what);
    setAsking(what);
  };

  if (asking !== null)
    return (
      <div {...place}>
        <ConfirmBar
          confirm={t(asking === 'undo' ? 'jobs.undo' : 'jobs.cancelConfirm')}
          busy={acts.busy && t('common.sending')}
          danger={asking === 'undo' && job.removes === 0}
          onBack={() => {
            setAsking(null);
          }}
          onConfirm={() => {
            if (asking === 'undo') acts.undo(job);
            else acts.cancel(job);
            setAsking(null);
          }}
        >
          {asking === 'cancel'
            ? t('jobs.cancelSentence', { left: left(job), changed: job.changed })
            : t(
                job.removes === 0
                  ? 'jobs.undoSentence.add'
                  : job.adds === 0
                    ? 'jobs.undoSentence.remove'
                    : 'jobs.undoSentence.both',
                {
                  count: job.undoable,
                  agents: t.list(job.agents),
                  firm: job.firmName,
                },
              )}
        </ConfirmBar>
      </div>
    );

  const stopped = job.state === 'paused' || job.state === 'waiting';
  // What a retry changed after the undoing could not be undone any more.
  const canRetry = isOver(job) && job.failed > 0 && job.undoneBy === null;
  return (
    <div {...place}>
      <ActionBar>
        {!isOver(job) && (
          <BigButton
            variant="secondary"
            onClick={() => {
              if (stopped) acts.resume(job);
              else acts.pause(job);
            }}
          >
            <Icon of={stopped ? PlayIcon : PauseIcon} />
            {t(stopped ? 'jobs.resume' : 'jobs.pause')}
          </BigButton>
        )}
        {canRetry && (
          <BigButton
            onClick={() => {
              acts.retry(job);
            }}
          >
            {t('jobs.retry', { count: job.failed })}
          </BigButton>
        )}
        {job.undoable > 0 && (
          <BigButton
            variant="secondary"
            data-step="undo"
            onClick={() => {
              ask('undo');
            }}
          >
            <Icon of={ArrowUndoIcon} />
            {t('jobs.undoFirst')}
          </BigButton>
        )}
        {!isOver(job) && (
          <Button
            className="cta"
            variant="tertiary"
            data-step="cancel"
            onClick={() => {
              ask('cancel');
            }}
          >
            {t('jobs.cancel')}
          </Button>
        )}
        {isOver(job) && job.undoable === 0 && !canRetry && (
          <span className="muted sm">
            {t(job.undoneBy !== null ? 'jobs.undoneText' : 'jobs.nothingToUndo')}
          </span>
        )}
      </ActionBar>
    </div>
  );
}
