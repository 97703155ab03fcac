//! Requests for a system user, from both sides.

mod approval;
mod customer;
mod vendor;
mod vendor_refusals;
