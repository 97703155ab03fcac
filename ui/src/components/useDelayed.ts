import { useEffect, useState } from 'react';

/** True once `flag` has been true for a while: what is quick should not flicker. */
export function useDelayed(flag: boolean, ms = 150): boolean {
  const [late, setLate] = useState(false);
  useEffect(() => {
    if (!flag) return;
    const timer = window.setTimeout(() => {
      setLate(true);
    }, ms);
    return () => {
      window.clearTimeout(timer);
      setLate(false);
    };
  }, [flag, ms]);
  return flag && late;
}
