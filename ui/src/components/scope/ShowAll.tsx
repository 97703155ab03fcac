import { Button } from '@digdir/designsystemet-react';
import { useWords } from '~/i18n';
import { useScope } from './ScopeProvider';

/** The way from a list that is empty for one organisation or group to that of all; nothing where it is of all. */
export function ShowAll() {
  const t = useWords();
  const { scope, group, setScope } = useScope();
  if (!scope && !group) return null;
  return (
    <Button
      variant="secondary"
      className="xs"
      onClick={() => {
        setScope(null);
      }}
    >
      {t('scope.showAll')}
    </Button>
  );
}
