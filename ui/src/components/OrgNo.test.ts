import { describe, expect, it } from 'vitest';
import { formatOrgNo, plainNumbers } from './OrgNo';

describe('organisation numbers', () => {
  it('are shown in threes and copied plain', () => {
    const shown = formatOrgNo('310987654');
    expect(shown).toBe('310\u2009987\u2009654');
    expect(plainNumbers(`Org.nr. ${shown}, Fjord`)).toBe('Org.nr. 310987654, Fjord');
  });

  it('leave other text alone', () => {
    expect(formatOrgNo('NO987')).toBe('NO987');
    expect(plainNumbers('84 200 kr')).toBe('84 200 kr');
  });
});
