import { useEffect, useState } from 'react';

/** Pause in typing after which a result is said, ms. */
const QUIET_MS = 500;

/** Reads a text aloud once it has stood for a while: what changes with every letter is said when typing has stopped. */
export function Announce({ text }: { text: string }) {
  const [said, setSaid] = useState('');
  useEffect(() => {
    const timer = window.setTimeout(() => {
      setSaid(text);
    }, QUIET_MS);
    return () => {
      window.clearTimeout(timer);
    };
  }, [text]);
  return (
    <span role="status" className="vh">
      {said}
    </span>
  );
}
