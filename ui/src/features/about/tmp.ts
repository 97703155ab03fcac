import { SettingsScreen } from '~/features/settings';
import { App } from '../settings';
export const a = [SettingsScreen, App];
