import { Alert, Checkbox } from '@digdir/designsystemet-react';
import type { Ref } from 'react';
import type { Review } from '~/api/generated/surface';
import { unknownAdditions } from '~/components/changes/change-view';
import { cueWords } from '~/components/Cue';
import { formatOrgNo } from '~/components/OrgNo';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { useDates, useWords } from '~/i18n';
import styles from './Review.module.css';

/** What makes one stop, and the tick that says that one has thought. It never blocks anything but Approve. */
export function StopAndThink({
  review,
  ticked,
  onTick,
  ref,
}: {
  review: Review;
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  ref: Ref<HTMLInputElement>;
}) {
  const t = useWords();
  const dates = useDates();
  const { cues, vendor, organisation, decide, change } = review;
  const stops = cues.filter(({ level }) => level === 'stop');
  if (stops.length === 0 && !decide.needsTick) return null;
  const unknown = change === null ? [] : unknownAdditions(change);
  const about = [
    ...(registerTroubles(vendor.register)
      ? [t('approvals.stop.register', { status: registerWords(t, dates, vendor.register) })]
      : []),
    t('approvals.stop.vendor', { vendor: vendor.name, number: formatOrgNo(vendor.orgNo) }),
    ...(vendor.usedBy === 0 ? [t('approvals.stop.unused')] : []),
    ...(stops.some(({ code }) => code === 'administers_access')
      ? [t('approvals.stop.administers', { organisation: organisation.name })]
      : []),
  ];
  return (
    <Alert data-color="danger" className={styles.stop}>
      {stops.map((cue) => (
        <h2 key={cue.code}>{cueWords(t, cue, 'short')}</h2>
      ))}
      {unknown.length > 0 && (
        <h2>
          {t('approvals.stop.unknownPackages', {
            count: unknown.length,
            names: t.list(unknown.map(({ name }) => t('changes.quoted', { name }))),
          })}
        </h2>
      )}
      <p>{about.join(' ')}</p>
      {decide.needsTick && (
        <Checkbox
          ref={ref}
          className={styles.tick}
          label={t('approvals.stop.tick')}
          checked={ticked}
          onChange={(event) => {
            onTick(event.target.checked);
          }}
        />
      )}
    </Alert>
  );
}
