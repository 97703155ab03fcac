import { screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { ShortcutProvider } from '~/components/keys/ShortcutProvider';
import { sampleRow } from '~/test/message';
import { renderWithin } from '~/test/render';
import { BulkBar } from './list/BulkBar';
import { MessageMenu } from './list/MessageMenu';
import { ReaderTools } from './reader/ReaderTools';

const nothing = () => undefined;

/** The keys that the ways of filing say they have, in the bar, the reader and the menu. */
async function keysOf(letters: boolean) {
  const { unmount } = await renderWithin(
    <ShortcutProvider letters={letters} mac={false}>
      <BulkBar
        marked={sampleRow}
        count={2}
        total={9}
        more={false}
        allMarked={false}
        onAll={nothing}
        onFile={nothing}
        onExport={nothing}
        onClear={nothing}
      />
      <ReaderTools
        row={sampleRow}
        message={undefined}
        onFile={nothing}
        onPrint={nothing}
        onClose={undefined}
      />
      <MessageMenu
        asked={{ row: sampleRow, at: { x: 0, y: 0 } }}
        onOpen={nothing}
        onFile={nothing}
        onMark={nothing}
        onClose={nothing}
      />
    </ShortcutProvider>,
  );
  await screen.findByRole('menu');
  const keys = [...document.querySelectorAll('[aria-keyshortcuts]')].map((one) => [
    one.closest('[role="toolbar"], [role="menu"]')?.getAttribute('role') ?? 'reader',
    one.getAttribute('aria-keyshortcuts'),
  ]);
  const caps = [...document.querySelectorAll('kbd')].map(({ textContent }) => textContent);
  unmount();
  return { keys: keys.map((pair) => pair.join(' ')).sort(), caps };
}

it('says of no letter that it acts once letters are switched off, and of every other key that it does', async () => {
  const on = await keysOf(true);
  expect(on.keys).toEqual([
    'menu Delete',
    'menu E',
    'menu Enter',
    'menu U',
    'menu X',
    'reader E',
    'reader U',
    'toolbar Delete',
    'toolbar E',
    'toolbar U',
  ]);
  expect(on.caps).toContain('E');
  const off = await keysOf(false);
  expect(off.keys).toEqual(['menu Delete', 'menu Enter', 'toolbar Delete']);
  expect(off.caps.filter((cap) => cap.length === 1)).toEqual([]);
});
