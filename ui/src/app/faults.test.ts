import { expect, it } from 'vitest';
import { commandError } from '~/errors';
import { memoryHost } from '~/host/memory';
import { faultName, logFaults } from './faults';

it('tells an error by its name, and a failed command by its code', () => {
  expect(faultName(new TypeError('Kari Nordmann is not iterable'))).toBe('TypeError');
  expect(faultName(commandError('gone', 'queue'))).toBe('CommandError unexpected');
});

it('tells what is no error by its name and message', () => {
  expect(faultName({ name: 'RenderingCancelled', message: 'page 1' })).toBe('RenderingCancelled: page 1');
  expect(faultName({ message: 'cut' })).toBe('Object: cut');
  expect(faultName(new Map())).toBe('Map');
  expect(faultName(Object.create(null))).toBe('object');
});

it('gives no text that was thrown as it is', () => {
  expect(faultName('Kari Nordmann')).toBe('string');
});

it('tells a fault without a value by the word of the browser', () => {
  expect(faultName(null, 'ResizeObserver loop limit exceeded')).toBe('ResizeObserver loop limit exceeded');
  expect(faultName(undefined)).toBe('undefined');
});

it('writes what the window reports to the log', () => {
  const host = memoryHost({});
  logFaults(host);
  window.dispatchEvent(new ErrorEvent('error', { error: null, message: 'Script error.' }));
  window.dispatchEvent(
    Object.assign(new Event('unhandledrejection'), { reason: { name: 'Aborted', message: 'late' } }),
  );
  expect(host.calls.map(({ input }) => input)).toEqual([
    { level: 'error', message: 'uncaught Script error.' },
    { level: 'error', message: 'uncaught Aborted: late' },
  ]);
});
