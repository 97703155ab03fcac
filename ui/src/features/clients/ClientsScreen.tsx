import { useParams } from '@tanstack/react-router';
import { oneColumn, small, useMedia } from '~/components/useMedia';
import { CoverageView } from './coverage/CoverageView';
import { FirmGate } from './firm/FirmGate';
import { useFirm } from './firm/useFirm';
import { JobsView } from './jobs/JobsView';
import { ListView } from './list/ListView';
import { MatrixView } from './matrix/MatrixView';
import { MineView } from './mine/MineView';
import { TemplatesView } from './templates/TemplatesView';
import { viewOf } from './views';

/** Klienter: which client lies with which system or person, and changes to many at once. */
export function ClientsScreen() {
  const { view: name, id = null } = useParams({ strict: false });
  const isSmall = useMedia(small);
  const narrow = useMedia(oneColumn);
  const firms = useFirm();
  const view = viewOf(name);
  // What others gave the user needs no firm of one's own.
  if (view === 'mine') return <MineView id={id} />;
  if (firms.firm === null) return <FirmGate firms={firms} />;
  const of = { firms, firm: firms.firm };
  // A firm begins with its own filters, marks and plan.
  const key = firms.firm.partyUuid;
  switch (view) {
    case 'list':
      return <ListView key={key} {...of} id={id} />;
    case 'jobs':
      return <JobsView key={key} {...of} id={id} />;
    case 'templates':
      return <TemplatesView key={key} {...of} id={id} />;
    case 'coverage':
      return <CoverageView key={key} {...of} id={id} />;
    case 'matrix':
      // In a small window there is no room for columns: the same clients as a list.
      return isSmall ? (
        <ListView key={key} {...of} id={null} />
      ) : (
        <MatrixView key={key} {...of} stacked={narrow} />
      );
  }
}
