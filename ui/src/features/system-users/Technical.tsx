import type { ReactNode } from 'react';
import type { SystemUserDetail } from '~/api/generated/surface';
import { KeyValues } from '~/components/Facts';
import { OrgNo } from '~/components/OrgNo';
import { useWords } from '~/i18n';

/** Ids, for support. */
export function Technical({ detail }: { detail: SystemUserDetail }) {
  const t = useWords();
  const { row, systemId, externalRef, packages, services, orgNo } = detail;
  const mono = (values: string[]): ReactNode =>
    values.map((value) => (
      <div key={value} className="mono">
        <bdi>{value}</bdi>
      </div>
    ));
  const named = (name: string, number: string) =>
    t.rich('rights.nameOrgNo', { name, number: <OrgNo value={number} /> });
  return (
    <KeyValues
      look="paper"
      items={[
        [t('system-users.tech.id'), mono([row.id])],
        [t('system-users.tech.systemId'), mono([systemId])],
        ...(externalRef === null
          ? []
          : [[t('system-users.tech.reference'), mono([externalRef])] satisfies [string, ReactNode]]),
        [t('system-users.tech.organisation'), named(row.organisation, orgNo)],
        [t('system-users.tech.vendor'), named(row.vendor, row.vendorOrgNo)],
        ...(packages.length === 0
          ? []
          : [
              [t('system-users.tech.packages'), mono(packages.map(({ urn }) => urn))] satisfies [
                string,
                ReactNode,
              ],
            ]),
        ...(services.length === 0
          ? []
          : [
              [
                t('system-users.tech.services'),
                mono(services.map(({ resourceId }) => resourceId)),
              ] satisfies [string, ReactNode],
            ]),
      ]}
    />
  );
}
