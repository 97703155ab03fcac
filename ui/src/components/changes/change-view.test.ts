import '~/test/gaps';
import { beforeAll, describe, expect, it } from 'vitest';
import type { ChangedService, Verb } from '~/api/generated/surface';
import { loadCatalogue, makeWords, type Words } from '~/i18n';
import { halfDone, invoiceChange } from '~/sample/data/changes';
import { service } from '~/sample/data/services';
import {
  bindingOf,
  byWords,
  effectWords,
  mootWords,
  passable,
  progressOf,
  stayingWords,
  stepWords,
} from './change-view';

let t: Words;
beforeAll(async () => {
  t = makeWords('nb', await loadCatalogue('nb'));
});
const change = invoiceChange('p');

describe('the effect', () => {
  it('is said in one line, and only what there is of it', () => {
    const words = (added: number, removed: number, unseen = 0) => effectWords(t, { added, removed, unseen });
    expect(words(3, 1)).toBe('3 tjenester mer, 1 mindre');
    expect(words(1, 0)).toBe('1 tjeneste mer');
    expect(words(0, 2)).toBe('2 tjenester mindre');
    expect(words(0, 0)).toBe('Ingen tjenester mer eller mindre');
    expect(words(0, 0, 1)).toBe('1 pakke uten kjente tjenester');
    expect(words(3, 1, 2)).toBe('3 tjenester mer, 1 mindre og 2 pakker uten kjente tjenester');
  });

  it('counts what can bind, and does not guess where that is not known', () => {
    const one = (...verbs: Verb[]): ChangedService => ({
      service: { ...service('a', 'A', 'Sk', ''), verbs },
      through: [],
      leaving: [],
    });
    expect(bindingOf([one({ kind: 'read' }), one({ kind: 'submit' }), one({ kind: 'sign' })])).toBe(2);
    expect(bindingOf([one({ kind: 'read' }), one()])).toBeNull();
  });
});

describe('each service', () => {
  it('says by what it comes and goes', () => {
    const [vat, , single] = change.added;
    expect(byWords(t, 'comes', vat!.through)).toBe('Kommer med pakken «Merverdiavgift»');
    expect(byWords(t, 'comes', single!.through)).toBe('Enkelttjeneste');
    expect(byWords(t, 'leaves', change.removed[0]!.through)).toBe('Går ut med pakken «Toll»');
  });

  it('that goes with one package and stays through another is explained', () => {
    expect(stayingWords(t, change.unchanged)).toEqual([
      '«Saldo og skattekonto» går ut med «Toll», men blir værende gjennom «Regnskap og økonomirapportering». Derfor står den som uendret.',
    ]);
  });

  it('is counted where many stay', () => {
    const [staying] = change.unchanged;
    expect(stayingWords(t, [staying!, staying!, staying!, staying!])).toEqual([
      '4 tjenester går ut med «Toll», men blir værende gjennom noe annet. De står som uendret.',
    ]);
  });
});

it('says what has no effect', () => {
  expect(change.moot.map((item) => mootWords(t, item))).toEqual([
    '«Krav og betalinger» har systemet allerede. Der skjer det ingenting.',
  ]);
});

it('counts the steps of one that stopped half-way, and names each', () => {
  const { steps } = halfDone('p', '2026-11-12T10:00:00Z');
  expect(progressOf(steps)).toEqual({ done: 2, left: 1, total: 3 });
  expect(steps.map(({ item }) => stepWords(t, item))).toEqual([
    'Legge til pakken «Merverdiavgift»',
    'Legge til «eFormidling, mottak av faktura»',
    'Fjerne pakken «Toll»',
  ]);
});

it('counts only what comes when it asks whether one can pass it on', () => {
  const [first, ...others] = change.added;
  const blocked: ChangedService = {
    ...first!,
    service: { ...first!.service, check: { kind: 'cannot', reasons: ['missing_package'] } },
  };
  expect(passable(change)).toBe(3);
  expect(passable({ added: [blocked, ...others] })).toBe(2);
});
