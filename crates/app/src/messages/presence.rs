//! Whether the window is in view, and when somebody does something in it: the open message is listened to only meanwhile,
//! and is read again only for somebody who is there.

use tokio::sync::{Notify, watch};

use crate::state::App;
use crate::surface::session::WindowShown;

/// What the window tells of who is there. It begins in view.
#[derive(Default)]
pub(crate) struct Presence {
    /// How often the window left the view or came into it: an even number is in view. Counted, so that who was away for a
    /// moment only is not missed.
    turns: watch::Sender<u64>,
    used: Notify,
}

impl Presence {
    /// The window is in view, or is hidden.
    fn show(&self, shown: bool) {
        self.turns.send_if_modified(|turns| {
            let is_news = is_in_view(*turns) != shown;
            *turns += u64::from(is_news);
            is_news
        });
    }

    /// Somebody does something in the window.
    pub(super) fn use_now(&self) {
        self.used.notify_waiters();
    }

    /// The turn of the window now.
    pub(super) fn turn(&self) -> u64 {
        *self.turns.borrow()
    }

    /// Whether the window is in view, and was all the time since that turn.
    pub(super) fn is_in_view(&self, since: u64) -> bool {
        is_in_view(since) && self.turn() == since
    }

    /// Comes back when the window is in view; tells its turn then.
    pub(super) async fn in_view(&self) -> u64 {
        let mut turns = self.turns.subscribe();
        let _ = turns.wait_for(|turns| is_in_view(*turns)).await;
        self.turn()
    }

    /// Comes back when the window is hidden, or was since that turn.
    pub(super) async fn out_of_view(&self, since: u64) {
        let mut turns = self.turns.subscribe();
        let is_gone = |turns: &u64| *turns != since || !is_in_view(*turns);
        let _ = turns.wait_for(is_gone).await;
    }

    /// Comes back when somebody does something in the window.
    pub(super) async fn used(&self) {
        self.used.notified().await;
    }
}

impl App {
    /// The window came into view, or is hidden now.
    pub(crate) fn note_window_shown(&self, window: WindowShown) {
        self.0.presence.show(window.shown);
    }
}

fn is_in_view(turns: u64) -> bool {
    turns.is_multiple_of(2)
}

#[cfg(test)]
mod tests {
    use super::Presence;

    #[tokio::test]
    async fn who_was_away_for_a_moment_was_away() {
        let presence = Presence::default();
        let since = presence.in_view().await;
        presence.show(true);
        assert_eq!(presence.turn(), since, "it was in view all the time");
        presence.show(false);
        presence.show(false);
        assert!(!presence.is_in_view(since) && !presence.is_in_view(presence.turn()));
        presence.show(true);
        presence.out_of_view(since).await;
        assert!(!presence.is_in_view(since) && presence.is_in_view(presence.turn()));
        assert_eq!(presence.in_view().await, presence.turn());
    }
}
