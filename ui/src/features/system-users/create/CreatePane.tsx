import { useRef, useState } from 'react';
import type { OrganisationRow } from '~/api/generated/surface';
import { moveFocus } from '~/components/focus';
import { Reader, ReaderTitle } from '~/components/Reader';
import { useScope } from '~/components/scope/ScopeProvider';
import { useFocusWhenLost } from '~/components/useFocusWhenLost';
import { useWords } from '~/i18n';
import { ChooseOrganisation } from './ChooseOrganisation';
import { ChooseSystem } from './ChooseSystem';
import { CreationReview } from './CreationReview';
import styles from './Create.module.css';

/** What is to be set up, as far as it is chosen. */
export interface ToCreate {
  partyUuid: string;
  systemId: string;
}

/** For which organisation, as far as it is known by name. */
export type Chosen = Pick<OrganisationRow, 'partyUuid' | 'name'>;

/** Setting up a system access without the vendor asking: for whom, which system, and everything it will get. */
export function CreatePane({ preset }: { preset: ToCreate | null }) {
  const t = useWords();
  const { scope } = useScope();
  // Until one is chosen here, it is the organisation that the window is of.
  const [picked, setOrganisation] = useState<Chosen | null | undefined>(
    preset ? { partyUuid: preset.partyUuid, name: '' } : undefined,
  );
  const organisation = picked === undefined ? scope : picked;
  const [systemId, setSystemId] = useState<string | null>(preset?.systemId ?? null);
  const choice = useRef<HTMLElement>(null);
  // The button that asks for another one is gone, or the page of a system is.
  useFocusWhenLost(
    organisation === null ? 'organisation' : 'system',
    () => {
      if (organisation === null) moveFocus(choice.current?.querySelector('input'));
    },
    { atFirst: false },
  );
  if (organisation && systemId !== null) {
    return (
      <CreationReview
        key={`${organisation.partyUuid} ${systemId}`}
        query={{ partyUuid: organisation.partyUuid, systemId }}
        onBack={() => {
          setSystemId(null);
          // Only the key is known of an organisation that was chosen elsewhere.
          if (organisation.name === '') setOrganisation(null);
        }}
      />
    );
  }
  return (
    <Reader>
      <ReaderTitle eyebrow={t('creation.eyebrow')}>{t('creation.title')}</ReaderTitle>
      <p className={`muted ${styles.intro}`}>{t('creation.intro')}</p>
      <ChooseOrganisation part={choice} chosen={organisation} onChoose={setOrganisation} />
      {organisation && <ChooseSystem organisation={organisation} onChoose={setSystemId} />}
    </Reader>
  );
}
