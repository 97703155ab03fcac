// A letter to the colleague who can decide, from the facts of the core: in any of our languages, since the colleague
// may read another than the screens'.
import type { ColleagueNeed, ColleagueNote } from '~/api/generated/surface';
import { formatOrgNo } from '~/components/OrgNo';
import { makeDates, type Words } from '~/i18n';

/** A letter: subject and text, ready to be copied or mailed. */
export interface Letter {
  subject: string;
  body: string;
}

/** Longest letter that a mail program is opened with, characters; the core's own limit. */
export const longestLetter = 2000;

/** What the colleague must be, in words. */
export function needWords(t: Words, need: ColleagueNeed, note: ColleagueNote): string {
  switch (need) {
    case 'access_manager':
      return t('letter.need.manager', { organisation: note.organisation });
    case 'own_authority':
      return note.missing.length === 0
        ? t('letter.need.everything')
        : t('letter.need.missing', { items: itemsOf(t, note) });
    case 'client_administrator':
      return t('letter.need.clients');
  }
}

function itemsOf(t: Words, { missing }: ColleagueNote): string {
  return t.list(missing.map(({ name }) => t('changes.quoted', { name })));
}

/** Writes it. */
export function letterOf(t: Words, note: ColleagueNote): Letter {
  const facts = {
    system: note.system,
    vendor: note.vendor,
    vendorNo: formatOrgNo(note.vendorOrgNo),
    organisation: note.organisation,
    orgNo: formatOrgNo(note.orgNo),
    count: note.services,
    date: makeDates(t).long(note.created),
  };
  const parts = [
    t('letter.hello'),
    t(`letter.ask.${note.kind}`, facts),
    [
      t('letter.cannot'),
      ...(note.missing.length > 0 ? [t('letter.missing', { items: itemsOf(t, note) })] : []),
    ].join(' '),
    [
      t('letter.needs'),
      ...note.needs.map((need) => t('letter.bullet', { text: needWords(t, need, note) })),
    ].join('\n'),
    t('letter.link', { link: note.link }),
    t(note.kind === 'change' ? 'letter.endChange' : 'letter.end'),
  ];
  return { subject: t('letter.subject', facts), body: parts.join('\n\n') };
}
