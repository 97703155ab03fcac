import { CheckmarkCircleFillIcon, CircleIcon } from '@navikt/aksel-icons';
import type { ChangeStep } from '~/api/generated/surface';
import { Icon } from '~/components/Icon';
import { useWords } from '~/i18n';
import { stepWords } from './change-view';
import styles from './Changes.module.css';

/** The steps that Altinn is asked to take, and which of them are taken. */
export function Steps({ steps }: { steps: readonly ChangeStep[] }) {
  const t = useWords();
  return (
    <ul className={styles.steps} aria-label={t('changes.steps')}>
      {steps.map(({ item, done }) => (
        <li key={`${String(item.add)} ${item.id}`} data-done={done || undefined}>
          <Icon of={done ? CheckmarkCircleFillIcon : CircleIcon} size="s" />
          <span>
            {stepWords(t, item)}
            <span className="muted">{t(done ? 'changes.step.done' : 'changes.step.left')}</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
