import { Details } from '@digdir/designsystemet-react';
import {
  ChatIcon,
  ClockDashedIcon,
  EyeIcon,
  KeyVerticalIcon,
  QuestionmarkCircleIcon,
} from '@navikt/aksel-icons';
import { Link } from '@tanstack/react-router';
import { useState, type ReactNode } from 'react';
import type { Message, Opened } from '~/api/generated/surface';
import type { ContentLink } from '~/components/content/types';
import { Icon, type IconShape } from '~/components/Icon';
import { useDates, useWords } from '~/i18n';
import { AccessReason } from './AccessReason';
import { Activities } from './Activities';
import styles from './Folds.module.css';
import { SeenHistory } from './SeenHistory';
import { Transmissions } from './Transmissions';

/** What is known around a letter, folded: nothing of it is read before it is unfolded. */
export function Folds({
  message,
  opened,
  onOpenLink,
}: {
  message: Message;
  opened: Opened;
  onOpenLink: (link: ContentLink) => void;
}) {
  const t = useWords();
  const dates = useDates();
  const { id } = message.row;
  return (
    <div className={styles.folds}>
      {opened.transmissions > 0 && (
        <Fold
          icon={ChatIcon}
          title={t('messages.transmissions.title', { count: opened.transmissions })}
          note={
            opened.lastTransmission === null
              ? undefined
              : t('messages.transmissions.last', { date: dates.short(opened.lastTransmission) })
          }
        >
          <Transmissions dialogId={id} sender={message.row.sender} onOpenLink={onOpenLink} />
        </Fold>
      )}
      {opened.activities.length > 0 && (
        <Fold
          icon={ClockDashedIcon}
          title={t('messages.activity.title')}
          note={t('messages.activity.count', { count: opened.activities.length })}
        >
          <Activities activities={opened.activities} sender={message.row.sender} />
        </Fold>
      )}
      <Fold
        icon={EyeIcon}
        title={t('messages.seen.title')}
        note={t('messages.seen.count', { count: message.seenBy.length })}
      >
        <SeenHistory id={id} />
      </Fold>
      {message.systems.length > 0 && (
        <Fold
          icon={KeyVerticalIcon}
          title={t('messages.systems.title')}
          note={
            message.systems.length === 1
              ? message.systems[0]?.title
              : t('messages.systems.count', { count: message.systems.length })
          }
        >
          <ul className={styles.lines}>
            {message.systems.map((system) => (
              <li key={system.id}>
                <Link
                  to="/system-users/$partyUuid/$id"
                  params={{ partyUuid: system.partyUuid, id: system.id }}
                >
                  {system.title}
                </Link>
              </li>
            ))}
          </ul>
        </Fold>
      )}
      <Fold icon={QuestionmarkCircleIcon} title={t('messages.access.title')} note={undefined}>
        <AccessReason id={id} />
      </Fold>
    </div>
  );
}

/** A line that unfolds. What is inside is only made then. */
function Fold({
  icon,
  title,
  note,
  children,
}: {
  icon: IconShape;
  title: string;
  /** At the right. */
  note: string | undefined;
  children: ReactNode;
}) {
  const [open, setOpen] = useState(false);
  return (
    <Details
      open={open}
      onToggle={(event) => {
        setOpen((event.target as HTMLDetailsElement).open);
      }}
    >
      <Details.Summary>
        <Icon of={icon} size="s" />
        <span className="grow">{title}</span>
        {note !== undefined && <span className={`${styles.note ?? ''} num`}>{note}</span>}
      </Details.Summary>
      <Details.Content>{open && children}</Details.Content>
    </Details>
  );
}
