import { useEffect } from 'react';
import { noteInput } from '~/components/focus';

/** Keeps track of whether the person last used a key or the pointer, for the whole window. */
export function useInputKind(): void {
  useEffect(() => {
    const onKey = () => {
      noteInput('keys');
    };
    const onPointer = () => {
      noteInput('pointer');
    };
    window.addEventListener('keydown', onKey, true);
    window.addEventListener('pointerdown', onPointer, true);
    return () => {
      window.removeEventListener('keydown', onKey, true);
      window.removeEventListener('pointerdown', onPointer, true);
    };
  }, []);
}
