import { useState } from 'react';

/** Open or closed: follows the common state until the reader chooses for this one; a new common state wins again. */
export function useOpen(common: boolean): [boolean, () => void] {
  const [own, setOwn] = useState<{ common: boolean; open: boolean } | null>(null);
  const open = own?.common === common ? own.open : common;
  return [
    open,
    () => {
      setOwn({ common, open: !open });
    },
  ];
}
