import { describe, expect, it } from 'vitest';
import { pieces } from '~/components/pieces';
import { hitsIn } from './entries';

describe('pieces', () => {
  it('cuts a name at its hits and loses nothing', () => {
    expect(pieces('Storfjord Elektro AS', [[4, 5]])).toEqual([
      { text: 'Stor', hit: false },
      { text: 'fjord', hit: true },
      { text: ' Elektro AS', hit: false },
    ]);
    expect(pieces('Ås', [])).toEqual([{ text: 'Ås', hit: false }]);
  });

  it('is not confused by hits that overlap or are empty', () => {
    const cut = pieces('Fjord', [
      [2, 2],
      [0, 3],
      [1, 0],
    ]);
    expect(cut.map((piece) => piece.text).join('')).toBe('Fjord');
  });

  it('finds words whatever their case', () => {
    expect(hitsIn('Gå til Godkjenning', ' GODK ')).toEqual([[7, 4]]);
    expect(hitsIn('Om Fullmakt', '')).toEqual([]);
  });
});
