import { ArrowsCirclepathIcon, Buildings2Icon, PersonGroupIcon } from '@navikt/aksel-icons';
import type { RequestKind } from '~/api/generated/surface';
import type { IconShape } from '~/components/Icon';

/** Own access, access for clients, a change: told apart by shape as well as by word. */
export const kindIcons: Record<RequestKind, IconShape> = {
  own: Buildings2Icon,
  client: PersonGroupIcon,
  change: ArrowsCirclepathIcon,
};
