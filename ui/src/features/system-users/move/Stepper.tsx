import { Button } from '@digdir/designsystemet-react';
import { CheckmarkIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { Move } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { Check } from '~/components/Check';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { usePanes } from '~/components/Panes';
import { Reader, ReaderTitle } from '~/components/Reader';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusWhenLost } from '~/components/useFocusWhenLost';
import { useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { Comparison } from './Comparison';
import styles from './Move.module.css';
import { isOver } from '~/components/moves';
import { stages, standing } from './move-view';
import { StepBar } from './StepBar';

/** The three steps of a move, where it stands, and what is known of each. It may wait between any two. */
export function Stepper({ move }: { move: Move }) {
  const t = useWords();
  const dates = useDates();
  const navigate = useNavigate();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [accepted, setAccepted] = useState(false);
  const over = isOver(move.step);
  const panes = usePanes();
  // Each step has a button of its own; when it is gone, the page is read from its title.
  useFocusWhenLost(move.step, () => {
    panes?.focusReader();
  });
  const toAccess = () => {
    void navigate({
      to: '/system-users/$partyUuid/$id',
      params: { partyUuid: move.partyUuid, id: move.new?.id ?? move.from.id },
    });
  };
  const stop = useAct('stop_move', {
    onSuccess: () => {
      say({ text: t('moving.say.stopped', { system: move.from.title }) });
      void navigate({
        to: '/system-users/$partyUuid/$id',
        params: { partyUuid: move.partyUuid, id: move.from.id },
      });
    },
    onError: ({ failure }) => {
      alert(`${sentence(failure).what}. ${sentence(failure).next}`);
    },
  });
  return (
    <Reader
      actions={
        over ? (
          <ActionBar>
            <Button className="cta" variant="secondary" onClick={toAccess}>
              {t('activity.receipt.showAccess')}
            </Button>
            {move.receipt !== null && (
              <Button
                className="cta"
                variant="secondary"
                onClick={() => {
                  if (move.receipt !== null)
                    void navigate({ to: '/activity/$number', params: { number: move.receipt } });
                }}
              >
                {t('approvals.decide.receipt')}
              </Button>
            )}
          </ActionBar>
        ) : (
          <StepBar
            key={move.step}
            move={move}
            accepted={accepted}
            stop={
              <Button
                variant="tertiary"
                onClick={() => {
                  if (!stop.isPending) stop.mutate({ id: move.id });
                }}
              >
                {t('moving.stop')}
              </Button>
            }
          />
        )
      }
    >
      <ReaderTitle
        eyebrow={t('moving.eyebrow', { organisation: move.organisation })}
        end={t('moving.began', { date: dates.short(move.beganAt) })}
      >
        {move.new
          ? t.rich('moving.titleTo', {
              from: <bdi>{move.from.title}</bdi>,
              to: <bdi>{move.new.title}</bdi>,
            })
          : t.rich('moving.beginTitle', { system: <bdi>{move.from.title}</bdi> })}
      </ReaderTitle>
      {!over && <p className={`muted ${styles.intro}`}>{t('moving.wait')}</p>}
      {move.step === 'done' && <Check sort="yes">{t('moving.done', { system: move.from.title })}</Check>}
      {move.new && registerTroubles(move.new.vendorRegister) && (
        <Check sort="no">
          {t('moving.vendorTrouble', {
            vendor: move.new.vendor,
            status: registerWords(t, dates, move.new.vendorRegister),
          })}
        </Check>
      )}
      {move.failure && !over && <FailureNotice failure={move.failure} compact />}
      <ol className={styles.steps}>
        {stages.map((stage, index) => {
          const stands = standing(stage, move.step);
          return (
            <li
              key={stage}
              data-stands={stands}
              {...(stands === 'now' && { 'aria-current': 'step' as const })}
            >
              <span className={styles.mark} aria-hidden>
                {stands === 'done' ? <Icon of={CheckmarkIcon} size="s" /> : index + 1}
              </span>
              <div className={styles.step}>
                <h2 className="h2">
                  {t(`moving.step.${stage}`)}
                  <span className="vh">{t(`moving.stands.${stands}`)}</span>
                </h2>
                <p className="muted sm">
                  {stage === 'new_access' && stands !== 'done'
                    ? t(`moving.about.new_access.${move.to.kind}`)
                    : stage === 'new_access'
                      ? t('moving.about.there', { system: move.new?.title ?? '' })
                      : t(`moving.about.${stage}`, { system: move.from.title })}
                </p>
                {stage === 'check' && move.comparison && (
                  <Comparison
                    comparison={move.comparison}
                    move={move}
                    accepted={accepted}
                    onAccept={setAccepted}
                  />
                )}
              </div>
            </li>
          );
        })}
      </ol>
    </Reader>
  );
}
