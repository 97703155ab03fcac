//! Moving from one system to another: a job on this machine. The new access comes first, then the check of what the two
//! truly hold, and only then the old one goes. Every step is written down before the next, so that a move stops safely
//! anywhere and goes on after a restart.

mod advance;
mod begin;
mod check;
mod finish;
mod job;
