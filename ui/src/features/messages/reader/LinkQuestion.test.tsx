import { screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { LinkOutcome } from '~/api/generated/surface';
import type { ContentLink } from '~/components/content/types';
import { renderWithin } from '~/test/render';
import { LinkQuestion, useLetterLinks } from './LinkQuestion';

function Letter({ links }: { links: ContentLink[] }) {
  const letter = useLetterLinks('m1');
  return (
    <>
      {links.map((link) => (
        <button
          key={link.href}
          type="button"
          onClick={() => {
            letter.open(link);
          }}
        >
          lenke
        </button>
      ))}
      <LinkQuestion links={letter} />
    </>
  );
}

async function pressed(href: string, kind: ContentLink['kind'], asks: LinkOutcome) {
  const link: ContentLink = { href, kind, shown: '', ownHost: false, cautions: [] };
  const drawn = await renderWithin(<Letter links={[link]} />, {
    open_letter_link: ({ confirmed }) => (confirmed ? { kind: 'opened' } : asks),
  });
  await drawn.user.click(await screen.findByRole('button', { name: 'lenke' }));
  return drawn;
}

describe('a link in a letter', () => {
  it('asks by host before a page is opened, and can remember the answer', async () => {
    const href = 'https://www.skatteetaten.no/a';
    const ask: LinkOutcome = { kind: 'ask', host: 'www.skatteetaten.no', punycode: null };
    const { user, callsOf } = await pressed(href, 'web', ask);
    expect((await screen.findByText('www.skatteetaten.no')).tagName).toBe('BDI');
    await user.click(screen.getByRole('checkbox', { name: /Ikke spør/ }));
    await user.click(screen.getByRole('button', { name: /Åpne/ }));
    await waitFor(() => {
      expect(callsOf('open_letter_link')).toContainEqual({ id: 'm1', href, confirmed: true, remember: true });
    });
  });

  it('does not carry a tick over to the next host', async () => {
    const links: ContentLink[] = ['https://en.no/', 'https://to.no/'].map((href) => ({
      href,
      kind: 'web',
      shown: '',
      ownHost: false,
      cautions: [],
    }));
    const { user } = await renderWithin(<Letter links={links} />, {
      open_letter_link: ({ href }) => ({ kind: 'ask', host: new URL(href).hostname, punycode: null }),
    });
    const [first, second] = await screen.findAllByRole('button', { name: 'lenke' });
    await user.click(first!);
    await user.click(await screen.findByRole('checkbox', { name: /Ikke spør/ }));
    await user.click(screen.getByRole('button', { name: 'Avbryt' }));
    await user.click(second!);
    expect(await screen.findByText('to.no')).toBeTruthy();
    expect(screen.getByRole<HTMLInputElement>('checkbox').checked).toBe(false);
  });

  it.each([
    ['mailto:post@skatteetaten.no', 'mail', 'Skrive e-post?', 'post@skatteetaten.no'],
    ['tel:+4780080000', 'phone', 'Ringe?', '+4780080000'],
  ] as const)('asks before %s starts another program', async (href, program, title, to) => {
    const { user, callsOf } = await pressed(href, program, { kind: 'ask_program', program, to });
    expect(await screen.findByRole('dialog', { name: title })).toBeTruthy();
    expect(screen.getByText(to)).toBeTruthy();
    expect(screen.queryByRole('checkbox')).toBeNull();
    await user.click(screen.getByRole('button', { name: /Åpne/ }));
    await waitFor(() => {
      expect(callsOf('open_letter_link')).toContainEqual({
        id: 'm1',
        href,
        confirmed: true,
        remember: false,
      });
    });
  });
});
