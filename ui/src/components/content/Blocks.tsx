import { useDrawing } from './drawing';
import { Inlines } from './Inlines';
import { Table } from './Table';
import type { ContentBlock, ContentInline } from './types';

/** Parts that stand on lines of their own. */
export function Blocks({ blocks }: { blocks: readonly ContentBlock[] }) {
  // The order of a letter never changes: a part's place is its key.
  return blocks.map((block, place) => <Block key={place} block={block} />);
}

/** `dir="auto"`: a line is written in the direction of its own first letter. */
function Block({ block }: { block: ContentBlock }) {
  switch (block.kind) {
    case 'paragraph':
      return (
        <p dir="auto">
          <Inlines inlines={block.inlines} />
        </p>
      );
    case 'heading':
      return <Heading level={block.level} inlines={block.inlines} />;
    case 'list': {
      const items = block.items.map((item, place) => (
        <li key={place} dir="auto">
          <Tight blocks={item.blocks} />
        </li>
      ));
      return block.start === null ? <ul>{items}</ul> : <ol start={block.start}>{items}</ol>;
    }
    case 'quote':
      return (
        <blockquote>
          <Blocks blocks={block.blocks} />
        </blockquote>
      );
    case 'code_block':
      return (
        <pre dir="auto">
          <code>{block.text}</code>
        </pre>
      );
    case 'table':
      return <Table rows={block.rows} />;
    case 'rule':
      return <hr />;
  }
}

/** A first paragraph without a frame of its own, as in `1. Send skjemaet`. */
export function Tight({ blocks }: { blocks: readonly ContentBlock[] }) {
  const [first, ...others] = blocks;
  if (first?.kind !== 'paragraph') return <Blocks blocks={blocks} />;
  return (
    <>
      <Inlines inlines={first.inlines} />
      <Blocks blocks={others} />
    </>
  );
}

const headings = ['h1', 'h2', 'h3', 'h4', 'h5', 'h6'] as const;

/** A heading below the page's own, so that the outline of the page stays true. */
function Heading({ level, inlines }: { level: number; inlines: readonly ContentInline[] }) {
  const { firstHeading } = useDrawing();
  const Tag = headings[Math.min(firstHeading + level, headings.length + 1) - 2] ?? 'h6';
  return (
    <Tag dir="auto">
      <Inlines inlines={inlines} />
    </Tag>
  );
}
