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

fn is_private_name(name: &str) -> bool {
    let name = name.trim_end_matches('.').to_ascii_lowercase();
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
    use super::is_private_host;

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
}
