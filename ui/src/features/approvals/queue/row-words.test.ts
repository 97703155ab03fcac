import '~/test/gaps';
import { beforeAll, expect, it } from 'vitest';
import type { QueueRow, QueueState } from '~/api/generated/surface';
import { loadCatalogue, makeWords, type Words } from '~/i18n';
import { reviews, rowOf } from '~/sample/data/reviews';
import { rowName, stateTag } from './row-words';

let t: Words;
beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
});
const [review] = reviews;
if (!review) throw new Error('the sample has no review');
const row = (more: Partial<QueueRow> = {}): QueueRow => ({ ...rowOf(review), ...more });

it('names a row whole, in a fixed order', () => {
  expect(rowName(t, row())).toBe(
    'SmartCloud Regnskap, SmartCloud AS, for Fjord Snekkeri AS, Egen tilgang, Kan sende inn, Ser lønn, 1 dag',
  );
});

it('begins with the state where there is one', () => {
  expect(rowName(t, row({ state: { kind: 'approved', receipt: null } }))).toMatch(
    /^Godkjent, SmartCloud Regnskap/,
  );
});

it('names a link that is not read yet by what it is', () => {
  const link = row({
    state: { kind: 'not_read' },
    system: null,
    vendor: null,
    organisation: null,
    cues: [],
    ageDays: null,
  });
  expect(rowName(t, link)).toBe('Ikke lest hos Altinn ennå, Forespørsel fra lenke, Egen tilgang');
});

it('does not count seconds in the name', () => {
  const rejecting = row({ state: { kind: 'rejecting', at: '2026-11-12T13:32:10Z' } });
  expect(stateTag(t, rejecting, 7)?.text).toBe('Avvises om 7 s');
  expect(stateTag(t, rejecting, 0)?.text).toBe('Avvises straks');
  expect(rowName(t, rejecting)).not.toMatch(/\d s/);
});

it('has words for every state but plain waiting', () => {
  const states: QueueState[] = [
    { kind: 'not_read' },
    { kind: 'observing', since: '' },
    { kind: 'reject_not_sent' },
    { kind: 'unknown' },
    { kind: 'approved', receipt: null },
    { kind: 'rejected', receipt: null },
    { kind: 'escalated' },
    { kind: 'not_found' },
  ];
  const texts = states.map((state) => stateTag(t, row({ state }), 0)?.text);
  expect(new Set(texts).size).toBe(states.length);
  expect(stateTag(t, row(), 0)).toBeNull();
});
