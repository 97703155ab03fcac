//! Names that somebody outside wrote. Whatever they are resolved to, they lead out into the world: a name of one's own
//! costs an attacker nothing, and may be resolved to an address of this machine or of the network behind it, also anew
//! for each call.

use std::net::SocketAddr;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use fullmakt_domain::is_private_address;
use reqwest::dns::{Addrs, Name, Resolve, Resolving};

/// Resolves names as the system does, and a guarded one to its public addresses only. Any other name is that of a proxy,
/// which may well be in the network here.
#[derive(Clone, Debug, Default)]
pub(crate) struct PublicOnly {
    guarded: Arc<Mutex<Vec<String>>>,
}

/// A guarded name has no public address.
#[derive(Debug, thiserror::Error)]
#[error("a name that does not lead out into the world")]
pub(crate) struct NotPublic;

/// A name is guarded until this is dropped.
pub(crate) struct Guarded {
    names: PublicOnly,
    name: String,
}

impl PublicOnly {
    /// Guards a name from now on.
    pub(crate) fn guard(&self, name: &str) -> Guarded {
        let name = name.to_owned();
        self.guarded().push(name.clone());
        let names = self.clone();
        Guarded { names, name }
    }

    fn guarded(&self) -> MutexGuard<'_, Vec<String>> {
        self.guarded.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Guarded {
    fn drop(&mut self) {
        let mut names = self.names.guarded();
        if let Some(at) = names.iter().position(|name| *name == self.name) {
            names.swap_remove(at);
        }
    }
}

impl Resolve for PublicOnly {
    fn resolve(&self, name: Name) -> Resolving {
        let is_guarded = self.guarded().iter().any(|one| one == name.as_str());
        Box::pin(async move {
            // The port is put in by whoever connects.
            let found = tokio::net::lookup_host((name.as_str(), 0)).await?;
            let mut found: Vec<SocketAddr> = found.collect();
            if is_guarded {
                found = public(found)?;
            }
            Ok(Box::new(found.into_iter()) as Addrs)
        })
    }
}

/// The public ones among addresses: a network may add some of its own to those that all the world has.
fn public(mut found: Vec<SocketAddr>) -> Result<Vec<SocketAddr>, NotPublic> {
    found.retain(|one| !is_private_address(one.ip()));
    if found.is_empty() {
        return Err(NotPublic);
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::{NotPublic, PublicOnly, public};
    use reqwest::dns::{Name, Resolve};
    use std::net::SocketAddr;

    /// Whether the name of this machine is resolved.
    async fn leads_here(names: &PublicOnly) -> bool {
        let name: Name = "localhost".parse().expect("a name");
        match names.resolve(name).await {
            Ok(found) => found.count() > 0,
            Err(error) => {
                assert!(error.is::<NotPublic>(), "{error}");
                false
            }
        }
    }

    #[test]
    fn only_public_addresses_of_a_name_are_gone_to() {
        let addresses = |texts: &[&str]| -> Vec<SocketAddr> {
            let parsed = texts.iter().map(|text| text.parse().expect("an address"));
            parsed.collect()
        };
        let mixed = addresses(&["[fd12::1]:0", "1.1.1.1:0", "10.0.0.8:0", "127.0.0.1:0"]);
        assert_eq!(public(mixed).expect("one"), addresses(&["1.1.1.1:0"]));
        assert!(public(addresses(&["[::1]:0", "192.168.1.1:0"])).is_err());
    }

    #[tokio::test]
    async fn a_name_is_held_to_public_addresses_while_it_is_guarded() {
        let names = PublicOnly::default();
        assert!(leads_here(&names).await, "as that of a proxy may");
        let (first, second) = (names.guard("localhost"), names.guard("localhost"));
        assert!(!leads_here(&names).await);
        drop(first);
        assert!(!leads_here(&names).await, "another call still asks for it");
        drop(second);
        assert!(leads_here(&names).await);
        let _other = names.guard("other.example");
        assert!(leads_here(&names).await);
    }
}
