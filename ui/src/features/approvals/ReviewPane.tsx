import { Button } from '@digdir/designsystemet-react';
import { ClockDashedIcon, ExternalLinkIcon } from '@navikt/aksel-icons';
import { useMemo, useRef, useState } from 'react';
import type { ErrorCode, Failure, QueueRow } from '~/api/generated/surface';
import { useAct, useRead, useRefresh } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { Notice } from '~/components/Notice';
import { Reader, ReaderTitle } from '~/components/Reader';
import { AskAboutLink } from '~/components/review/AskAboutLink';
import { Review } from '~/components/review/Review';
import styles from '~/components/review/Review.module.css';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useNavigate } from '@tanstack/react-router';
import { useDates, useWords } from '~/i18n';
import { AlikePart } from './alike/AlikePart';
import { useAlike } from './alike/useAlike';
import { DecisionBar } from './decide/DecisionBar';
import { FindOrganisation } from './find/FindOrganisation';

/** One request: read, shown, decided. Another key is another pane, with nothing ticked or half confirmed. */
export function ReviewPane({
  requestKey,
  row,
  onNext,
}: {
  requestKey: string;
  /** Its row in the queue, if it is in there. */
  row: QueueRow | undefined;
  onNext: (() => void) | undefined;
}) {
  const t = useWords();
  const dates = useDates();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const input = useMemo(() => ({ key: requestKey, refresh: false }), [requestKey]);
  const { data: review, error } = useRead('review', input);
  const fetchAgain = useRefresh('review', input);
  const [ticked, setTicked] = useState(false);
  const tickRef = useRef<HTMLInputElement>(null);
  const [settled, setSettled] = useState(0);
  const alike = useAlike(review, () => {
    setSettled((count) => count + 1);
  });
  const refused = (reason: unknown) => {
    const { what, next } = sentence(failureOf(reason));
    alert(`${what}. ${next}`);
  };
  /** Asks Altinn anew. What makes no difference to be seen is said. */
  const again = () => {
    fetchAgain().then(({ stale, fetchedAt, state }) => {
      if (stale) alert(t('approvals.review.stale', { time: dates.when(fetchedAt) }));
      else if (state.kind === 'unknown') say({ text: t('approvals.say.stillUnknown') });
    }, refused);
  };
  useTitleAfterLoading(review !== undefined || error !== null);
  useShortcut('next', () => onNext?.(), onNext !== undefined);

  if (error && !review) return <Failed requestKey={requestKey} failure={error.failure} onRetry={again} />;
  if (!review) {
    return (
      <Reader>
        <ReaderTitle>{t('approvals.review.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  }
  // The row follows the store at once; the review waits for Altinn, and must not offer what is under way already.
  const stated = review.state.kind === 'waiting' && row ? { ...review, state: row.state } : review;
  // With others chosen, what makes one stop at any of them asks for the tick.
  const current =
    alike.alike?.needsTick === true ? { ...stated, decide: { ...stated.decide, needsTick: true } } : stated;
  return (
    <>
      {review.stale && (
        <Notice
          tone="warning"
          icon={ClockDashedIcon}
          action={
            <button type="button" className="linkButton sm" onClick={again}>
              {t('common.retry')}
            </button>
          }
        >
          {t('approvals.review.stale', { time: dates.when(review.fetchedAt) })}
        </Notice>
      )}
      <Reader
        actions={
          <DecisionBar
            key={review.key}
            review={current}
            ticked={ticked}
            tickRef={tickRef}
            rowFailure={row?.failure ?? null}
            alike={alike}
            settled={settled}
            onNext={onNext}
            onCheck={again}
            onChanged={() => {
              setTicked(false);
              fetchAgain().then(() => {
                alert(t('approvals.say.changed'));
              }, refused);
            }}
          />
        }
      >
        <Review review={current} ticked={ticked} onTick={setTicked} tickRef={tickRef}>
          <AlikePart acts={alike} open={review.key} />
        </Review>
      </Reader>
    </>
  );
}

/** Cases in which somebody else may be able to read it. */
const forColleague: readonly ErrorCode[] = [
  'request_not_found',
  'request_not_located',
  'request_other_organisation',
  'not_access_manager',
];

/** A request that could not be read: why, and what one can do with its link. */
function Failed({
  requestKey,
  failure,
  onRetry,
}: {
  requestKey: string;
  failure: Failure;
  onRetry: () => void;
}) {
  const t = useWords();
  const navigate = useNavigate();
  const { alert } = useStatus();
  const refused = () => {
    alert(t('errors.unexpected.what'));
  };
  const open = useAct('open_external', { onError: refused });
  const dismiss = useAct('dismiss', {
    onSuccess: () => {
      void navigate({ to: '/approvals' });
    },
    onError: refused,
  });
  return (
    <Reader
      actions={
        <ActionBar>
          <Button
            variant="secondary"
            className="cta"
            onClick={() => {
              dismiss.mutate({ key: requestKey });
            }}
          >
            {t('approvals.decide.dismiss')}
          </Button>
          <span className="grow" />
          <Button
            variant="tertiary"
            onClick={() => {
              open.mutate({ target: { kind: 'request', key: requestKey } });
            }}
          >
            <Icon of={ExternalLinkIcon} />
            {t('common.openAtAltinn')}
          </Button>
        </ActionBar>
      }
    >
      <ReaderTitle>{t('approvals.review.failed')}</ReaderTitle>
      <div className={styles.failed}>
        <FailureNotice
          failure={failure}
          retry={onRetry}
          announce
          compact
          {...(forColleague.includes(failure.code) && { action: <AskAboutLink requestKey={requestKey} /> })}
        />
        {failure.code === 'request_not_located' && (
          <FindOrganisation requestKey={requestKey} failure={failure} />
        )}
      </div>
    </Reader>
  );
}
