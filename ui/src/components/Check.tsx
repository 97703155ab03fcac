import {
  CheckmarkCircleFillIcon,
  ExclamationmarkTriangleFillIcon,
  InformationSquareIcon,
  XMarkOctagonFillIcon,
} from '@navikt/aksel-icons';
import type { ReactNode } from 'react';
import styles from './Check.module.css';
import { Icon, type IconShape } from './Icon';

/** What a line says about the thing. */
export type CheckSort = 'yes' | 'no' | 'info' | 'caution';

const icons: Record<CheckSort, IconShape> = {
  yes: CheckmarkCircleFillIcon,
  no: XMarkOctagonFillIcon,
  info: InformationSquareIcon,
  caution: ExclamationmarkTriangleFillIcon,
};

/** One finding: an icon and a sentence. The icon repeats the sentence, it never stands for it. */
export function Check({ sort, icon, children }: { sort: CheckSort; icon?: IconShape; children: ReactNode }) {
  return (
    <div className={styles.check} data-sort={sort}>
      <Icon of={icon ?? icons[sort]} />
      <span>{children}</span>
    </div>
  );
}
