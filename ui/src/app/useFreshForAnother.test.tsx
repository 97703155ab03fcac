import { render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '~/api/generated/surface';
import { isLeft, useFreshForAnother } from './useFreshForAnother';

function of(kind: 'signed_out' | 'signed_in' | 'login_needed', name: string | null): Session {
  return {
    state: { kind },
    person: name === null ? null : { name, initials: name.slice(0, 2) },
  } as Session;
}
const authorizing = { ...of('signed_in', 'Kari'), state: { kind: 'authorizing' } } as Session;

describe('what the window holds', () => {
  it('is of somebody who left, once they are signed out or another person came', () => {
    expect(isLeft(of('signed_in', 'Kari'), of('signed_out', null))).toBe(true);
    expect(isLeft(of('login_needed', 'Kari'), of('signed_in', 'Odd'))).toBe(true);
    expect(isLeft(of('login_needed', 'Kari'), of('signed_in', null))).toBe(true);
  });

  it('stays for the same person, and for the first one', () => {
    expect(isLeft(of('signed_out', null), of('signed_in', null))).toBe(false);
    expect(isLeft(of('signed_in', null), of('signed_in', 'Kari'))).toBe(false);
    expect(isLeft(of('signed_in', 'Kari'), of('login_needed', 'Kari'))).toBe(false);
    expect(isLeft(of('login_needed', 'Kari'), authorizing)).toBe(false);
    expect(isLeft(authorizing, of('signed_in', 'Kari'))).toBe(false);
  });
});

describe('the window', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('starts over when the person leaves, and then only', () => {
    const reload = vi.fn<() => void>();
    vi.stubGlobal('location', { reload });
    function Window({ session }: { session: Session | undefined }) {
      useFreshForAnother(session);
      return null;
    }
    const { rerender } = render(<Window session={undefined} />);
    for (const session of [of('signed_out', null), of('signed_in', 'Kari'), of('login_needed', 'Kari')]) {
      rerender(<Window session={session} />);
    }
    expect(reload).not.toHaveBeenCalled();
    rerender(<Window session={of('signed_out', null)} />);
    expect(reload).toHaveBeenCalledOnce();
  });
});
