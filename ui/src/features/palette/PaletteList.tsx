import { useEffect, useRef } from 'react';
import { Avatar } from '~/components/Avatar';
import { Icon } from '~/components/Icon';
import { OwnerMark } from '~/components/OwnerMark';
import { Keys } from '~/components/keys/Keys';
import { useWords } from '~/i18n';
import type { Piece } from '~/components/pieces';
import type { Entry, Group } from './entries';
import styles from './PaletteDialog.module.css';

/** The lines in their groups. The field above keeps the focus and tells which one is meant. */
export function PaletteList({
  id,
  label,
  groups,
  active,
  onPoint,
  onChoose,
}: {
  id: string;
  label: string;
  groups: Group[];
  active: Entry | undefined;
  onPoint: (id: string) => void;
  onChoose: (entry: Entry) => void;
}) {
  const t = useWords();
  const list = useRef<HTMLDivElement>(null);
  const activeId = active?.id;
  useEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  const entryUnder = (target: EventTarget) => {
    const key = (target as Element).closest<HTMLElement>('[data-entry]')?.dataset['entry'];
    return groups.flatMap((group) => group.entries).find((entry) => entry.id === key);
  };
  return (
    // The listbox is driven from the field (combobox); the pointer is served here.
    // eslint-disable-next-line jsx-a11y/interactive-supports-focus, jsx-a11y/click-events-have-key-events -- see above
    <div
      ref={list}
      id={`${id}-list`}
      role="listbox"
      aria-label={label}
      className={styles.list}
      onMouseDown={(event) => {
        event.preventDefault();
      }}
      onMouseMove={(event) => {
        const entry = entryUnder(event.target);
        if (entry && entry.id !== activeId) onPoint(entry.id);
      }}
      onClick={(event) => {
        const entry = entryUnder(event.target);
        if (entry) onChoose(entry);
      }}
    >
      {groups.map((group) => (
        <div key={group.key} role="group" aria-label={t(group.label ?? 'palette.results')}>
          {group.label && (
            <div role="presentation" aria-hidden className={styles.caption}>
              {t(group.label)}
            </div>
          )}
          {group.entries.map((entry) => (
            <div
              key={entry.id}
              id={`${id}-${entry.id}`}
              data-entry={entry.id}
              role="option"
              aria-selected={entry.id === activeId}
              className={styles.entry}
              data-link={entry.id === 'link' || undefined}
            >
              {/* Read as one sentence; drawn in parts. */}
              <span className="vh">{nameOf(entry)}</span>
              <span aria-hidden className={styles.drawn}>
                <Left entry={entry} />
                <span className="ell">
                  <Title pieces={entry.title} />
                </span>
                {entry.note !== undefined && entry.note !== '' && (
                  <span className={`ell num ${styles.note ?? ''}`}>{entry.note}</span>
                )}
                <span className="grow" />
                {entry.key && <Keys id={entry.key} />}
              </span>
            </div>
          ))}
        </div>
      ))}
    </div>
  );
}

/** The line in words. */
function nameOf({ title, note = '' }: Entry): string {
  return [title.map((piece) => piece.text).join(''), note].filter((part) => part !== '').join(', ');
}

function Left({ entry }: { entry: Entry }) {
  const { mark } = entry;
  if (mark.kind === 'owner') return <OwnerMark mark={mark.letters} />;
  if (mark.kind === 'icon') return <Icon of={mark.icon} className={styles.icon} />;
  return (
    <Avatar
      initials={mark.initials}
      size="s"
      kind={mark.kind === 'person' ? 'person' : 'organisation'}
      tint={mark.kind === 'subunit'}
    />
  );
}

function Title({ pieces }: { pieces: Piece[] }) {
  return pieces.map((piece, index) => (piece.hit ? <mark key={index}>{piece.text}</mark> : piece.text));
}
