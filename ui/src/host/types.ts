// The one door between the window and the core. Everything that the screens know comes through a `Host`; which one
// it is (the Tauri window, the headless bridge, a test's memory) is decided once at start, in `start.ts`.
import type { AttachmentRef, CommandMap, CommandName, Event } from '~/api/generated/surface';

/** Takes an event back out of the subscription. */
export type Unsubscribe = () => void;

/** An attachment that is shown in a window of its own: which one, and what it is called. */
export interface Viewed {
  of: AttachmentRef;
  name: string;
}

/** A way to reach the core. */
export interface Host {
  /** Runs one command. Rejects with a `CommandError`, never with anything else. */
  call<N extends CommandName>(name: N, input: CommandMap[N]['input']): Promise<CommandMap[N]['output']>;
  /** Listens for events from the core until the returned function is called. */
  subscribe(listener: (event: Event) => void): Unsubscribe;
  /** Whether the pages are drawn as large as the settings say; a browser has a zoom of its own. */
  zooms: boolean;
  /** Shows an attachment in a window of its own. Rejects with a `CommandError` where none can be had. */
  view(viewed: Viewed): Promise<void>;
}
