import type { Words } from '~/i18n';
import { CopyButton } from './CopyButton';
import type { Fact } from './Facts';
import { OrgNo } from './OrgNo';

/** An organisation's number and form, as far as they are known. */
export function organisationFacts(
  t: Words,
  { orgNo, form }: { orgNo: string | null; form: string | null },
): Fact[] {
  return [
    ...(orgNo === null
      ? []
      : [
          {
            label: t('organisations.orgNo'),
            value: <OrgNo value={orgNo} />,
            lines: [<CopyButton key="copy" text={orgNo} label={t('organisations.copyNumber')} />],
          },
        ]),
    ...(form === null ? [] : [{ label: t('organisations.form'), value: form }]),
  ];
}
