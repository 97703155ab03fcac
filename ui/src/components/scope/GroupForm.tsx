import { Button, Textfield } from '@digdir/designsystemet-react';
import { TagIcon, XMarkIcon } from '@navikt/aksel-icons';
import { useRef, useState } from 'react';
import type { GroupMember, PartyGroup } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { useWords } from '~/i18n';
import { FailureNotice } from '../FailureNotice';
import { moveFocus } from '../focus';
import { Icon } from '../Icon';
import { NotRead } from '../NotRead';
import { SkeletonText } from '../Skeleton';
import { useStatus } from '../status/StatusProvider';
import { useFocusWhenLost } from '../useFocusWhenLost';
import styles from './Groups.module.css';
import { OrganisationChoice } from './OrganisationChoice';
import { useScope } from './ScopeProvider';

/** A group's name, and who is in it. */
export function GroupForm({ group, onDone }: { group: PartyGroup | null; onDone: () => void }) {
  const t = useWords();
  const { say } = useStatus();
  const { group: shown, setGroup } = useScope();
  const [name, setName] = useState(group?.name ?? '');
  const { data, error, refetch } = useRead(
    'group_members',
    { id: group?.id ?? '' },
    { enabled: group !== null },
  );
  // Until somebody is put in or taken out, the group stays as it is kept.
  const [changed, setChanged] = useState<readonly GroupMember[] | null>(null);
  const members = changed ?? data?.members ?? [];
  const named = members.flatMap((one) => (one.name === null ? [] : [{ ...one, name: one.name }]));
  const form = useRef<HTMLFormElement>(null);
  // Who is taken out goes with the button: the next one is there, or the name.
  useFocusWhenLost(String(members.length), () => {
    const within = (selector: string) => form.current?.querySelector<HTMLElement>(selector);
    moveFocus(within('li button') ?? within('input'));
  });
  const wanted = name.trim();
  const save = useAct('save_group', {
    onSuccess: () => {
      // What is shown above the lists is called by its new name.
      if (group && shown?.id === group.id) setGroup({ id: group.id, name: wanted });
      say({ text: t('groups.saved', { name: wanted }), icon: TagIcon });
      onDone();
    },
  });
  const read = group === null || data !== undefined;
  const ready = wanted !== '' && (!read || members.length > 0);
  const remove = (partyUuid: string) => {
    setChanged(members.filter((one) => one.partyUuid !== partyUuid));
  };
  return (
    <form
      ref={form}
      className={styles.groups}
      onSubmit={(event) => {
        event.preventDefault();
        if (!ready || save.isPending) return;
        save.mutate({
          id: group?.id ?? null,
          name: wanted,
          members: changed?.map(({ partyUuid }) => partyUuid) ?? null,
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
      <NotRead of={{ error, refetch }} compact />
      {!read && !error && <SkeletonText lines={3} />}
      {read && (
        <>
          <div>
            <p role="status" className="sm">
              {t('groups.chosen', { count: members.length })}
            </p>
            <ul className={styles.chosen}>
              {named.map((one) => (
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
              {named.length < members.length && (
                <li className="muted sm">{t('groups.others', { count: members.length - named.length })}</li>
              )}
            </ul>
          </div>
          <OrganisationChoice
            group="all"
            selectedKey={null}
            onChoose={({ partyUuid, name: words, initials, kind }) => {
              if (members.some((one) => one.partyUuid === partyUuid)) remove(partyUuid);
              else setChanged([...members, { partyUuid, name: words, initials, kind }]);
            }}
          />
        </>
      )}
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
