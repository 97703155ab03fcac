// The folders as screens: one component, a screen of its own for each, so that each begins with its own list.
import { MessagesScreen } from './MessagesScreen';

/** Innboks. */
export function InboxScreen() {
  return <MessagesScreen key="inbox" folder="inbox" />;
}
/** Utkast. */
export function DraftsScreen() {
  return <MessagesScreen key="drafts" folder="drafts" />;
}
/** Sendt. */
export function SentScreen() {
  return <MessagesScreen key="sent" folder="sent" />;
}
/** Arkiv. */
export function ArchiveScreen() {
  return <MessagesScreen key="archive" folder="archive" />;
}
/** Papirkurv. */
export function BinScreen() {
  return <MessagesScreen key="bin" folder="bin" />;
}
