import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useRef, useState } from 'react';
import { expect, it } from 'vitest';
import { useFocusAfterAsking } from './useFocusAfterAsking';

/** Asks once more in the place of the button, as bars do; `settle` ends it from elsewhere, as an answer does. */
function Bar() {
  const [asking, setAsking] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  useFocusAfterAsking(asking, () => first.current?.focus());
  return (
    <>
      <input aria-label="elsewhere" />
      <button
        onPointerEnter={() => {
          setAsking(false);
        }}
      >
        settle
      </button>
      {asking ? (
        <button
          key="back"
          onClick={() => {
            setAsking(false);
          }}
        >
          back
        </button>
      ) : (
        <button
          key="ask"
          ref={first}
          onClick={() => {
            setAsking(true);
          }}
        >
          ask
        </button>
      )}
    </>
  );
}

const button = (name: string) => screen.getByRole('button', { name });

it('gives the focus back to where one was asked from', async () => {
  const user = userEvent.setup();
  render(<Bar />);
  await user.click(button('ask'));
  await user.click(button('back'));
  expect(document.activeElement).toBe(button('ask'));
});

it('leaves the focus with what somebody has turned to in the meantime, and takes none at first', async () => {
  const user = userEvent.setup();
  render(<Bar />);
  expect(document.activeElement).toBe(document.body);
  await user.click(button('ask'));
  await user.click(screen.getByRole('textbox'));
  await user.hover(button('settle'));
  expect(button('ask')).toBeDefined();
  expect(document.activeElement).toBe(screen.getByRole('textbox'));
});
