import { Button, Textfield } from '@digdir/designsystemet-react';
import { TagIcon, XMarkIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { PartyGroup } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useWords } from '~/i18n';
import { FailureNotice } from '../FailureNotice';
import { Icon } from '../Icon';
import { useStatus } from '../status/StatusProvider';
import styles from './Groups.module.css';
import { OrganisationChoice } from './OrganisationChoice';
import type { ScopeParty } from './ScopeProvider';

/** A group's name, and who is in it. */
export function GroupForm({ group, onDone }: { group: PartyGroup | null; onDone: () => void }) {
  const t = useWords();
  const { say } = useStatus();
  const [name, setName] = useState(group?.name ?? '');
  const [chosen, setChosen] = useState<readonly ScopeParty[]>([]);
  const save = useAct('save_group', {
    onSuccess: () => {
      say({ text: t('groups.saved', { name: name.trim() }), icon: TagIcon });
      onDone();
    },
  });
  const ready = name.trim() !== '' && (group !== null || chosen.length > 0);
  const remove = (partyUuid: string) => {
    setChosen(chosen.filter((one) => one.partyUuid !== partyUuid));
  };
  return (
    <form
      className={styles.groups}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || save.isPending) return;
        save.mutate({
          id: group?.id ?? null,
          name: name.trim(),
          members: chosen.length === 0 ? null : chosen.map(({ partyUuid }) => partyUuid),
        });
      }}
    >
      <Textfield
        label={t('groups.name')}
        value={name}
        autoComplete="off"
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      {group && <p className="muted sm">{t('groups.replace', { count: group.members })}</p>}
      <div>
        <p role="status" className="sm">
          {t('groups.chosen', { count: chosen.length })}
        </p>
        <ul className={styles.chosen}>
          {chosen.map((one) => (
            <li key={one.partyUuid}>
              {one.name}
              <Button
                icon
                type="button"
                variant="tertiary"
                className="xs"
                aria-label={t('groups.remove', { name: one.name })}
                onClick={() => {
                  remove(one.partyUuid);
                }}
              >
                <Icon of={XMarkIcon} size="s" />
              </Button>
            </li>
          ))}
        </ul>
      </div>
      <OrganisationChoice
        group="all"
        selectedKey={null}
        onChoose={({ partyUuid, name: words, initials }) => {
          if (chosen.some((one) => one.partyUuid === partyUuid)) remove(partyUuid);
          else setChosen([...chosen, { partyUuid, name: words, initials }]);
        }}
      />
      {save.error && <FailureNotice failure={save.error.failure} compact announce />}
      <div className={styles.buttons}>
        <Button type="submit" aria-disabled={!ready || undefined} aria-busy={save.isPending || undefined}>
          {t('groups.save')}
        </Button>
        <Button type="button" variant="secondary" onClick={onDone}>
          {t('common.cancel')}
        </Button>
      </div>
    </form>
  );
}
