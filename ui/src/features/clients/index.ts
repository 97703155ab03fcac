export { readAhead } from './ahead';
export { ClientsScreen } from './ClientsScreen';
