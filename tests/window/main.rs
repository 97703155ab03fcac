//! The real program in its real window, with the real browser beside it, on a desktop that is gone afterwards. Few
//! stories, each from one end to the other; what can be shown without a window is shown in the journeys.

mod alike;
mod changes;
mod clients;
mod desk;
mod hand_off;
mod hands;
mod keyboard;
mod links;
mod messages;
mod queue;
mod restart;
mod watch;
