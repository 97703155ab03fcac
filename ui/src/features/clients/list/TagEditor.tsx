import { Button, Chip, Input } from '@digdir/designsystemet-react';
import { PlusIcon, TagIcon, XMarkIcon } from '@navikt/aksel-icons';
import { useId, useRef, useState } from 'react';
import type { ClientView, TagCount } from '~/api/generated/surface';
import { useAct, useRead } from '~/api/queries';
import { moveFocus } from '~/components/focus';
import { Icon } from '~/components/Icon';
import { useStatus } from '~/components/status/StatusProvider';
import { useFocusWhenLost } from '~/components/useFocusWhenLost';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import styles from './TagEditor.module.css';

/** The longest tag. */
const LONGEST = 40;

/** The user's own tags on one client, and the groups that it is in. Kept on this machine only. */
export function TagEditor({
  firm,
  view: { row, groups: inGroups },
  known,
}: {
  firm: string;
  view: ClientView;
  /** Tags in use. */
  known: readonly TagCount[];
}) {
  const t = useWords();
  const id = useId();
  const { alert } = useStatus();
  const sentence = useSentence();
  const [text, setText] = useState('');
  const { data } = useRead('party_groups', {});
  const groups = data?.groups.filter((group) => inGroups.includes(group.id)) ?? [];
  const act = useAct('tag_clients', {
    onSuccess: (_answer, { on }) => {
      // What could not be put stays, to be tried again.
      if (on) setText('');
    },
    onError: ({ failure }) => {
      alert(sentence(failure).what);
    },
  });
  const put = (tag: string, on: boolean) => {
    act.mutate({ firm, clients: { kind: 'ids', ids: [row.id] }, tag, on });
  };
  const tags = useRef<HTMLDivElement>(null);
  // A tag that is taken off goes with its button: the next one is there, or the field.
  useFocusWhenLost(
    row.tags.join(),
    () => {
      const within = (selector: string) => tags.current?.querySelector<HTMLElement>(selector);
      moveFocus(within('button[aria-pressed]') ?? within('input'));
    },
    { atFirst: false },
  );
  const wanted = text.trim();
  return (
    <section>
      <h2 className="h2">{t('clients.tags.title')}</h2>
      <div ref={tags} className={styles.tags}>
        {row.tags.map((tag) => (
          <Chip.Button
            key={tag}
            aria-pressed
            aria-label={t('clients.tags.remove', { tag })}
            onClick={() => {
              put(tag, false);
            }}
          >
            <Icon of={TagIcon} size="xs" />
            {tag}
            <Icon of={XMarkIcon} size="xs" />
          </Chip.Button>
        ))}
        {groups.map(({ id: group, name }) => (
          <span key={group} className="muted sm">
            {t('clients.tags.inGroup', { name })}
          </span>
        ))}
        <form
          className={styles.form}
          onSubmit={(event) => {
            event.preventDefault();
            if (wanted === '') return;
            put(wanted, true);
          }}
        >
          <Input
            aria-label={t('clients.tags.new')}
            placeholder={t('clients.tags.new')}
            list={id}
            maxLength={LONGEST}
            autoComplete="off"
            value={text}
            onChange={(event) => {
              setText(event.target.value);
            }}
          />
          <datalist id={id}>
            {known
              .filter(({ tag }) => !row.tags.includes(tag))
              .map(({ tag }) => (
                <option key={tag} value={tag} />
              ))}
          </datalist>
          <Button
            icon
            type="submit"
            variant="secondary"
            aria-label={t('clients.tags.add')}
            aria-disabled={wanted === '' || undefined}
          >
            <Icon of={PlusIcon} size="s" />
          </Button>
        </form>
      </div>
    </section>
  );
}
