import { Button, Textfield } from '@digdir/designsystemet-react';
import { LayersPlusIcon, PersonGroupIcon, PlusIcon, TagIcon, XMarkIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useRef, useState } from 'react';
import type { MatrixPage } from '~/api/generated/surface';
import { useHost } from '~/api/host';
import { useAct } from '~/api/queries';
import type { ListOf } from '~/api/windowed';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { useStatus } from '~/components/status/StatusProvider';
import { failureOf, useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { allIds } from './all-ids';
import styles from './TagMenu.module.css';
import type { Bulk } from './useBulk';
import { clientsOf } from './wish';

/** The longest tag. */
const LONGEST = 40;

/** Tags of the marked clients, a group of them, and a template from them: all kept on this machine. */
export function TagMenu({
  bulk,
  list,
  page,
}: {
  bulk: Bulk;
  list: ListOf<'client_matrix'>;
  page: MatrixPage;
}) {
  const t = useWords();
  return (
    <Flyout
      className={styles.trigger}
      placement="top-end"
      wide
      trigger={
        <>
          <Icon of={TagIcon} size="s" />
          {t('bulk.tags.open')}
        </>
      }
    >
      {(close) => <Tags bulk={bulk} list={list} page={page} close={close} />}
    </Flyout>
  );
}

function Tags({
  bulk: { marking, count, wish },
  list,
  page,
  close,
}: {
  bulk: Bulk;
  list: ListOf<'client_matrix'>;
  page: MatrixPage;
  close: () => void;
}) {
  const t = useWords();
  const host = useHost();
  const navigate = useNavigate();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [name, setName] = useState('');
  const wanted = name.trim();
  const tagging = useAct('tag_clients');
  const grouping = useAct('save_group');
  const saving = useAct('save_template');
  const tag = async (label: string, on: boolean) => {
    await tagging.mutateAsync({ firm: list.firm, clients: clientsOf(marking.marks, list), tag: label, on });
    say({ text: t(on ? 'bulk.tags.put' : 'bulk.tags.taken', { tag: label, count }), icon: TagIcon });
  };
  // A second press must not make a second group.
  const busy = useRef(false);
  const run = (act: () => Promise<void>) => {
    if (busy.current) return;
    busy.current = true;
    act()
      .then(close, (reason: unknown) => {
        const { what, means } = sentence(failureOf(reason));
        alert(`${what}. ${means}`);
      })
      .finally(() => {
        busy.current = false;
      });
  };
  const group = () => {
    run(async () => {
      const members = await allIds(host, marking.marks, list);
      await grouping.mutateAsync({ id: null, name: wanted, members });
      say({ text: t('groups.saved', { name: wanted }), icon: PersonGroupIcon });
    });
  };
  // A template is of a tag, a group or all: what is marked gets a tag of the template's name.
  const template = () => {
    run(async () => {
      await tag(wanted, true);
      await saving.mutateAsync({
        id: null,
        firm: list.firm,
        name: wanted,
        scope: { kind: 'tag', tag: wanted },
        agents: wish.targets.map((agent) => ({ agent, packages: [...wish.packages] })),
      });
      say({ text: t('templates.saved', { name: wanted }), icon: LayersPlusIcon });
      void navigate({ to: '/clients/$view', params: { view: 'templates' } });
    });
  };
  return (
    <div className={styles.menu}>
      {page.tags.length > 0 && (
        <section>
          <h3>{t('bulk.tags.known')}</h3>
          <ul>
            {page.tags.map(({ tag: label, clients }) => (
              <li key={label}>
                <span className="grow ell">{label}</span>
                <span className="muted sm num">{t('clients.count', { count: clients })}</span>
                <Button
                  icon
                  variant="tertiary"
                  className="xs"
                  aria-label={t('bulk.tags.putLabel', { tag: label })}
                  onClick={() => {
                    run(() => tag(label, true));
                  }}
                >
                  <Icon of={PlusIcon} size="s" />
                </Button>
                <Button
                  icon
                  variant="tertiary"
                  className="xs"
                  aria-label={t('bulk.tags.takeLabel', { tag: label })}
                  onClick={() => {
                    run(() => tag(label, false));
                  }}
                >
                  <Icon of={XMarkIcon} size="s" />
                </Button>
              </li>
            ))}
          </ul>
        </section>
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (wanted !== '') run(() => tag(wanted, true));
        }}
      >
        <Textfield
          label={t('bulk.tags.name')}
          value={name}
          maxLength={LONGEST}
          autoComplete="off"
          onChange={(event) => {
            setName(event.target.value);
          }}
        />
        <div className={styles.buttons}>
          <Button type="submit" variant="secondary" aria-disabled={wanted === '' || undefined}>
            <Icon of={TagIcon} size="s" />
            {t('bulk.tags.new')}
          </Button>
          <Button
            type="button"
            variant="secondary"
            aria-disabled={wanted === '' || undefined}
            onClick={() => {
              if (wanted !== '') group();
            }}
          >
            <Icon of={PersonGroupIcon} size="s" />
            {t('bulk.tags.group')}
          </Button>
          <Button
            type="button"
            variant="secondary"
            aria-disabled={wanted === '' || wish.targets.length === 0 || undefined}
            onClick={() => {
              if (wanted !== '' && wish.targets.length > 0) template();
            }}
          >
            <Icon of={LayersPlusIcon} size="s" />
            {t('bulk.tags.template')}
          </Button>
        </div>
        <p className="muted sm">
          {t(wish.targets.length === 0 ? 'bulk.tags.templateNeeds' : 'bulk.tags.templateText')}
        </p>
      </form>
    </div>
  );
}
