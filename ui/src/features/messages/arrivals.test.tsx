import { act, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { Answers } from '~/host/memory';
import { drawInbox } from '~/test/inbox';

/** Lets the newest three of the inbox come in only later, by the arrival 1. */
function letIn(answers: Answers): () => void {
  const { messages, status } = answers;
  let came = 0;
  answers.status = async (input) => ({ ...(await status!(input)), arrivals: came });
  answers.messages = async (query) => {
    const whole = await messages!({ ...query, offset: 0, limit: 500 });
    const inbox = await messages!({ ...query, folder: 'inbox', text: '', offset: 0, limit: 3 });
    const late = new Set(inbox.rows.map(({ id }) => id));
    const held = came === 0 || (query.asOf !== null && query.asOf < 1);
    const rows = whole.rows.filter(({ id }) => !held || !late.has(id));
    const out = whole.total - rows.length;
    return {
      ...whole,
      rows: rows.slice(query.offset, query.offset + query.limit),
      total: rows.length,
      groups: [],
      arrived: { count: came > 0 ? out : 0, latest: came },
    };
  };
  return () => {
    came = 1;
  };
}

describe('new messages', () => {
  async function draw() {
    let come: () => void = () => undefined;
    const drawn = await drawInbox((answers) => {
      come = letIn(answers);
    });
    const rows = () => screen.getAllByRole('option').map(({ textContent }) => textContent);
    /** A poll has brought something: what is shown is read anew. */
    const arrive = async () => {
      come();
      await act(async () => {
        await drawn.refresh('messages');
        await drawn.refresh('status');
      });
      await screen.findByRole('button', { name: '3 nye' });
    };
    return { ...drawn, rows, arrive };
  }

  it('wait behind a pill while the list is read anew: nothing moves until it is pressed', async () => {
    const { user, list, rows, arrive, callsOf } = await draw();
    const before = rows();
    const asked = callsOf('messages').length;
    await arrive();
    expect(callsOf('messages').length).toBeGreaterThan(asked);
    expect(rows()).toEqual(before);
    await user.click(screen.getByRole('button', { name: '3 nye' }));
    await waitFor(() => {
      expect(rows()[3]).toContain(/, ([^,]+)/.exec(before[0] ?? '')?.[1]);
    });
    expect(screen.queryByRole('button', { name: '3 nye' })).toBeNull();
    expect(document.activeElement).toBe(list);
  });

  it('stay there when something is filed', async () => {
    const { user, rows, arrive } = await draw();
    const before = rows();
    await arrive();
    await user.keyboard('e');
    await waitFor(() => {
      expect(rows()[0]).toBe(before[1]);
    });
    expect(screen.getByRole('button', { name: '3 nye' })).toBeTruthy();
  });

  it('are not among all that were marked before they came', async () => {
    const { user, arrive, callsOf } = await draw();
    await user.keyboard('{Control>}a{/Control}');
    const bar = screen.getByRole('toolbar', { name: 'Merkede meldinger' });
    const marked = bar.textContent;
    await arrive();
    expect(bar.textContent).toBe(marked);
    await user.keyboard('e');
    expect(callsOf('file_messages')).toMatchObject([
      { selection: { kind: 'matching', list: { folder: 'inbox', asOf: 0 } } },
    ]);
  });

  it('that came before the list was drawn are in it, though that is told later', async () => {
    const { callsOf } = await drawInbox((answers) => {
      letIn(answers)();
    });
    await waitFor(() => {
      expect(callsOf('messages').at(-1)).toMatchObject({ asOf: 1 });
    });
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: /nye$/ })).toBeNull();
    });
  });

  it('are there at once in another list', async () => {
    const { user, arrive, callsOf } = await draw();
    await arrive();
    await user.click(screen.getByRole('button', { name: /^Ulest/ }));
    await waitFor(() => {
      expect(callsOf('messages').at(-1)).toMatchObject({ filter: { unread: true }, asOf: 1 });
    });
    expect(screen.queryByRole('button', { name: /nye$/ })).toBeNull();
  });
});
