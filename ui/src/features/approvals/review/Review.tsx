import type { Ref } from 'react';
import type { Review as ReviewData } from '~/api/generated/surface';
import { CueLine } from '~/components/Cue';
import { ReaderTitle } from '~/components/Reader';
import { RightsTree } from '~/components/rights/RightsTree';
import { useDates, useWords } from '~/i18n';
import { kindIcons } from '../kind-icons';
import { Authority } from './Authority';
import { RequestFacts } from './RequestFacts';
import styles from './Review.module.css';
import { StopAndThink } from './StopAndThink';
import { Technical } from './Technical';
import { WorthKnowing } from './WorthKnowing';

/** Everything about a request on one page: who, what, for whom, for how long, and whether one can decide. */
export function Review({
  review,
  ticked,
  onTick,
  tickRef,
}: {
  review: ReviewData;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  tickRef: Ref<HTMLInputElement>;
}) {
  const t = useWords();
  const dates = useDates();
  // What makes one stop stands in its own box below.
  const cues = review.cues.filter(({ level }) => level !== 'stop');
  return (
    <>
      <ReaderTitle
        icon={kindIcons[review.kind]}
        eyebrow={t(`approvals.review.eyebrow.${review.kind}`)}
        end={t('approvals.review.received', { date: dates.short(review.created) })}
      >
        {t.rich('approvals.review.headline', {
          vendor: review.vendor.name,
          system: <bdi>{review.system.title}</bdi>,
          organisation: review.organisation.name,
        })}
      </ReaderTitle>
      <div className={styles.facts}>
        <RequestFacts review={review} />
      </div>
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
      <div className={styles.columns}>
        <div className={styles.authority}>
          <Authority review={review} />
        </div>
        <div className={styles.tree}>
          <RightsTree rights={review} heading={t('rights.title')} />
          <Technical review={review} />
        </div>
        <div className={styles.worth}>
          <WorthKnowing review={review} />
        </div>
      </div>
    </>
  );
}
