//! Hosts that lead to this machine or into a private network. Nothing that a sender wrote may lead there.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use url::{Host, Url};

/// Names that are never public (RFC 6761, 6762, 8375, 9476 and what routers hand out).
const PRIVATE_ENDINGS: &[&str] = &[
    "localhost",
    "local",
    "internal",
    "home.arpa",
    "lan",
    "home",
    "corp",
    "intranet",
    "private",
    "alt",
    "onion",
    "invalid",
];

/// Whether an address leads to this machine: a loopback address, or the name `localhost`.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => ip.is_loopback(),
        Some(Host::Ipv6(ip)) => ip.is_loopback(),
        Some(Host::Domain(name)) => name == "localhost",
        None => false,
    }
}

/// Whether the address has no host, or one that cannot be a public one: loopback, private, link-local, shared,
/// multicast or reserved addresses in either family, names without a dot, and names under endings that are never
/// public. What a name is resolved to is asked of [`is_private_address`].
pub fn is_private_host(url: &Url) -> bool {
    match url.host() {
        Some(Host::Ipv4(ip)) => is_private_v4(ip),
        Some(Host::Ipv6(ip)) => is_private_v6(ip),
        Some(Host::Domain(name)) => is_private_name(name),
        None => true,
    }
}

/// Whether an address is loopback, private, link-local, shared, multicast or reserved, in either family.
pub fn is_private_address(ip: IpAddr) -> bool {
    match ip {
        IpAddr::V4(ip) => is_private_v4(ip),
        IpAddr::V6(ip) => is_private_v6(ip),
    }
}

/// Whether a host is that of another one which is private, or stands under the same domain as it. What everything at
/// home or in a company is named under (`internal`, `home.arpa`) is no such domain; of addresses, only the very same is.
pub(crate) fn shares_private_domain(own: &Url, other: &Url) -> bool {
    if !is_private_host(own) {
        return false;
    }
    match (own.host(), other.host()) {
        (Some(Host::Domain(own)), Some(Host::Domain(other))) => {
            let (own, other) = (bare(own), bare(other));
            let domain = match own.split_once('.') {
                Some((_, parent)) if parent.contains('.') && !PRIVATE_ENDINGS.contains(&parent) => {
                    parent
                }
                _ => own.as_str(),
            };
            let rest = other.strip_suffix(domain);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
        }
        (own, other) => own == other,
    }
}

/// A name in lower case, without the dot that may end it.
fn bare(name: &str) -> String {
    name.trim_end_matches('.').to_ascii_lowercase()
}

fn is_private_name(name: &str) -> bool {
    let name = bare(name);
    !name.contains('.')
        || PRIVATE_ENDINGS.iter().any(|ending| {
            name.strip_suffix(ending)
                .is_some_and(|rest| rest.ends_with('.'))
        })
}

fn is_private_v4(ip: Ipv4Addr) -> bool {
    let [a, b, ..] = ip.octets();
    ip.is_loopback()
        || ip.is_private()
        || ip.is_link_local()
        || ip.is_documentation()
        || ip.is_multicast()
        // "This network", and what is reserved, the broadcast address with it.
        || a == 0
        || a >= 240
        // Shared between a provider's customers (RFC 6598), and for measuring networks (RFC 2544).
        || (a == 100 && (64..128).contains(&b))
        || (a == 198 && (b == 18 || b == 19))
        || ip.octets()[..3] == [192, 0, 0]
}

fn is_private_v6(ip: Ipv6Addr) -> bool {
    if let Some(v4) = ip.to_ipv4() {
        // ::ffff:a.b.c.d and ::a.b.c.d, the addresses :: and ::1 among them.
        return is_private_v4(v4);
    }
    let segments = ip.segments();
    // 2000::/3 is all that is handed out; 6to4 and NAT64 carry an address of the other family inside.
    let handed_out = segments[0] & 0xe000 == 0x2000;
    let inner = match segments {
        [0x2002, high, low, ..] => Some((high, low)),
        [0x64, 0xff9b, 0, 0, 0, 0, high, low] => Some((high, low)),
        _ => None,
    };
    match inner {
        Some((high, low)) => {
            is_private_v4(Ipv4Addr::from((u32::from(high) << 16) | u32::from(low)))
        }
        None => !handed_out || segments[..2] == [0x2001, 0xdb8],
    }
}

#[cfg(test)]
mod tests {
    use url::Url;

    use super::{is_loopback, is_private_host, shares_private_domain};

    #[test]
    fn loopback_is_an_address_not_a_look() {
        let is = |text: &str| is_loopback(&text.parse().expect("an address"));
        assert!(is("http://127.0.0.1:1/") && is("http://[::1]:1/") && is("http://localhost/"));
        assert!(!is("http://127.0.0.1.example/") && !is("http://localhost.example/"));
    }

    fn private(address: &str) -> bool {
        is_private_host(&address.parse().expect("an address"))
    }

    #[test]
    fn this_machine_and_private_networks_are_seen_in_every_dress() {
        for address in [
            "https://localhost/",
            "https://a.localhost/",
            "https://127.0.0.1/",
            "https://127.1/",
            "https://2130706433/",
            "https://0x7f.0.0.1/",
            "https://0/",
            "https://10.0.0.8/",
            "https://172.16.1.1/",
            "https://192.168.1.1/",
            "https://169.254.169.254/latest",
            "https://100.64.0.1/",
            "https://198.18.0.1/",
            "https://224.0.0.1/",
            "https://255.255.255.255/",
            "https://[::1]/",
            "https://[::]/",
            "https://[::ffff:10.0.0.1]/",
            "https://[fe80::1]/",
            "https://[fd12::1]/",
            "https://[ff02::1]/",
            "https://[2002:7f00:1::]/",
            "https://[64:ff9b::10.0.0.1]/",
            "https://router/",
            "https://nas.local/",
            "https://nas.local./",
            "https://server.internal/",
            "mailto:post@skatteetaten.no",
        ] {
            assert!(private(address), "{address}");
        }
    }

    #[test]
    fn public_hosts_are_not() {
        for address in [
            "https://www.skatteetaten.no/",
            "https://altinn.no./",
            "https://local.no/",
            "https://home.no/",
            "https://xn--skattten-o1a.no/",
            "https://139.105.1.1/",
            "https://172.32.0.1/",
            "https://100.128.0.1/",
            "https://[2a02:c0:1::1]/",
            "https://[64:ff9b::8.8.8.8]/",
        ] {
            assert!(!private(address), "{address}");
        }
    }

    #[test]
    fn a_private_domain_is_that_of_its_own_hosts_only() {
        let shares = |own: &str, other: &str| {
            let address =
                |host: &str| -> Url { format!("https://{host}/").parse().expect("an address") };
            shares_private_domain(&address(own), &address(other))
        };
        for (own, other) in [
            ("platform.altinn.internal", "ttd.apps.altinn.internal"),
            ("platform.altinn.internal", "PLATFORM.altinn.internal."),
            ("platform.altinn.internal", "altinn.internal"),
            ("altinn.internal", "ttd.apps.altinn.internal"),
            ("platform.home.arpa", "apps.platform.home.arpa"),
            ("altinn", "altinn"),
            ("10.0.0.8", "10.0.0.8"),
            ("[fd12::1]", "[fd12::1]"),
        ] {
            assert!(shares(own, other), "{own}, {other}");
        }
        for (own, other) in [
            ("platform.altinn.internal", "router.internal"),
            ("platform.altinn.internal", "xaltinn.internal"),
            ("altinn.internal", "router.internal"),
            ("altinn.internal", "xaltinn.internal"),
            ("platform.home.arpa", "router.home.arpa"),
            ("platform.altinn.internal", "10.0.0.1"),
            ("platform.altinn.internal", "localhost"),
            ("altinn", "router"),
            ("10.0.0.8", "10.0.0.1"),
            ("10.0.0.8", "127.0.0.1"),
            ("platform.altinn.no", "apps.altinn.no"),
            ("1.1.1.1", "1.1.1.1"),
        ] {
            assert!(!shares(own, other), "{own}, {other}");
        }
    }
}
