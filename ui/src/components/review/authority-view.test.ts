import { describe, expect, it } from 'vitest';
import type { Authority, CheckReason, MissingItem } from '~/api/generated/surface';
import { authorityView, groupMissing } from './authority-view';

const item = (name: string, ...reasons: CheckReason[]): MissingItem => ({
  isPackage: true,
  id: name,
  name,
  reasons,
});
const ingrid = { name: 'Ingrid Solberg', initials: 'IS', role: 'Daglig leder' };
const view = (authority: Partial<Authority>) =>
  authorityView({
    serviceCount: 14,
    change: null,
    authority: {
      accessManager: true,
      escalateOnly: false,
      own: 'everything',
      checked: true,
      notChecked: null,
      canPass: 14,
      missing: [],
      whoCan: [ingrid],
      ...authority,
    },
  });

describe('authorityView', () => {
  it('says that all can be passed on, and names nobody else', () => {
    expect(view({})).toEqual({
      manager: 'yes',
      escalateOnly: false,
      pass: { kind: 'all', count: 14 },
      missing: [],
      others: null,
    });
  });

  it('counts what can, and names who could approve the rest', () => {
    const of = view({ canPass: 9, missing: [item('Lønn', 'missing_package')] });
    expect(of.pass).toEqual({ kind: 'some', can: 9, count: 14 });
    expect(of.others).toEqual({ kind: 'people', people: [ingrid] });
  });

  it('never says «all» while an item is missing', () => {
    expect(view({ canPass: 14, missing: [item('Tom pakke', 'missing_package')] }).pass.kind).toBe('some');
  });

  it('names the role when the register names no one', () => {
    expect(view({ accessManager: false, whoCan: [] }).others).toEqual({ kind: 'ask' });
  });

  it('names nobody when the fault lies in the request', () => {
    expect(view({ missing: [item('A', 'missing_role'), item('B', 'not_delegable')] }).others).toEqual({
      kind: 'nobody',
    });
  });

  it('names nobody else when a login at a higher level is all that lacks', () => {
    expect(view({ missing: [item('A', 'level_too_low')] }).others).toBeNull();
  });

  it('tells not known from no', () => {
    expect(view({ accessManager: null, checked: false }).manager).toBe('unknown');
    expect(view({ accessManager: null, checked: false }).pass).toEqual({ kind: 'not_checked' });
    expect(view({ accessManager: null, checked: false }).others).toBeNull();
  });
});

it('asks nothing of the person for clients: each client brings the authority', () => {
  expect(view({ own: 'nothing', checked: false }).pass).toEqual({ kind: 'not_needed' });
});

describe('groupMissing', () => {
  it('puts an item under the reason that must be solved first', () => {
    expect(
      groupMissing([
        item('Lønn', 'missing_role', 'missing_package'),
        item('Skatt', 'missing_package'),
        item('Ukjent', 'missing_role', 'unknown_item'),
        item('Uten grunn'),
      ]),
    ).toEqual([
      { reason: 'unknown_item', names: ['Ukjent'] },
      { reason: 'missing_package', names: ['Lønn', 'Skatt'] },
      { reason: 'unknown', names: ['Uten grunn'] },
    ]);
  });
});
