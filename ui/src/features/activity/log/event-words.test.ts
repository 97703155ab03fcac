import { beforeAll, describe, expect, it } from 'vitest';
import type { Act, ActivityRow } from '~/api/generated/surface';
import { loadCatalogue, makeWords, type Words } from '~/i18n';
import { actWords, eventDetail, isOfMessages } from './event-words';

const row = (act: Act, more: Partial<ActivityRow> = {}): ActivityRow => ({
  number: '2026-0001',
  at: '2026-11-12T13:28:07Z',
  act,
  system: 'Vedtak om arbeidstid',
  organisation: 'Fjord Snekkeri AS',
  services: null,
  failure: null,
  hasReceipt: false,
  ...more,
});
const many: Partial<ActivityRow> = { system: null, organisation: null, services: 12 };
const ofMessages: Act[] = [
  'message_opened',
  'message_archived',
  'message_binned',
  'message_restored',
  'message_marked_unread',
  'message_unmarked_unread',
  'filing_undone',
  'receipt_confirmed',
  'receipt_confirm_failed',
  'message_deleted',
  'message_delete_failed',
  'message_action',
  'message_action_failed',
];

describe.each(['nb', 'nn', 'en'] as const)('acts in messages, in %s', (language) => {
  let t: Words;
  beforeAll(async () => {
    t = makeWords(language, await loadCatalogue(language));
  });

  it('are told by the title of the one, or by how many there were', () => {
    for (const act of ofMessages) {
      expect(isOfMessages(act)).toBe(true);
      expect(actWords(t, row(act))).toContain('Vedtak om arbeidstid');
      expect(actWords(t, row(act))).not.toContain('activity.');
    }
    for (const act of ['message_archived', 'message_binned', 'filing_undone'] as const)
      expect(actWords(t, row(act, many))).toContain('12');
  });

  it('are not said to be about services', () => {
    const sentence = () => ({ what: '' });
    expect(eventDetail(t, row('message_opened'), sentence)).toBe('Fjord Snekkeri AS');
    expect(eventDetail(t, row('message_archived', many), sentence)).toBe('');
    expect(isOfMessages('approved')).toBe(false);
    expect(eventDetail(t, row('approved', { services: 3 }), sentence)).toMatch(/Fjord Snekkeri AS, 3 /);
  });
});
