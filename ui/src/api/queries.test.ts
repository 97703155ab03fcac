import { QueryObserver } from '@tanstack/react-query';
import { expect, it } from 'vitest';
import { invalidateTopics, makeQueryClient } from './queries';

/** A core whose answers are let out one by one. */
function slow() {
  const waiting: ((answer: string) => void)[] = [];
  return {
    ask: () => new Promise<string>((resolve) => waiting.push(resolve)),
    asked: () => waiting.length,
    answer: (index: number, text: string) => waiting[index]?.(text),
  };
}

const settle = () => new Promise((resolve) => setTimeout(resolve, 0));

it('asks once more when a change comes while the first answer is under way', async () => {
  const client = makeQueryClient();
  const core = slow();
  const watch = new QueryObserver(client, { queryKey: ['status', {}], queryFn: core.ask });
  const end = watch.subscribe(() => undefined);
  const told = invalidateTopics(client, ['status']);
  core.answer(0, 'before');
  await settle();
  expect(core.asked()).toBe(2);
  core.answer(1, 'after');
  await told;
  expect(watch.getCurrentResult().data).toBe('after');
  end();
});

it('asks once when an answer is there, and leaves what has no topics alone', async () => {
  const client = makeQueryClient();
  client.setQueryData(['words', 'en'], 'words');
  client.setQueryData(['status', {}], 'before');
  const core = slow();
  const watch = new QueryObserver(client, { queryKey: ['status', {}], queryFn: core.ask });
  const end = watch.subscribe(() => undefined);
  const told = invalidateTopics(client, ['status']);
  await settle();
  core.answer(0, 'after');
  await told;
  await settle();
  expect(core.asked()).toBe(1);
  expect(client.getQueryState(['words', 'en'])?.isInvalidated).toBe(false);
  end();
});
