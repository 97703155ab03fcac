import { Alert, Button, Checkbox } from '@digdir/designsystemet-react';
import { ExternalLinkIcon } from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useMemo, useRef, useState, type ReactNode } from 'react';
import type { Creation, Failure } from '~/api/generated/surface';
import { useAct, useRead, useRefresh } from '~/api/queries';
import { ActionBar } from '~/components/ActionBar';
import { FailureNotice } from '~/components/FailureNotice';
import { Icon } from '~/components/Icon';
import { Reader, ReaderTitle } from '~/components/Reader';
import { Review } from '~/components/review/Review';
import { useTitleAfterLoading } from '~/components/rights/useTitleAfterLoading';
import { SkeletonText } from '~/components/Skeleton';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useDates, useWords } from '~/i18n';
import { CreateBar } from './CreateBar';
import type { ToCreate } from './CreatePane';
import styles from './Create.module.css';

/** Everything that a system would get, read like a request, before it is set up. */
export function CreationReview({ query, onBack }: { query: ToCreate; onBack: () => void }) {
  const t = useWords();
  const input = useMemo(() => ({ ...query, refresh: false }), [query]);
  const { data, error } = useRead('creation', input);
  const fetchAgain = useRefresh('creation', input);
  const { alert } = useStatus();
  const sentence = useSentence();
  const [ticked, setTicked] = useState(false);
  const [less, setLess] = useState(false);
  const tickRef = useRef<HTMLInputElement>(null);
  const lessRef = useRef<HTMLInputElement>(null);
  const again = () => {
    setTicked(false);
    setLess(false);
    fetchAgain().catch((reason: unknown) => {
      const { what, next } = sentence(failureOf(reason));
      alert(`${what}. ${next}`);
    });
  };
  useTitleAfterLoading(data !== undefined || error !== null);
  const back = (
    <Button variant="tertiary" onClick={onBack}>
      {t('creation.back')}
    </Button>
  );
  if (error && !data) return <Unknown failure={error.failure} again={again} back={back} />;
  if (!data) {
    return (
      <Reader>
        <ReaderTitle>{t('creation.loading')}</ReaderTitle>
        <SkeletonText lines={6} />
      </Reader>
    );
  }
  // Both ticks are needed where both are asked for: that one has thought, and that it may get more than is shown.
  const needsLess = data.source.kind === 'earlier';
  const stops = data.review.cues.some(({ level }) => level === 'stop');
  const review = { ...data.review, decide: { ...data.review.decide, needsTick: stops } };
  const stop = stops && !ticked;
  const missing = stop ? tickRef : needsLess && !less ? lessRef : null;
  return (
    <Reader
      actions={<CreateBar creation={data} query={query} missing={missing} back={back} onChanged={again} />}
    >
      <Review review={review} ticked={ticked} onTick={setTicked} tickRef={tickRef} creating>
        <Source creation={data} />
        {needsLess && (
          <Checkbox
            ref={lessRef}
            className={styles.tick}
            label={t('creation.earlierTick')}
            checked={less}
            onChange={(event) => {
              setLess(event.target.checked);
            }}
          />
        )}
      </Review>
    </Reader>
  );
}

function Unknown({ failure, again, back }: { failure: Failure; again: () => void; back: ReactNode }) {
  const t = useWords();
  const open = useAct('open_external');
  return (
    <Reader
      actions={
        <ActionBar>
          {back}
          <span className="grow" />
          <Button
            variant="tertiary"
            onClick={() => {
              open.mutate({ target: { kind: 'new_system_user' } });
            }}
          >
            <Icon of={ExternalLinkIcon} />
            {t('common.openAtAltinn')}
          </Button>
        </ActionBar>
      }
    >
      <ReaderTitle>{t('creation.title')}</ReaderTitle>
      <FailureNotice failure={failure} retry={again} announce />
    </Reader>
  );
}

/** Whether what is shown is all, and whether the organisation has the system already. */
function Source({ creation: { source, exists, review } }: { creation: Creation }) {
  const t = useWords();
  const dates = useDates();
  const names = { system: review.system.title, organisation: review.organisation.name };
  if (exists) {
    return (
      <Alert data-color="info" className={styles.source}>
        <h2>{t('creation.exists.title', names)}</h2>
        <p>
          {t.rich('rights.pair', {
            first: t('creation.exists.text'),
            second: (
              <Link to="/system-users/$partyUuid/$id" params={exists}>
                {t('creation.exists.link')}
              </Link>
            ),
          })}
        </p>
      </Alert>
    );
  }
  if (source.kind === 'register') return null;
  return (
    <Alert data-color="warning" className={styles.source}>
      <h2>{t(source.kind === 'earlier' ? 'creation.earlier.title' : 'creation.unknown.title')}</h2>
      <p>
        {source.kind === 'earlier'
          ? t('creation.earlier.text', { date: dates.long(source.at) })
          : t('creation.unknown.text')}
      </p>
    </Alert>
  );
}
