import { useZoom } from '~/api/zoom';
import { useShortcut } from '~/components/keys/ShortcutProvider';
import { useFailureAlert } from '~/components/status/useFailureAlert';

/** Ctrl with plus, minus and zero draw everything larger, smaller and as usual, where the host does not do it itself. */
export function useZoomKeys(): void {
  const zoom = useZoom(useFailureAlert());
  useShortcut('zoomIn', () => zoom?.larger?.(), zoom !== null);
  useShortcut('zoomOut', () => zoom?.smaller?.(), zoom !== null);
  useShortcut('zoomUsual', () => zoom?.usual(), zoom !== null);
}
