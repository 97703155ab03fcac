export { OrganisationsScreen } from './OrganisationsScreen';
