import type { ActorKind } from '~/api/generated/surface';
import styles from './Avatar.module.css';
import { Icon, type IconShape } from './Icon';

/** The tile of an actor: square for an organisation, round for a person, so that colour is not needed to tell. */
export function Avatar({
  initials,
  kind = 'organisation',
  size,
  tint = false,
  icon,
}: {
  /** Two letters. */
  initials?: string;
  kind?: ActorKind;
  /** s 20 px, (none) 28 px, m 36 px, l 44 px. */
  size?: 's' | 'm' | 'l';
  /** Pale: for one that is named beside others, not the actor itself. */
  tint?: boolean;
  /** Drawn instead of letters. */
  icon?: IconShape;
}) {
  return (
    <span
      aria-hidden
      className={styles.avatar}
      data-kind={kind === 'person' ? 'person' : 'organisation'}
      data-size={size}
      data-tint={tint || undefined}
    >
      {icon ? <Icon of={icon} size={size === 's' ? 'xs' : 's'} /> : initials}
    </span>
  );
}
