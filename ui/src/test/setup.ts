import { cleanup, configure } from '@testing-library/react';
import { afterEach } from 'vitest';

// A busy machine is slow, not wrong.
configure({ asyncUtilTimeout: 10_000 });

// Tests of a file share one document: what a test put there itself goes as well.
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  delete document.documentElement.dataset['inputKind'];
});
