import {
  ExclamationmarkTriangleFillIcon,
  PaperplaneFillIcon,
  SealCheckmarkFillIcon,
  XMarkOctagonFillIcon,
} from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import type { Act, Receipt } from '~/api/generated/surface';
import { BeforeAfter } from '~/components/changes/BeforeAfter';
import { Diff } from '~/components/changes/Diff';
import { CueLine } from '~/components/Cue';
import { KeyValues } from '~/components/Facts';
import { Icon, type IconShape } from '~/components/Icon';
import { OrgNo } from '~/components/OrgNo';
import { useDates, useWords } from '~/i18n';
import { byLabel, byWords, outcomeOf, receiptProof, receiptTitle, type Outcome } from './receipt-words';
import styles from './ReceiptPaper.module.css';

/** Acts on the own organisation: the access itself lasts as before. */
const ownUse: readonly Act[] = ['own_organisation_added', 'own_organisation_removed'];

const seals: Record<Outcome, IconShape> = {
  granted: SealCheckmarkFillIcon,
  ended: XMarkOctagonFillIcon,
  failed: ExclamationmarkTriangleFillIcon,
  noted: PaperplaneFillIcon,
};

/** The frozen copy: what was shown, what was decided, and by which ids it can be found again. */
export function ReceiptPaper({ receipt, services }: { receipt: Receipt; services: ReactNode }) {
  const t = useWords();
  const dates = useDates();
  const { review, act } = receipt;
  const outcome = outcomeOf(act);
  const named = (name: string, number: string) =>
    t.rich('rights.nameOrgNo', { name, number: <OrgNo value={number} /> });
  return (
    <article className={styles.paper}>
      <header className={styles.seal} data-outcome={outcome}>
        <Icon of={seals[outcome]} />
        <div className="grow">
          <h1 className="h1" tabIndex={-1}>
            {receiptTitle(t, receipt)}
          </h1>
          <p className="muted sm num">{receiptProof(t, dates, receipt)}</p>
        </div>
      </header>
      <section>
        <KeyValues
          look="paper"
          items={[
            [byLabel(t, act), byWords(t, receipt)],
            [t('activity.receipt.organisation'), named(review.organisation.name, review.organisation.orgNo)],
            [t('activity.receipt.vendor'), named(review.vendor.name, review.vendor.orgNo)],
            [
              t('activity.receipt.system'),
              review.system.externalRef === null ? (
                <bdi key="system">{review.system.title}</bdi>
              ) : (
                t.rich('activity.receipt.systemReference', {
                  system: <bdi>{review.system.title}</bdi>,
                  reference: <bdi>{review.system.externalRef}</bdi>,
                })
              ),
            ],
            ...(outcome === 'granted' && !ownUse.includes(act)
              ? [
                  [
                    t('activity.receipt.lasts'),
                    t(
                      review.kind === 'client'
                        ? 'activity.receipt.lastsClient'
                        : 'activity.receipt.lastsUntil',
                    ),
                  ] satisfies [string, string],
                ]
              : []),
          ]}
        />
      </section>
      {review.change ? (
        <>
          <section>
            <Diff change={review.change} heading={t('changes.titleDone')} />
          </section>
          <section>
            <h2 className="h2">{t('changes.sides')}</h2>
            <BeforeAfter before={review.change.before} after={receipt.heldAfter} />
          </section>
        </>
      ) : (
        <section>{services}</section>
      )}
      {review.cues.length > 0 && (
        <section>
          <h2 className="h2">{t('activity.receipt.warned')}</h2>
          <ul className={styles.cues}>
            {review.cues.map((cue) => (
              <li key={cue.code}>
                <CueLine cue={cue} />
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className={styles.ids}>
        <KeyValues
          look="paper"
          items={(
            [
              [t('activity.receipt.id.request'), review.technical.requestId],
              [t('activity.receipt.id.systemUser'), receipt.systemUserId],
              [t('activity.receipt.id.trace'), receipt.traceId],
              [t('activity.receipt.id.hash'), receipt.hash],
            ] satisfies [string, string | null][]
          )
            .filter((item): item is [string, string] => item[1] !== null)
            .map(([name, value]) => [
              name,
              <span key={name} className="mono">
                {value}
              </span>,
            ])}
        />
      </section>
    </article>
  );
}
