import { act, render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { expect, it } from 'vitest';
import { useFocusOnward } from './useFocusOnward';

function Strip({ onGone }: { onGone: () => void }) {
  const strip = useRef<HTMLDivElement>(null);
  useFocusOnward(strip);
  return (
    <div ref={strip}>
      <button onClick={onGone}>again</button>
    </div>
  );
}

/** A strip that goes when its button is pressed, or from elsewhere. */
function Part({ around }: { around: 'pane' | 'list' | 'reader' | 'fold' }) {
  const [there, setThere] = useState(true);
  const strip = there && (
    <Strip
      onGone={() => {
        setThere(false);
      }}
    />
  );
  return (
    <>
      <button
        onPointerEnter={() => {
          setThere(false);
        }}
      >
        elsewhere
      </button>
      <section data-pane data-reader={around === 'reader' ? '' : undefined}>
        <h1 tabIndex={-1}>heading</h1>
        {around === 'fold' ? (
          <details open>
            <summary>fold</summary>
            {strip}
          </details>
        ) : (
          strip
        )}
        {around !== 'pane' && (
          <div tabIndex={0} data-pane-focus role="listbox">
            list
          </div>
        )}
      </section>
    </>
  );
}

it.each([
  ['pane', 'heading'],
  ['list', 'list'],
  ['reader', 'heading'],
  ['fold', 'fold'],
] as const)('goes on in what is around: %s', async (around, to) => {
  render(<Part around={around} />);
  await userEvent.click(screen.getByRole('button', { name: 'again' }));
  await waitFor(() => {
    expect(document.activeElement).toBe(screen.getByText(to));
  });
});

it('leaves the focus alone where it was not in what went', async () => {
  render(<Part around="list" />);
  const elsewhere = screen.getByRole('button', { name: 'elsewhere' });
  act(() => {
    elsewhere.focus();
  });
  await userEvent.hover(elsewhere);
  expect(screen.queryByRole('button', { name: 'again' })).toBeNull();
  await new Promise(requestAnimationFrame);
  expect(document.activeElement).toBe(elsewhere);
});
