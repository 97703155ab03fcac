import { ChevronDownIcon } from '@navikt/aksel-icons';
import { useId } from 'react';
import { useWords } from '~/i18n';
import { Icon } from '../Icon';
import { OwnerMark } from '../OwnerMark';
import type { OwnerGroup } from './rights-tree';
import styles from './RightsTree.module.css';
import { ServiceRow } from './ServiceRow';
import { useOpen } from './useOpen';
import { Verbs } from './Verbs';
import { verbsOf } from './verbs';

/** An owner's services behind one line, where a list of all would be too long to read. */
export function OwnerRow({
  group,
  explained,
  marked,
}: {
  group: OwnerGroup;
  explained: boolean;
  marked: boolean;
}) {
  const t = useWords();
  const id = useId();
  const [open, toggle] = useOpen(explained);
  return (
    <li className={styles.service}>
      <button
        type="button"
        className={styles.serviceHead}
        aria-expanded={open}
        aria-controls={id}
        onClick={toggle}
      >
        <Icon of={ChevronDownIcon} size="xs" className={styles.chevron} />
        <OwnerMark mark={group.mark} />
        <span className={styles.serviceName}>
          {t.rich('rights.pair', {
            first: group.owner ?? t('rights.ownerUnknown'),
            second: (
              <span className={styles.count}>{t('rights.services', { count: group.services.length })}</span>
            ),
          })}
        </span>
        <Verbs verbs={verbsOf(group.services)} />
      </button>
      <ul id={id} hidden={!open} className={styles.nested}>
        {open &&
          group.services.map((service) => (
            <ServiceRow key={service.resourceId} service={service} explained={explained} marked={marked} />
          ))}
      </ul>
    </li>
  );
}
