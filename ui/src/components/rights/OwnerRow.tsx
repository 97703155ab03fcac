import { useWords } from '~/i18n';
import { OwnerMark } from '../OwnerMark';
import { FoldedLine } from './FoldedLine';
import type { OwnerGroup } from './rights-tree';
import styles from './RightsTree.module.css';
import { ServiceRow } from './ServiceRow';
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
  return (
    <FoldedLine
      explained={explained}
      bodyClass={styles.nested}
      head={
        <>
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
        </>
      }
    >
      {(open) =>
        open && (
          <ul>
            {group.services.map((service) => (
              <ServiceRow key={service.resourceId} service={service} explained={explained} marked={marked} />
            ))}
          </ul>
        )
      }
    </FoldedLine>
  );
}
