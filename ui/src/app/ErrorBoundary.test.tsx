import { screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { renderWithin } from '~/test/render';
import { ErrorBoundary } from './ErrorBoundary';

describe('a fault in a screen', () => {
  it('is told, logged without its text, and can be tried again', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    let broken = true;
    function Screen() {
      if (broken) throw new TypeError('name of a person');
      return <p>whole</p>;
    }
    const { user, callsOf } = await renderWithin(
      <ErrorBoundary>
        <Screen />
      </ErrorBoundary>,
      { ui_log: () => ({}) },
    );
    expect(await screen.findByRole('heading', { name: 'Denne delen av vinduet stoppet' })).toBeTruthy();
    expect(JSON.stringify(callsOf('ui_log'))).toContain('TypeError');
    expect(JSON.stringify(callsOf('ui_log'))).not.toContain('person');
    broken = false;
    await user.click(screen.getByRole('button', { name: 'Vis på nytt' }));
    expect(screen.getByText('whole')).toBeTruthy();
  });
});
