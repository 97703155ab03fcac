//! The operating system's keyring: Secret Service on Linux, Credential Manager on Windows, Keychain on macOS.
//!
//! `keyring` 4 opens its store once and remembers a failure for the life of the process. A person who unlocks the
//! keyring, or starts the missing service, must not have to restart the app, so a store that failed is opened anew at
//! the next call. `keyring` and this module share the one default store of `keyring-core`.

use std::collections::HashMap;
use std::sync::{Mutex, PoisonError};

use async_trait::async_trait;
use fullmakt_domain::Sensitive;
use keyring_core::{Entry, Error};

use crate::{SecretError, SecretStore};

/// One operation at a time: Windows may reorder calls on one entry from several threads, and opening the store is not
/// to happen twice.
static TURN: Mutex<()> = Mutex::new(());

/// The keyring of whoever is logged in to this machine.
#[derive(Clone, Debug)]
pub struct OsKeyring {
    service: String,
}

impl OsKeyring {
    /// Entries are filed under `service`: `fullmakt` and a namespace, so that production, test and sandbox never
    /// share one.
    pub fn new(service: String) -> Self {
        OsKeyring { service }
    }

    /// Runs one operation off the async threads: the keyrings' calls block, and may wait for a person.
    async fn run<T: Send + 'static>(
        &self,
        name: &str,
        work: impl Fn(&Entry) -> keyring_core::Result<T> + Send + 'static,
    ) -> Result<Option<T>, SecretError> {
        let (service, name) = (self.service.clone(), name.to_owned());
        tokio::task::spawn_blocking(move || {
            let _turn = TURN.lock().unwrap_or_else(PoisonError::into_inner);
            loop {
                let used_before = keyring_core::get_default_store().is_some();
                let outcome = open()
                    .and_then(|()| entry(&service, &name))
                    .and_then(|entry| work(&entry));
                let error = match outcome {
                    Ok(value) => return Ok(Some(value)),
                    Err(Error::NoEntry) => return Ok(None),
                    Err(error) => trouble(&error),
                };
                if error == SecretError::Locked {
                    return Err(error);
                }
                // The connection may be what failed: the service was restarted since, or started only now. A new one
                // is tried at once if this one was old, and at the next call in any case.
                keyring_core::unset_default_store();
                if !used_before {
                    return Err(error);
                }
            }
        })
        .await
        .map_err(|_| SecretError::Other("the keyring task ended early".to_owned()))?
    }
}

#[async_trait]
impl SecretStore for OsKeyring {
    async fn read(&self, name: &str) -> Result<Option<Sensitive<Vec<u8>>>, SecretError> {
        self.run(name, |entry| entry.get_secret().map(Sensitive::new))
            .await
    }

    async fn write(&self, name: &str, value: Sensitive<Vec<u8>>) -> Result<(), SecretError> {
        if std::str::from_utf8(value.expose()).is_err() {
            return Err(SecretError::Other("only text can be kept".to_owned()));
        }
        self.run(name, move |entry| entry.set_secret(value.expose()))
            .await
            .map(|_| ())
    }

    async fn delete(&self, name: &str) -> Result<(), SecretError> {
        self.run(name, |entry| entry.delete_credential())
            .await
            .map(|_| ())
    }
}

/// Makes sure that there is a store: `keyring`'s the first time, our own after a failure.
fn open() -> keyring_core::Result<()> {
    if keyring_core::get_default_store().is_some() {
        return Ok(());
    }
    if keyring::Entry::store_status().is_ok() && keyring_core::get_default_store().is_some() {
        return Ok(());
    }
    open_again()
}

#[cfg(all(unix, not(target_os = "macos")))]
fn open_again() -> keyring_core::Result<()> {
    keyring_core::set_default_store(zbus_secret_service_keyring_store::Store::new()?);
    Ok(())
}

#[cfg(target_os = "macos")]
fn open_again() -> keyring_core::Result<()> {
    keyring_core::set_default_store(apple_native_keyring_store::keychain::Store::new()?);
    Ok(())
}

#[cfg(windows)]
fn open_again() -> keyring_core::Result<()> {
    keyring_core::set_default_store(windows_native_keyring_store::Store::new()?);
    Ok(())
}

/// The entry, with what each system's store wants to know beyond its name.
fn entry(service: &str, name: &str) -> keyring_core::Result<Entry> {
    let extras: HashMap<&str, &str> = if cfg!(windows) {
        // The default, Enterprise, roams with the user's profile to other machines.
        HashMap::from([("persistence", "Local")])
    } else if cfg!(all(unix, not(target_os = "macos"))) {
        // What the person sees in the keyring's own window.
        HashMap::from([("label", service)])
    } else {
        HashMap::new()
    };
    Entry::new_with_modifiers(service, name, &extras)
}

/// Tells the states apart that a person can do something about.
fn trouble(error: &Error) -> SecretError {
    match error {
        Error::NoDefaultStore => SecretError::NoService,
        Error::PlatformFailure(cause) | Error::NoStorageAccess(cause) => {
            let told = platform_trouble(cause.as_ref());
            match (told, error) {
                (Some(told), _) => told,
                (None, Error::NoStorageAccess(_)) => SecretError::Locked,
                (None, _) => SecretError::Other(cause.to_string()),
            }
        }
        Error::BadEncoding(bytes) | Error::BadDataFormat(bytes, _) => {
            // The error owns a copy of the secret; it cannot be wiped through a shared reference, only not shown.
            SecretError::Other(format!("an entry of {} bytes is malformed", bytes.len()))
        }
        other => SecretError::Other(other.to_string()),
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn platform_trouble(cause: &(dyn std::error::Error + 'static)) -> Option<SecretError> {
    use secret_service::Error as Service;
    match cause.downcast_ref::<Service>()? {
        Service::Unavailable => Some(SecretError::NoService),
        Service::Locked | Service::Prompt | Service::PromptDisconnected => {
            Some(SecretError::Locked)
        }
        Service::NoResult => Some(SecretError::NoCollection),
        Service::Zbus(error) => bus_trouble(error),
        Service::ZbusFdo(error) => fdo_trouble(error),
        _ => None,
    }
}

/// What the bus says: no bus, nobody behind the name, or the service's own error.
#[cfg(all(unix, not(target_os = "macos")))]
fn bus_trouble(error: &zbus::Error) -> Option<SecretError> {
    match error {
        zbus::Error::Connection(..)
        | zbus::Error::InputOutput(_)
        | zbus::Error::Address(_)
        | zbus::Error::Handshake(_)
        | zbus::Error::InterfaceNotFound => Some(SecretError::NoService),
        zbus::Error::FDO(error) => fdo_trouble(error),
        zbus::Error::MethodError(name, _, _) => match name.as_str() {
            "org.freedesktop.DBus.Error.ServiceUnknown"
            | "org.freedesktop.DBus.Error.NameHasNoOwner"
            | "org.freedesktop.DBus.Error.NoReply" => Some(SecretError::NoService),
            "org.freedesktop.Secret.Error.IsLocked" => Some(SecretError::Locked),
            "org.freedesktop.Secret.Error.NoSuchObject" => Some(SecretError::NoCollection),
            other if other.starts_with("org.freedesktop.DBus.Error.Spawn") => {
                Some(SecretError::NoService)
            }
            _ => None,
        },
        _ => None,
    }
}

#[cfg(all(unix, not(target_os = "macos")))]
fn fdo_trouble(error: &zbus::fdo::Error) -> Option<SecretError> {
    use zbus::fdo::Error as Fdo;
    match error {
        Fdo::ServiceUnknown(_)
        | Fdo::NameHasNoOwner(_)
        | Fdo::NoServer(_)
        | Fdo::Disconnected(_)
        | Fdo::NoReply(_)
        | Fdo::SpawnServiceNotFound(_)
        | Fdo::SpawnFailed(_)
        | Fdo::SpawnExecFailed(_)
        | Fdo::SpawnChildExited(_)
        | Fdo::SpawnChildSignaled(_) => Some(SecretError::NoService),
        Fdo::ZBus(error) => bus_trouble(error),
        _ => None,
    }
}

#[cfg(not(all(unix, not(target_os = "macos"))))]
fn platform_trouble(_cause: &(dyn std::error::Error + 'static)) -> Option<SecretError> {
    None
}

#[cfg(all(test, unix, not(target_os = "macos")))]
mod tests {
    use super::trouble;
    use crate::SecretError;
    use keyring_core::Error;
    use secret_service::Error as Service;

    fn failure(cause: Service) -> Error {
        Error::PlatformFailure(Box::new(cause))
    }

    fn access(cause: Service) -> Error {
        Error::NoStorageAccess(Box::new(cause))
    }

    #[test]
    fn the_states_are_told_apart() {
        for (error, state) in [
            (failure(Service::Unavailable), SecretError::NoService),
            (
                failure(zbus::Error::Address("none".into()).into()),
                SecretError::NoService,
            ),
            (
                failure(zbus::Error::Handshake("no".into()).into()),
                SecretError::NoService,
            ),
            (
                failure(zbus::fdo::Error::ServiceUnknown("org.freedesktop.secrets".into()).into()),
                SecretError::NoService,
            ),
            (Error::NoDefaultStore, SecretError::NoService),
            (access(Service::NoResult), SecretError::NoCollection),
            (access(Service::Locked), SecretError::Locked),
            (access(Service::Prompt), SecretError::Locked),
            (failure(Service::PromptDisconnected), SecretError::Locked),
        ] {
            assert_eq!(trouble(&error), state, "{error}");
        }
        assert!(matches!(
            trouble(&failure(Service::Crypto("x"))),
            SecretError::Other(_)
        ));
    }

    #[test]
    fn a_malformed_entry_is_not_quoted() {
        let told = trouble(&Error::BadEncoding(b"secret".to_vec())).to_string();
        assert!(
            !told.contains("secret") && told.contains("6 bytes"),
            "{told}"
        );
    }
}
