import { Button } from '@digdir/designsystemet-react';
import type { RefObject } from 'react';
import { OrganisationChoice } from '~/components/scope/OrganisationChoice';
import { useWords } from '~/i18n';
import type { Chosen } from './CreatePane';
import styles from './Create.module.css';

/** For which organisation: one in which the person is access manager. */
export function ChooseOrganisation({
  part,
  chosen,
  onChoose,
}: {
  part: RefObject<HTMLElement | null>;
  chosen: Chosen | null;
  onChoose: (organisation: Chosen | null) => void;
}) {
  const t = useWords();
  return (
    <section ref={part} className={styles.part}>
      <h2 className="h2">{t('creation.for')}</h2>
      {chosen ? (
        <div className="line">
          <strong>{chosen.name}</strong>
          <Button
            variant="tertiary"
            className="xs"
            onClick={() => {
              onChoose(null);
            }}
          >
            {t('creation.other')}
          </Button>
        </div>
      ) : (
        <OrganisationChoice
          group="access_manager"
          selectedKey={null}
          onChoose={({ partyUuid, name }) => {
            onChoose({ partyUuid, name });
          }}
        />
      )}
    </section>
  );
}
