export { DeadlinesScreen } from './deadlines/DeadlinesScreen';
export { ArchiveScreen, BinScreen, DraftsScreen, InboxScreen, SentScreen } from './screens';
