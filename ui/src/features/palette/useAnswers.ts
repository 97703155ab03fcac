import { ExternalLinkIcon, KeyVerticalIcon, LinkIcon, SealCheckmarkIcon, TagIcon } from '@navikt/aksel-icons';
import { useNavigate } from '@tanstack/react-router';
import { useAct, useRead } from '~/api/queries';
import type { PaletteAnswer, PaletteRequest, Recognised } from '~/api/generated/surface';
import { pageWords } from '~/components/links/altinn-page';
import { useOpenPage } from '~/components/links/OpenPage';
import { useLinkIntake } from '~/components/links/LinkIntake';
import { formatOrgNo } from '~/components/OrgNo';
import { useScope } from '~/components/scope/ScopeProvider';
import { waitingWords } from '~/components/waiting-words';
import { useSentence } from '~/errors';
import { useWords } from '~/i18n';
import { pieces } from '~/components/pieces';
import { hitsIn, type Entry, type Group, type Remark } from './entries';

/** Turns the core's answer into lines and remarks. */
export function useAnswers() {
  const t = useWords();
  const navigate = useNavigate();
  const sentence = useSentence();
  const links = useLinkIntake();
  const openPage = useOpenPage();
  const { setScope, setGroup } = useScope();
  const { data: own } = useRead('party_groups', {});
  const { data: queue } = useRead(
    'queue',
    { partyUuid: null, group: null, refresh: false },
    { enabled: false },
  );

  const opened = useAct('open_organisation');
  const openOrganisation = (partyUuid: string) => {
    opened.mutate({ partyUuid });
    void navigate({ to: '/organisations/$partyUuid', params: { partyUuid } });
  };

  /** A line for what the text itself is. */
  const recognisedEntry = (
    recognised: Recognised | null,
    text: string,
    answer: PaletteAnswer,
  ): Entry | null => {
    if (recognised?.kind === 'link') {
      return {
        id: 'link',
        title: [{ text: t('palette.link'), hit: false }],
        note: t('palette.linkText', { host: recognised.host }),
        mark: { kind: 'icon', icon: LinkIcon },
        run: () => void links.add(text),
      };
    }
    if (recognised?.kind === 'altinn_page') {
      return {
        id: 'link',
        title: [{ text: pageWords(t, recognised.page).title, hit: false }],
        note: t('palette.pageText', { host: recognised.host }),
        mark: { kind: 'icon', icon: ExternalLinkIcon },
        run: () => {
          openPage(text);
        },
      };
    }
    const { partyUuid, name } = recognised?.kind === 'org_no' ? recognised : { partyUuid: null, name: null };
    if (
      partyUuid === null ||
      name === null ||
      answer.organisations.some((row) => row.partyUuid === partyUuid)
    )
      return null;
    return {
      id: `party-${partyUuid}`,
      title: [{ text: t('palette.orgNoYours', { name }), hit: false }],
      note: formatOrgNo(recognised?.kind === 'org_no' ? recognised.orgNo : ''),
      mark: { kind: 'organisation', initials: name.slice(0, 2).toUpperCase() },
      run: () => {
        setScope({ partyUuid, name, initials: name.slice(0, 2).toUpperCase(), kind: 'organisation' });
      },
      other: () => {
        openOrganisation(partyUuid);
      },
    };
  };

  /** What is said about a text that cannot be used. */
  const remark = (recognised: Recognised | null): Remark | null => {
    if (recognised?.kind === 'bad_link') {
      const { what, means, next } = sentence(recognised.failure);
      return { what, means: `${means} ${next}` };
    }
    if (recognised?.kind === 'bad_org_no') {
      return { what: t('palette.badOrgNo', { digits: recognised.digits }), means: t('palette.badOrgNoText') };
    }
    if (recognised?.kind === 'org_no' && recognised.partyUuid === null) {
      return {
        what: t('palette.orgNo', { number: formatOrgNo(recognised.orgNo) }),
        means:
          recognised.name === null
            ? t('palette.orgNoForeign')
            : t('palette.orgNoForeignNamed', { name: recognised.name }),
      };
    }
    return null;
  };

  /** As in the queue, if that is known already; the palette fetches nothing for it. */
  const bylineOf = ({ key, byline }: PaletteRequest): string => {
    const row = queue?.rows.find((one) => one.key === key);
    return row?.vendor && row.organisation
      ? t('approvals.row.nameFor', { vendor: row.vendor, organisation: row.organisation })
      : byline;
  };

  const groups = (answer: PaletteAnswer, text: string, commands: Entry[], messages: Entry[]): Group[] => {
    const recognised = recognisedEntry(answer.recognised, text, answer);
    const organisations = answer.organisations.map((row): Entry => {
      const { partyUuid, name, initials, kind } = row;
      const notes = [row.orgNo === null ? '' : formatOrgNo(row.orgNo), ...waitingWords(t, row)];
      return {
        id: `party-${partyUuid}`,
        title: [...(row.kind === 'subunit' ? [{ text: '↳ ', hit: false }] : []), ...pieces(name, row.hits)],
        note: notes.filter(Boolean).join(', '),
        mark: { kind: row.kind, initials },
        run: () => {
          setScope({ partyUuid, name, initials, kind });
        },
        other: () => {
          openOrganisation(partyUuid);
        },
      };
    });
    const owns = (own?.groups ?? []).flatMap(({ id, name, members }): Entry[] => {
      const hits = hitsIn(name, text);
      if (hits.length === 0) return [];
      return [
        {
          id: `group-${id}`,
          title: pieces(name, hits),
          note: t('groups.members', { count: members }),
          mark: { kind: 'icon', icon: TagIcon },
          run: () => {
            setGroup({ id, name });
          },
        },
      ];
    });
    const requests = answer.requests.map((row): Entry => ({
      id: `request-${row.key}`,
      title: pieces(row.system, hitsIn(row.system, text)),
      note: bylineOf(row),
      mark: { kind: 'icon', icon: SealCheckmarkIcon },
      run: () => void navigate({ to: '/approvals/$key', params: { key: row.key } }),
    }));
    const systemUsers = answer.systemUsers.map((row): Entry => ({
      id: `system-${row.partyUuid}-${row.id}`,
      title: pieces(row.title, hitsIn(row.title, text)),
      note: row.organisation,
      mark: { kind: 'icon', icon: KeyVerticalIcon },
      run: () =>
        void navigate({
          to: '/system-users/$partyUuid/$id',
          params: { partyUuid: row.partyUuid, id: row.id },
        }),
    }));
    const all: Group[] = [
      { key: 'recognised', label: null, entries: recognised ? [recognised] : [] },
      { key: 'organisations', label: 'palette.organisations', entries: organisations },
      { key: 'groups', label: 'groups.title', entries: owns },
      { key: 'commands', label: 'palette.commands', entries: commands },
      { key: 'requests', label: 'palette.requests', entries: requests },
      { key: 'systemUsers', label: 'palette.systemUsers', entries: systemUsers },
      { key: 'messages', label: 'palette.messages', entries: messages },
    ];
    return all.filter((group) => group.entries.length > 0);
  };

  return { groups, remark };
}
