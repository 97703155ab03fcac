import { Checkbox, Details, Fieldset } from '@digdir/designsystemet-react';
import type { PackageName } from '~/api/generated/surface';
import { useWords } from '~/i18n';
import { packageName } from '../matrix/cell-words';
import styles from './PackageChoice.module.css';

/** Which packages people get: all that the client gives, until one chooses. */
export function PackageChoice({
  packages,
  chosen,
  onChange,
}: {
  packages: readonly PackageName[];
  chosen: readonly string[];
  onChange: (codes: string[]) => void;
}) {
  const t = useWords();
  return (
    <Details className={styles.choice}>
      <Details.Summary>
        {chosen.length === 0 ? t('bulk.packages.all') : t('bulk.packages.some', { count: chosen.length })}
      </Details.Summary>
      <Details.Content>
        <Fieldset>
          <Fieldset.Legend className="vh">{t('bulk.packages.label')}</Fieldset.Legend>
          {packages.map((one) => {
            const { code } = one;
            return (
              <Checkbox
                key={code}
                label={packageName(t, one)}
                value={code}
                checked={chosen.includes(code)}
                onChange={(event) => {
                  onChange(event.target.checked ? [...chosen, code] : chosen.filter((one) => one !== code));
                }}
              />
            );
          })}
        </Fieldset>
      </Details.Content>
    </Details>
  );
}
