import { Button, Chip, Textfield } from '@digdir/designsystemet-react';
import { BookmarkIcon, TrashIcon } from '@navikt/aksel-icons';
import { useState } from 'react';
import type { SavedView } from '~/api/generated/surface';
import { windowOf, type MessageList } from '~/api/message-rows';
import { useAct, useRead } from '~/api/queries';
import { Flyout } from '~/components/Flyout';
import { Icon } from '~/components/Icon';
import { MenuPart } from '~/components/menu/Menu';
import { useStatus } from '~/components/status/StatusProvider';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import type { ScreenFolder } from '../folders';
import { isFiltered, sameFilter } from './list-query';
import styles from './Menus.module.css';

/** The longest name of a view. */
const NAME = 60;

/** The views that can be seen from a folder: its own, and those of a search in every folder. */
function useViews(folder: ScreenFolder): SavedView[] {
  const { data } = useRead('saved_views', {});
  return data?.views.filter((view) => view.list.folder === folder || view.list.folder === 'all') ?? [];
}

/** Whether a list shows what a view shows. */
function shows(list: MessageList, view: SavedView): boolean {
  return (
    list.folder === view.list.folder &&
    sameFilter(list.filter, view.list.filter) &&
    list.sort === view.list.sort &&
    list.text === view.list.text
  );
}

/** Saved views as chips: pressed shows one, pressed again shows the whole folder. */
export function ViewChips({
  folder,
  list,
  onShow,
}: {
  folder: ScreenFolder;
  list: MessageList;
  /** Shows a view, or the folder without any. */
  onShow: (view: SavedView | null) => void;
}) {
  const t = useWords();
  const views = useViews(folder);
  if (views.length === 0) return null;
  return (
    <div role="group" aria-label={t('messages.views.label')} className="line">
      {views.map((view) => {
        const pressed = shows(list, view);
        return (
          <Chip.Button
            key={view.id}
            aria-pressed={pressed}
            onClick={() => {
              onShow(pressed ? null : view);
            }}
          >
            <Icon of={BookmarkIcon} size="xs" />
            <span className="ell">{view.name}</span>
            {view.unread > 0 && <span className={styles.count}>{t.number(view.unread)}</span>}
          </Chip.Button>
        );
      })}
    </div>
  );
}

/** Saves what the list shows, and takes saved views away. */
export function ViewMenu({ folder, list }: { folder: ScreenFolder; list: MessageList }) {
  const t = useWords();
  const views = useViews(folder);
  const savable = isFiltered(list.filter) || list.text !== '' || list.sort !== 'newest';
  if (!savable && views.length === 0) return null;
  return (
    <Flyout
      className={styles.trigger}
      placement="bottom-end"
      wide
      trigger={
        <>
          <Icon of={BookmarkIcon} size="s" />
          <span className="vh">{t('messages.views.menu')}</span>
        </>
      }
    >
      {(close) => (
        <>
          {savable && <Save list={list} onDone={close} />}
          {views.length > 0 && <Saved views={views} />}
        </>
      )}
    </Flyout>
  );
}

function Save({ list, onDone }: { list: MessageList; onDone: () => void }) {
  const t = useWords();
  const { say, alert } = useStatus();
  const sentence = useSentence();
  const [name, setName] = useState(list.text);
  const wanted = name.trim();
  const save = useAct('save_view', {
    onSuccess: () => {
      say({ text: t('messages.views.saved', { name: wanted }), icon: BookmarkIcon });
      onDone();
    },
    onError: ({ failure }) => {
      alert(sentence(failure).what);
    },
  });
  return (
    <form
      className={styles.name}
      onSubmit={(event) => {
        event.preventDefault();
        // A view is for whatever organisations are chosen when it is shown.
        if (wanted !== '')
          save.mutate({ id: null, name: wanted, list: { ...windowOf(list, 0, 0), scope: { kind: 'all' } } });
      }}
    >
      <Textfield
        label={t('messages.views.name')}
        value={name}
        maxLength={NAME}
        onChange={(event) => {
          setName(event.target.value);
        }}
      />
      <Button type="submit" aria-disabled={wanted === '' || undefined}>
        {t('messages.views.save')}
      </Button>
    </form>
  );
}

function Saved({ views }: { views: SavedView[] }) {
  const t = useWords();
  const remove = useAct('delete_view', { onError: useFailureAlert() });
  return (
    <MenuPart title={t('messages.views.label')}>
      <ul>
        {views.map(({ id, name }) => (
          <li key={id} className={styles.view}>
            <span className="grow ell">{name}</span>
            <Button
              icon
              variant="tertiary"
              aria-label={t('messages.views.delete', { name })}
              onClick={() => {
                remove.mutate({ id });
              }}
            >
              <Icon of={TrashIcon} size="s" />
            </Button>
          </li>
        ))}
      </ul>
    </MenuPart>
  );
}
