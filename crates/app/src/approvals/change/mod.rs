//! A change request: what it does to its system user, shown before it is decided, and carried out step by step.

mod approve;
mod view;
