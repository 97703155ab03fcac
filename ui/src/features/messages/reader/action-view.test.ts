import { describe, expect, it } from 'vitest';
import type { ActionRank, MessageAction } from '~/api/generated/surface';
import { actionView } from './action-view';

const action = (id: string, rank: ActionRank): MessageAction => ({
  id,
  title: id,
  rank,
  inBrowser: false,
  host: 'example.no',
  prompt: null,
  deletes: false,
  authorised: true,
  busy: false,
  unsettled: null,
});
const ids = (list: readonly MessageAction[]) => list.map(({ id }) => id);

describe('actions of a message', () => {
  it('stand by rank, whatever order they came in', () => {
    const { buttons } = actionView([
      action('c', 'tertiary'),
      action('a', 'primary'),
      action('b', 'secondary'),
    ]);
    expect(ids(buttons)).toEqual(['a', 'b', 'c']);
  });

  it('go into a menu when they are many', () => {
    const { buttons, more } = actionView([
      action('c', 'tertiary'),
      action('d', 'tertiary'),
      action('a', 'primary'),
      action('b', 'secondary'),
    ]);
    expect(ids(buttons)).toEqual(['a', 'b']);
    expect(ids(more)).toEqual(['c', 'd']);
  });
});
