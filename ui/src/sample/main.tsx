// The window over invented data, for pictures and for trying things out. Built apart (`--mode sample`), never shipped.
// The address chooses what is shown: ?at=/approvals&env=sandbox&state=out&theme=dark&language=nn&parties=412
import '../styles/index.css';
import type { Event, Settings } from '~/api/generated/surface';
import { start } from '~/app/start';
import { memoryHost } from '~/host/memory';
import { activityAnswers } from './data/activity';
import { approvalsAnswers } from './data/approvals';
import { clientsAnswers } from './data/clients/answers';
import { creationAnswers } from './data/creation';
import { movesAnswers } from './data/moves';
import { organisationsAnswers } from './data/organisations';
import { messagesAnswers } from './data/messages/answers';
import { sessionAnswers, type SampleChoice } from './data/session';
import { systemUsersAnswers } from './data/system-users';

const query = new URLSearchParams(window.location.search);
const one = <T extends string>(name: string, usual: T) => (query.get(name) ?? usual) as T;

const host = memoryHost({});
const world = {
  emit: (event: Event) => {
    host.emit(event);
  },
};
const settings: Partial<Settings> = {
  theme: one('theme', 'light'),
  language: one('language', 'nb'),
  density: one('density', 'compact'),
};
const choice: SampleChoice = {
  environment: one('env', 'prod'),
  state: one('state', 'in'),
  portalScope: query.has('portal-scope'),
  offline: query.has('offline'),
  settings,
};
Object.assign(host.answers, {
  ...activityAnswers(),
  ...systemUsersAnswers(),
  ...creationAnswers(choice.portalScope),
  ...movesAnswers(),
  ...organisationsAnswers(Number(one('parties', '412'))),
  ...approvalsAnswers(world),
  ...clientsAnswers(world, {
    count: Number(one('clients', '300')),
    firms: Number(one('firms', '1')),
    offline: choice.offline,
    scope: !query.has('no-scope'),
    job: query.has('job'),
  }),
  ...messagesAnswers(world, choice.offline, Number(one('messages', '1284'))),
  ...sessionAnswers(world, choice),
});
// For the pictures' script: the state of the world from outside.
Object.assign(window, { sample: host });

void start(host, one('at', '/'));
