import { describe, expect, it } from 'vitest';
import { viewedFragment, viewedFrom } from './viewed';

describe('the address of a viewer', () => {
  it.each([null, 't&1'])('carries what is shown, whatever its name (transmission %s)', (transmissionId) => {
    const viewed = {
      of: { id: 'd#1', transmissionId, attachmentId: 'a=2' },
      name: 'Vedtak & svar #2 – 50 %.pdf',
    };
    expect(viewedFrom(`#token=abc&${viewedFragment(viewed)}`)).toEqual(viewed);
  });

  it('is not that of the main window', () => {
    expect(viewedFrom('')).toBeNull();
    expect(viewedFrom('#token=abc')).toBeNull();
  });
});
