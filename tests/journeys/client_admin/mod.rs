//! An accountant over hundreds of clients: read, shown as a matrix, changed by jobs. What is judged is what the sandbox
//! holds in the end, and the calls that it counted.

mod bulk;
mod files;
mod matrix;
mod mine;
mod orders;
mod people;
mod refused;
mod services;
mod stage;
mod standstill;
mod templates;
mod trouble;
