//! What can be passed on to an agent: access packages, and single services that a client has given by themselves
//! (access management reference, section 3.2: `resources`). Both are named by a code in the same lists: a package by its
//! bare code, a service by its URN, so that one is never taken for the other.

use crate::roles::bare_code;

/// Prefix of every service's URN.
const SERVICE_URN: &str = "urn:altinn:resource:";

/// The code of a single service.
pub fn service_code(resource_id: &str) -> String {
    format!("{SERVICE_URN}{}", resource_id.trim().to_lowercase())
}

/// The service that a code names; `None` for a package.
pub fn service_of(code: &str) -> Option<&str> {
    code.strip_prefix(SERVICE_URN)
}

/// A code as people and files write it: a service keeps its URN, a package loses it.
pub fn item_code(text: &str) -> String {
    let lower = text.trim().to_lowercase();
    if service_of(&lower).is_some() {
        lower
    } else {
        bare_code(text)
    }
}

#[cfg(test)]
mod tests {
    use super::{item_code, service_code, service_of};

    #[test]
    fn a_service_is_never_taken_for_a_package() {
        let service = service_code("SKE-Krav ");
        assert_eq!(service_of(&service), Some("ske-krav"));
        assert_eq!(service_of("ske-krav"), None);
        for (text, code) in [
            ("urn:altinn:resource:ske-krav", service.as_str()),
            (" URN:altinn:Resource:SKE-krav", service.as_str()),
            ("urn:altinn:accesspackage:lonn", "lonn"),
            ("Lonn", "lonn"),
            ("ske-krav", "ske-krav"),
        ] {
            assert_eq!(item_code(text), code, "{text}");
        }
    }
}
