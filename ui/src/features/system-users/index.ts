export { SystemUsersScreen } from './SystemUsersScreen';
