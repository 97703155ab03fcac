import { render } from '@testing-library/react';
import { afterEach, describe, expect, it, vi } from 'vitest';
import type { Session } from '~/api/generated/surface';
import { isLeft, useFreshForAnother } from './useFreshForAnother';

function of(kind: Session['state']['kind'], account: string | null, name: string | null = null): Session {
  return {
    state: { kind },
    account,
    person: name === null ? null : { name, initials: name.slice(0, 2) },
  } as Session;
}

describe('what the window holds', () => {
  it('is of somebody who left, once they are signed out or another person came', () => {
    expect(isLeft(of('signed_in', 'k', 'Kari'), of('signed_out', null))).toBe(true);
    expect(isLeft(of('login_needed', 'k', 'Kari'), of('signed_in', 'o', 'Odd'))).toBe(true);
    expect(isLeft(of('login_needed', 'k', 'Kari'), of('signed_in', 'o'))).toBe(true);
  });

  it('is of another person also where the two have one name, or none is known yet', () => {
    expect(isLeft(of('login_needed', 'k', 'Kari'), of('signed_in', 'other', 'Kari'))).toBe(true);
    expect(isLeft(of('signed_in', 'k'), of('signed_in', 'other'))).toBe(true);
  });

  it('stays for the same person, and for the first one', () => {
    expect(isLeft(of('signed_out', null), of('signed_in', 'k'))).toBe(false);
    expect(isLeft(of('signed_in', 'k'), of('signed_in', 'k', 'Kari'))).toBe(false);
    expect(isLeft(of('signed_in', 'k', 'Kari'), of('signed_in', 'k', 'Kari Haugen'))).toBe(false);
    expect(isLeft(of('signed_in', 'k', 'Kari'), of('login_needed', 'k', 'Kari'))).toBe(false);
    expect(isLeft(of('login_needed', 'k', 'Kari'), of('authorizing', 'k', 'Kari'))).toBe(false);
    expect(isLeft(of('authorizing', 'k', 'Kari'), of('signed_in', 'k', 'Kari'))).toBe(false);
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
    for (const session of [of('signed_out', null), of('signed_in', 'k'), of('login_needed', 'k')]) {
      rerender(<Window session={session} />);
    }
    expect(reload).not.toHaveBeenCalled();
    rerender(<Window session={of('signed_out', null)} />);
    expect(reload).toHaveBeenCalledOnce();
  });
});
