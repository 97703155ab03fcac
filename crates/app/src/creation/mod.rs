//! Setting up a system user without the vendor asking: choose a system, see everything that it will get, set it up. The
//! state is read before anything is sent a second time.

mod create;
mod preview;
mod settle;
mod systems;
