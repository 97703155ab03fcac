import {
  ArrowsCirclepathIcon,
  Buildings3Icon,
  CalendarIcon,
  CogIcon,
  InboxIcon,
  InformationSquareIcon,
  KeyVerticalIcon,
  LeaveIcon,
  MoonIcon,
  PersonGroupIcon,
  PlusCircleIcon,
  QuestionmarkCircleIcon,
  ReceiptIcon,
  SealCheckmarkIcon,
  SunIcon,
} from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import type { PaletteOrganisation } from '~/api/generated/surface';
import { useAct } from '~/api/queries';
import { useSettings } from '~/api/settings';
import type { IconShape } from '~/components/Icon';
import type { ShortcutId } from '~/components/keys/shortcuts';
import { useScope } from '~/components/scope/ScopeProvider';
import { useFailureAlert } from '~/components/status/useFailureAlert';
import { useWords } from '~/i18n';
import { pieces } from '~/components/pieces';
import { hitsIn, type Entry } from './entries';

/** The commands of the program that fit the text, and three for the best organisation. */
export function useCommands({ onHelp, onRefresh }: { onHelp: () => void; onRefresh: () => void }) {
  const t = useWords();
  const navigate = useNavigate();
  const { scope, group, setScope } = useScope();
  const onError = useFailureAlert();
  const { change } = useSettings(onError);
  const signOut = useAct('sign_out', { onError });

  return (text: string, best: PaletteOrganisation | undefined): Entry[] => {
    const command = (
      id: string,
      icon: IconShape,
      title: string,
      run: () => void,
      key?: ShortcutId,
    ): Entry => ({
      id: `command-${id}`,
      title: pieces(title, hitsIn(title, text)),
      mark: { kind: 'icon', icon },
      run,
      ...(key && { key }),
    });
    const within = (organisation: PaletteOrganisation) => {
      setScope({
        partyUuid: organisation.partyUuid,
        name: organisation.name,
        initials: organisation.initials,
        kind: organisation.kind,
      });
    };
    const all: Entry[] = [
      command(
        'approvals',
        SealCheckmarkIcon,
        t('keys.goApprovals'),
        () => void navigate({ to: '/approvals' }),
        'goApprovals',
      ),
      command('inbox', InboxIcon, t('keys.goInbox'), () => void navigate({ to: '/inbox' }), 'goInbox'),
      command(
        'deadlines',
        CalendarIcon,
        t('keys.goDeadlines'),
        () => void navigate({ to: '/deadlines' }),
        'goDeadlines',
      ),
      command(
        'system-users',
        KeyVerticalIcon,
        t('keys.goSystemUsers'),
        () => void navigate({ to: '/system-users' }),
        'goSystemUsers',
      ),
      command(
        'create',
        PlusCircleIcon,
        t('creation.newFull'),
        () => void navigate({ to: '/system-users/new' }),
      ),
      command(
        'clients',
        PersonGroupIcon,
        t('keys.goClients'),
        () => void navigate({ to: '/clients' }),
        'goClients',
      ),
      ...(['list', 'jobs', 'templates', 'coverage', 'mine'] as const).map((view) =>
        command(
          `clients-${view}`,
          PersonGroupIcon,
          t('clients.viewCommand', { view: t(`clients.view.${view}`) }),
          () => void navigate({ to: '/clients/$view', params: { view } }),
        ),
      ),
      command(
        'organisations',
        Buildings3Icon,
        t('keys.goOrganisations'),
        () => void navigate({ to: '/organisations' }),
        'goOrganisations',
      ),
      command(
        'activity',
        ReceiptIcon,
        t('keys.goActivity'),
        () => void navigate({ to: '/activity' }),
        'goActivity',
      ),
      command('refresh', ArrowsCirclepathIcon, t('palette.refresh'), onRefresh, 'refresh'),
      ...((scope ?? group)
        ? [
            command('all', Buildings3Icon, t('palette.allOrganisations'), () => {
              setScope(null);
            }),
          ]
        : []),
      command('settings', CogIcon, t('palette.goSettings'), () => void navigate({ to: '/settings' })),
      command('dark', MoonIcon, t('palette.dark'), () => {
        change({ theme: 'dark' });
      }),
      command('light', SunIcon, t('palette.light'), () => {
        change({ theme: 'light' });
      }),
      command('help', QuestionmarkCircleIcon, t('keys.help'), onHelp, 'help'),
      command('about', InformationSquareIcon, t('palette.about'), () => void navigate({ to: '/about' })),
      command('sign-out', LeaveIcon, t('palette.signOut'), () => {
        signOut.mutate({ endSession: false, deleteData: false });
      }),
    ];
    const wanted = text.trim().toLocaleLowerCase('nb');
    const title = (entry: Entry) =>
      entry.title
        .map((piece) => piece.text)
        .join('')
        .toLocaleLowerCase('nb');
    const fitting =
      wanted === ''
        ? all.filter(({ key }) => key !== undefined).slice(0, 8)
        : all.filter((entry) => title(entry).includes(wanted));
    if (wanted === '' || !best || best.hits.length === 0) return fitting;
    // «Godkjenning for Fjord Snekkeri AS»: the three things one most often wants of an organisation.
    const forBest = (
      id: string,
      icon: IconShape,
      words: string,
      to: '/inbox' | '/approvals' | '/system-users',
    ) =>
      command(`${id}-best`, icon, words, () => {
        within(best);
        void navigate({ to });
      });
    return [
      forBest('inbox', InboxIcon, t('palette.showInboxFor', { name: best.name }), '/inbox'),
      forBest('approvals', SealCheckmarkIcon, t('palette.goApprovalsFor', { name: best.name }), '/approvals'),
      forBest(
        'system-users',
        KeyVerticalIcon,
        t('palette.goSystemUsersFor', { name: best.name }),
        '/system-users',
      ),
      ...fitting,
    ];
  };
}
