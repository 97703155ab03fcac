import { screen, waitFor } from '@testing-library/react';
import { useState } from 'react';
import { describe, expect, it } from 'vitest';
import { renderWithin } from '~/test/render';
import { noteActs, useAnswerMarks } from './marks';

/** Asks by a press, and answers by another. */
function Question() {
  const [asked, setAsked] = useState(0);
  const [answered, setAnswered] = useState(false);
  useAnswerMarks(asked, answered, { first: 'matrix', then: 'matrix_filter' });
  return (
    <>
      <button
        onClick={() => {
          setAsked(asked + 1);
          setAnswered(false);
        }}
      >
        ask
      </button>
      <button
        onClick={() => {
          setAnswered(true);
        }}
      >
        answer
      </button>
    </>
  );
}

describe('marks of answers', () => {
  it('are sent once for each question, and not before it is answered', async () => {
    noteActs();
    const { user, callsOf } = await renderWithin(<Question />, { ui_mark: () => ({}) });
    const press = async (name: string) => user.click(await screen.findByRole('button', { name }));
    const ms = expect.any(Number) as number;
    await press('ask');
    await press('answer');
    await waitFor(() => {
      expect(callsOf('ui_mark')).toEqual([{ name: 'matrix', ms }]);
    });
    // The same answer drawn again says nothing new.
    await press('answer');
    await press('ask');
    await press('ask');
    await press('answer');
    await waitFor(() => {
      expect(callsOf('ui_mark')).toEqual([
        { name: 'matrix', ms },
        { name: 'matrix_filter', ms },
      ]);
    });
  });
});
