import type { Review } from '~/api/generated/surface';
import { Avatar } from '~/components/Avatar';
import { Check } from '~/components/Check';
import { FactGrid } from '~/components/Facts';
import { OrgNo } from '~/components/OrgNo';
import { registerTroubles, registerWords } from '~/components/rights/register-status';
import { useDates, useWords } from '~/i18n';

/** Who asks, with which system, for whom. The vendor comes first: it is the one that is trusted. */
export function RequestFacts({ review: { vendor, system, organisation } }: { review: Review }) {
  const t = useWords();
  const dates = useDates();
  const status = registerWords(t, dates, vendor.register);
  const unit = t(
    organisation.kind === 'subunit'
      ? 'common.subunit'
      : organisation.kind === 'person'
        ? 'common.person'
        : 'common.mainUnit',
  );
  return (
    <FactGrid
      facts={[
        {
          label: t('approvals.review.vendor'),
          value: vendor.name,
          lines: [
            t.rich('common.orgNo', { number: <OrgNo value={vendor.orgNo} /> }),
            registerTroubles(vendor.register) ? <Check sort="no">{status}</Check> : status,
          ],
          avatar: <Avatar initials={vendor.initials} size="m" tint />,
          wide: true,
        },
        {
          label: t('approvals.review.system'),
          value: <bdi>{system.title}</bdi>,
          lines: [
            ...(system.externalRef === null
              ? []
              : [t.rich('approvals.review.reference', { reference: <bdi>{system.externalRef}</bdi> })]),
            t('approvals.review.usedBy', { count: vendor.usedBy }),
          ],
        },
        {
          label: t('approvals.review.for'),
          value: organisation.name,
          lines: [
            ...(organisation.orgNo === ''
              ? []
              : [t.rich('common.orgNo', { number: <OrgNo value={organisation.orgNo} /> })]),
            organisation.place === null
              ? unit
              : t('approvals.review.unitPlace', { unit, place: organisation.place }),
          ],
        },
      ]}
    />
  );
}
