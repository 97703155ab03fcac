import { readdirSync, readFileSync } from 'node:fs';
import { screen, within } from '@testing-library/react';
import axe from 'axe-core';
import { describe, expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { ContentDocument } from './ContentDocument';
import type { ContentBlock, ContentInline, ContentLink, ContentTree } from './types';

const text = (words: string): ContentInline => ({ kind: 'text', text: words });
const paragraph = (...inlines: ContentInline[]): ContentBlock => ({ kind: 'paragraph', inlines });
const heading = (level: number, words: string): ContentBlock => ({
  kind: 'heading',
  level,
  inlines: [text(words)],
});
const cell = (words: string, header = false, align: 'center' | 'end' | null = null) => ({
  header,
  align,
  blocks: words === '' ? [] : [paragraph(text(words))],
});
const link: ContentLink = {
  href: 'https://www.skatteetaten.no/x',
  kind: 'web',
  shown: 'www.skatteetaten.no',
  ownHost: false,
  cautions: [],
};

/** Draws a letter, and gives the element that holds it. */
async function draw(tree: Partial<ContentTree>, props: { lang?: string; firstHeading?: number } = {}) {
  const onOpenLink = vi.fn<(link: ContentLink) => void>();
  const drawn = await renderWithin(
    <main>
      <h1>Vedtak</h1>
      <h2>Melding</h2>
      <ContentDocument
        document={{ blocks: [], truncated: false, omitted: false, ...tree }}
        onOpenLink={onOpenLink}
        {...props}
      />
    </main>,
  );
  return { ...drawn, onOpenLink, main: await screen.findByRole('main') };
}

/** One of everything. */
const everything: ContentBlock[] = [
  heading(1, 'Om vedtaket'),
  heading(2, 'Fristen'),
  paragraph(
    text('Les '),
    { kind: 'strong', inlines: [text('dette')] },
    { kind: 'break' },
    { kind: 'emphasis', inlines: [text('først')] },
    { kind: 'code', text: 'KID' },
    { kind: 'image', alt: 'Kart' },
    { kind: 'image', alt: null },
    { kind: 'link', link, inlines: [text('skjemaet')] },
    { kind: 'refused_link', reason: 'not_secure', host: 'a.no', inlines: [text('gammel side')] },
  ),
  { kind: 'list', start: null, items: [{ blocks: [paragraph(text('punkt'))] }] },
  {
    kind: 'list',
    start: 3,
    items: [{ blocks: [paragraph(text('tredje')), paragraph(text('mer'))] }, { blocks: [] }],
  },
  { kind: 'quote', blocks: [paragraph(text('sitat'))] },
  { kind: 'code_block', text: 'a\n  b' },
  { kind: 'rule' },
  {
    kind: 'table',
    rows: [
      { cells: [cell('Termin', true), cell('Beløp', true, 'end')] },
      { cells: [cell('Første', true), cell('1 000', false, 'end')] },
      { cells: [cell('', true), cell('')] },
    ],
  },
];

describe('ContentDocument', () => {
  it('draws nothing but the elements of a letter', async () => {
    const { main } = await draw({ blocks: everything, truncated: true, omitted: true });
    const names = new Set([...main.querySelectorAll('*')].map((element) => element.localName));
    const allowed = new Set(
      'h1 h2 h3 h4 p strong em code br a span bdi ul ol li blockquote pre hr div table thead tbody tr th td svg path'.split(
        ' ',
      ),
    );
    expect([...names].filter((name) => !allowed.has(name))).toEqual([]);
    expect(main.querySelectorAll('[style], [onclick], [src], [id=""]')).toHaveLength(0);
  });

  it('has no string of HTML in its sources', () => {
    const folder = 'src/components/content';
    const sources = readdirSync(folder).filter((name) => /(?<!\.test)\.tsx?$/.test(name));
    expect(sources.length).toBeGreaterThan(5);
    for (const name of sources) {
      expect(readFileSync(`${folder}/${name}`, 'utf8'), name).not.toMatch(
        /dangerouslySetInnerHTML|innerHTML|outerHTML|insertAdjacentHTML|srcDoc|DOMParser|createElement/i,
      );
    }
  });

  it('shows markup in words as the words that they are', async () => {
    const { main } = await draw({ blocks: [paragraph(text('<b>x</b><script>alert(1)</script>'))] });
    expect(within(main).getByText('<b>x</b><script>alert(1)</script>')).toBeTruthy();
    expect(main.querySelector('b, script')).toBeNull();
  });

  it('puts its headings below those of the page', async () => {
    await draw({ blocks: [heading(1, 'Først'), heading(2, 'Så'), heading(6, 'Sist')] });
    expect(screen.getByRole('heading', { name: 'Først', level: 3 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Så', level: 4 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Sist', level: 6 })).toBeTruthy();
  });

  it('puts them lower still where it is told to', async () => {
    await draw({ blocks: [heading(1, 'Først'), heading(4, 'Så')] }, { firstHeading: 4 });
    expect(screen.getByRole('heading', { name: 'Først', level: 4 })).toBeTruthy();
    expect(screen.getByRole('heading', { name: 'Så', level: 6 })).toBeTruthy();
  });

  it('keeps the language, the numbers and the lines', async () => {
    const { main } = await draw({ blocks: everything }, { lang: 'nn' });
    expect(main.querySelector('[lang="nn"] p[dir="auto"]')).not.toBeNull();
    expect(main.querySelector('ol')?.getAttribute('start')).toBe('3');
    expect(main.querySelector('pre')?.textContent).toBe('a\n  b');
    expect(screen.getAllByRole('listitem').map((item) => item.textContent)).toEqual([
      'punkt',
      'tredjemer',
      '',
    ]);
  });

  it('names a table by its columns, and lets it scroll by keyboard', async () => {
    await draw({ blocks: everything });
    const frame = screen.getByRole('group', { name: 'Tabell med Termin og Beløp' });
    expect(frame.tabIndex).toBe(0);
    expect(within(frame).getByRole('columnheader', { name: 'Beløp' }).dataset['align']).toBe('end');
    expect(within(frame).getByRole('rowheader', { name: 'Første' })).toBeTruthy();
    expect(within(frame).getAllByRole('row')).toHaveLength(3);
  });

  it('tells what is not shown', async () => {
    const { main } = await draw({ blocks: everything, truncated: true, omitted: true });
    expect(main.textContent).toContain('for lang til å vises');
    expect(main.textContent).toContain('deler som ikke vises her');
    expect(main.textContent).toContain('Bilde vises ikke: Kart');
    expect(main.textContent).toContain('gammel side (ikke sikret: a.no)');
    expect(screen.queryByRole('link', { name: 'gammel side' })).toBeNull();
  });

  it('has nothing that axe finds', async () => {
    const { main } = await draw({ blocks: everything, truncated: true, omitted: true });
    const { violations } = await axe.run(main, {
      runOnly: ['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa', 'best-practice'],
      // Nothing is laid out or painted here.
      rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
    });
    expect(violations.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  });
});

describe('a link of a letter', () => {
  const withLink = (over: Partial<ContentLink>, words: string) => [
    paragraph({ kind: 'link', link: { ...link, ...over }, inlines: [text(words)] }),
  ];

  it('asks the core and leads nowhere by itself', async () => {
    const { user, onOpenLink } = await draw({ blocks: withLink({}, 'skjemaet') });
    const anchor = screen.getByRole('link', { name: 'skjemaet' });
    const followed = vi.fn<(event: Event) => void>();
    document.addEventListener('click', followed);
    document.addEventListener('auxclick', followed);
    await user.click(anchor);
    anchor.focus();
    await user.keyboard('{Enter}');
    await user.keyboard('{Control>}');
    await user.click(anchor);
    await user.keyboard('{/Control}');
    await user.pointer({ target: anchor, keys: '[MouseMiddle]' });
    document.removeEventListener('click', followed);
    document.removeEventListener('auxclick', followed);
    expect(onOpenLink.mock.calls).toEqual([[link], [link], [link]]);
    expect(followed.mock.calls.length).toBe(4);
    expect(followed.mock.calls.every(([event]) => event.defaultPrevented)).toBe(true);
    expect(anchor.hasAttribute('target')).toBe(false);
  });

  it('shows its host, also to those who hear', async () => {
    const { main } = await draw({ blocks: withLink({}, 'skjemaet') });
    expect(main.textContent).toContain('skjemaet (www.skatteetaten.no)');
    const anchor = screen.getByRole('link', { name: 'skjemaet' });
    const host = document.getElementById(anchor.getAttribute('aria-describedby') ?? '');
    expect(host?.textContent).toBe('(www.skatteetaten.no)');
  });

  it('does not say the host twice, nor the one that the letter came from', async () => {
    const { main } = await draw({
      blocks: [
        ...withLink({}, 'www.skatteetaten.no'),
        ...withLink({ ownHost: true }, 'her'),
        ...withLink({ kind: 'mail', href: 'mailto:post@a.no', shown: 'post@a.no' }, 'post@a.no'),
      ],
    });
    expect(main.textContent).toBe('VedtakMeldingwww.skatteetaten.noherpost@a.no');
  });

  it('says what to look out for, and the host in any case', async () => {
    const { main } = await draw({
      blocks: withLink(
        {
          ownHost: true,
          shown: 'evil.example',
          cautions: [{ kind: 'other_host', named: 'altinn.no' }, { kind: 'lookalike_letters' }],
        },
        'altinn.no',
      ),
    });
    expect(main.textContent).toContain('(evil.example)');
    const ids = (
      screen.getByRole('link', { name: 'altinn.no' }).getAttribute('aria-describedby') ?? ''
    ).split(' ');
    expect(ids.map((id) => document.getElementById(id)?.textContent).join(' ')).toBe(
      '(evil.example) Teksten sier altinn.no, men lenken går til evil.example. evil.example er skrevet med tegn som kan forveksles med andre.',
    );
  });

  it('is words when its address is refused', async () => {
    for (const [reason, said] of [
      ['not_secure', 'ikke sikret: a.no'],
      ['private_address', 'intern adresse: a.no'],
      ['credentials', 'adresse med skjult innlogging: a.no'],
    ] as const) {
      const { main, unmount } = await draw({
        blocks: [paragraph({ kind: 'refused_link', reason, host: 'a.no', inlines: [text('her')] })],
      });
      expect(main.textContent).toContain(`her (${said})`);
      expect(screen.queryByRole('link')).toBeNull();
      unmount();
    }
  });
});
