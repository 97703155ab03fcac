import type { ReactNode, Ref } from 'react';
import type { Review as ReviewData } from '~/api/generated/surface';
import { Diff } from '~/components/changes/Diff';
import { Effect } from '~/components/changes/Effect';
import { HalfDone } from '~/components/changes/HalfDone';
import { OldBasis } from '~/components/changes/OldBasis';
import { CueLine } from '~/components/Cue';
import { ReaderTitle } from '~/components/Reader';
import { RightsTree } from '~/components/rights/RightsTree';
import { useDates, useWords } from '~/i18n';
import { kindIcons } from './kind-icons';
import { Authority } from './Authority';
import { RequestFacts } from './RequestFacts';
import styles from './Review.module.css';
import { StopAndThink } from './StopAndThink';
import { Technical } from './Technical';
import { WhoAsks } from './WhoAsks';
import { WorthKnowing } from './WorthKnowing';

const headlines = {
  own: 'approvals.review.headline',
  client: 'approvals.review.headlineClient',
  change: 'approvals.review.headlineChange',
  create: 'approvals.review.headlineCreate',
} as const;

/** Everything about a request on one page: who, what, for whom, for how long, and whether one can decide. */
export function Review({
  review,
  ticked,
  onTick,
  tickRef,
  creating = false,
  children,
}: {
  review: ReviewData;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  tickRef: Ref<HTMLInputElement>;
  /** Nobody asked: this is what setting a system up would give. */
  creating?: boolean;
  /** More to know, between the facts and what it gets. */
  children?: ReactNode;
}) {
  const t = useWords();
  const dates = useDates();
  const { change } = review;
  const kind = creating ? 'create' : review.kind;
  // What makes one stop stands in its own box below.
  const cues = review.cues.filter(({ level }) => level !== 'stop');
  return (
    <>
      <ReaderTitle
        icon={kindIcons[review.kind]}
        eyebrow={t(`approvals.review.eyebrow.${kind}`)}
        end={
          creating
            ? t('common.fetched', { when: dates.when(review.fetchedAt) })
            : t('approvals.review.received', { date: dates.short(review.created) })
        }
      >
        {t.rich(headlines[kind], {
          vendor: review.vendor.name,
          system: <bdi>{review.system.title}</bdi>,
          organisation: review.organisation.name,
        })}
      </ReaderTitle>
      <div className={styles.facts}>
        {change ? <Effect change={change} /> : <RequestFacts review={review} />}
      </div>
      {change && <OldBasis change={change} />}
      {change && <HalfDone change={change} />}
      <StopAndThink review={review} ticked={ticked} onTick={onTick} ref={tickRef} />
      {cues.length > 0 && (
        <div className={styles.cues}>
          <strong id="review-cues">{t('approvals.review.notice')}</strong>
          <ul aria-labelledby="review-cues" className={styles.cueList}>
            {cues.map((cue) => (
              <li key={cue.code}>
                <CueLine cue={cue} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {children}
      <div className={styles.columns}>
        <div className={styles.authority}>
          <Authority review={review} />
          {change && <WhoAsks vendor={review.vendor} access={change.systemUser} />}
        </div>
        <div className={styles.tree}>
          {change ? (
            <Diff change={change} heading={t('changes.title')} />
          ) : (
            <RightsTree rights={review} heading={t('rights.title')} />
          )}
          {!creating && <Technical review={review} />}
        </div>
        <div className={styles.worth}>
          <WorthKnowing review={review} />
        </div>
      </div>
    </>
  );
}
