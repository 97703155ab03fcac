import { beforeAll, beforeEach, afterEach, describe, expect, it, vi } from 'vitest';
import type { MessageRow } from '~/api/generated/surface';
import { loadCatalogue, makeDates, makeWords, type Dates, type Words } from '~/i18n';
import { dueTag, groupLabel, rowName, rowTag, rowTime } from './row-words';
import { sampleRow } from '~/test/message';

let t: Words;
let dates: Dates;

beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
  dates = makeDates(t);
});
beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-12T14:32:00+01:00'), toFake: ['Date'] });
});
afterEach(() => {
  vi.useRealTimers();
});

const row = (more: Partial<MessageRow>): MessageRow => ({ ...sampleRow, ...more });

describe('the tag of a row', () => {
  it('says how far away a due date is, by the calendar of Norway', () => {
    const due = (at: string) => dueTag(t, dates, row({ due: at }));
    expect(due('2026-11-09T22:59:00Z')).toEqual({ tone: 'danger', text: '3 dager over' });
    expect(due('2026-11-12T11:00:00Z')?.tone).toBe('danger');
    expect(due('2026-11-12T22:59:00Z')).toEqual({ tone: 'warning', text: 'Frist i dag 23.59' });
    // Half past midnight in Norway is still yesterday in UTC.
    expect(due('2026-11-12T23:30:00Z')).toEqual({ tone: 'warning', text: 'Frist i morgen' });
    expect(due('2026-11-26T12:00:00Z')).toEqual({ tone: 'neutral', text: 'Frist 26. nov.' });
  });

  it('is about the due date until the matter is over', () => {
    const at = '2026-11-26T12:00:00Z';
    expect(rowTag(t, dates, row({ due: at, status: 'requires_attention' }))?.text).toBe('Frist 26. nov.');
    expect(rowTag(t, dates, row({ due: at, status: 'completed' }))?.text).toBe('Avsluttet');
    expect(rowTag(t, dates, row({ status: 'requires_attention' }))?.tone).toBe('info');
    expect(rowTag(t, dates, row({ status: 'not_applicable' }))).toBeNull();
  });

  it("never reads the service's own word as a code", () => {
    expect(rowTag(t, dates, row({ statusText: 'completed?' }))).toEqual({
      tone: 'neutral',
      text: 'completed?',
    });
  });
});

describe('a row in words', () => {
  it('has a fixed order', () => {
    expect(rowName(t, dates, row({ unread: true, attachments: 2, title: '' }))).toBe(
      'Ulest, Skatteetaten, Uten tittel, Uten status, til Fjord Snekkeri AS, 2 vedlegg, 13.58',
    );
  });

  it('says when, and in which group', () => {
    expect(rowTime(dates, '2026-11-12T12:58:00Z')).toBe('13.58');
    expect(rowTime(dates, '2026-11-11T12:58:00Z')).toBe('11. nov.');
    expect(groupLabel(t, dates, { kind: 'earlier_this_month' })).toBe('Tidligere i november');
    expect(groupLabel(t, dates, { kind: 'month', year: 2026, month: 10 })).toBe('Oktober 2026');
  });
});
