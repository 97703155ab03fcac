import { Buildings3Icon, ChevronDownIcon, TagIcon } from '@navikt/aksel-icons';
import { useRead } from '~/api/queries';
import { useWords } from '~/i18n';
import { Avatar } from '../Avatar';
import { Icon } from '../Icon';
import { ScopePicker } from './ScopePicker';
import { useScope } from './ScopeProvider';

/** The scope of a list, as its first chip: opens the same choice as the one in the top bar. */
export function ScopeChip() {
  const t = useWords();
  const { scope, group } = useScope();
  const { data } = useRead('organisations', { text: '', group: 'all', offset: 0, limit: 0 });
  const all = data?.all;
  return (
    <ScopePicker className="ds-chip scope">
      {scope ? (
        <>
          <Avatar initials={scope.initials} size="s" kind={scope.kind} />
          <span className="ell">{scope.name}</span>
        </>
      ) : group ? (
        <>
          <Icon of={TagIcon} size="s" />
          <span className="ell">{group.name}</span>
        </>
      ) : (
        <>
          <Icon of={Buildings3Icon} size="s" />
          {all === undefined ? t('scope.all') : t('scope.allCount', { count: all })}
        </>
      )}
      <Icon of={ChevronDownIcon} size="xs" />
    </ScopePicker>
  );
}
