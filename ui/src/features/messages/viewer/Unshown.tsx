import { EmptyState } from '~/components/EmptyState';
import { useWords } from '~/i18n';

/** A file that our viewer cannot show, and what one can do instead. */
export function Unshown({ locked = false }: { locked?: boolean }) {
  const t = useWords();
  return (
    <EmptyState title={t(locked ? 'messages.viewer.locked' : 'messages.viewer.unshown')}>
      {t('messages.viewer.unshownText')}
    </EmptyState>
  );
}
