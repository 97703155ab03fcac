//! What happened, in order.

use std::sync::{Arc, Mutex};

/// Notes of the provider and of the vault.
#[derive(Clone, Default)]
pub struct Log(Arc<Mutex<Vec<String>>>);

impl Log {
    pub fn note(&self, what: &str) {
        self.0.lock().expect("free").push(what.to_owned());
    }

    pub fn all(&self) -> Vec<String> {
        self.0.lock().expect("free").clone()
    }

    pub fn count(&self, what: &str) -> usize {
        self.all().iter().filter(|noted| *noted == what).count()
    }

    pub fn clear(&self) {
        self.0.lock().expect("free").clear();
    }
}
