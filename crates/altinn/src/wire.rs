//! Reading what comes, as it comes: lists in their several forms, numbers that are texts, dates without zone, and
//! the shapes that several services share.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use fullmakt_domain::{Language, OrgNumber, Text, roles};
use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde::de::value::MapAccessDeserializer;
use serde::de::{DeserializeOwned, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer};
use uuid::Uuid;

/// A list: a bare array, or `{"links":{"next":…},"data":[…]}`. Arrays inside the array are laid flat, as the
/// vendor guide shows them; `null` is an empty list.
#[derive(Debug)]
pub(crate) struct Page<T> {
    pub(crate) items: Vec<T>,
    pub(crate) next: Option<String>,
}

impl<T> Default for Page<T> {
    fn default() -> Self {
        Page {
            items: Vec::new(),
            next: None,
        }
    }
}

#[derive(Deserialize, Default)]
struct Links {
    #[serde(default)]
    next: Option<String>,
}

impl<'de, T: DeserializeOwned> Deserialize<'de> for Page<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct PageVisitor<T>(PhantomData<T>);
        impl<'de, T: DeserializeOwned> Visitor<'de> for PageVisitor<T> {
            type Value = Page<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a list")
            }
            fn visit_unit<E>(self) -> Result<Page<T>, E> {
                Ok(Page::default())
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Page<T>, A::Error> {
                let mut page = Page::default();
                while let Some(Flat(items)) = seq.next_element()? {
                    page.items.extend(items);
                }
                Ok(page)
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Page<T>, A::Error> {
                let mut page = Page::default();
                let mut has_data = false;
                while let Some(key) = map.next_key::<String>()? {
                    match key.as_str() {
                        "data" => {
                            let Flat(items) = map.next_value()?;
                            page.items = items;
                            has_data = true;
                        }
                        "links" => {
                            page.next = map
                                .next_value::<Option<Links>>()?
                                .and_then(|l| l.next)
                                .filter(|next| !next.is_empty());
                        }
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                if has_data {
                    Ok(page)
                } else {
                    Err(serde::de::Error::missing_field("data"))
                }
            }
        }
        from.deserialize_any(PageVisitor(PhantomData))
    }
}

/// One value, an array of them (of any depth that the parser allows), or `null`.
struct Flat<T>(Vec<T>);

impl<'de, T: DeserializeOwned> Deserialize<'de> for Flat<T> {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        struct FlatVisitor<T>(PhantomData<T>);
        impl<'de, T: DeserializeOwned> Visitor<'de> for FlatVisitor<T> {
            type Value = Flat<T>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object or an array of objects")
            }
            fn visit_unit<E>(self) -> Result<Flat<T>, E> {
                Ok(Flat(Vec::new()))
            }
            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Flat<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(|one| Flat(vec![one]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Flat<T>, A::Error> {
                let mut all = Vec::new();
                while let Some(Flat(items)) = seq.next_element()? {
                    all.extend(items);
                }
                Ok(Flat(all))
            }
        }
        from.deserialize_any(FlatVisitor(PhantomData))
    }
}

/// A member that may be missing or `null`: its default then.
pub(crate) fn lenient<'de, D, T>(from: D) -> Result<T, D::Error>
where
    D: Deserializer<'de>,
    T: Deserialize<'de> + Default,
{
    Option::<T>::deserialize(from).map(Option::unwrap_or_default)
}

/// A text, number or truth value as text; `None` for `null` and for anything else.
pub(crate) fn text<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    Ok(match serde_json::Value::deserialize(from)? {
        serde_json::Value::String(text) if text.trim().is_empty() => None,
        serde_json::Value::String(text) => Some(text),
        serde_json::Value::Number(number) => Some(number.to_string()),
        serde_json::Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    })
}

/// A whole number, also written as a text; 0 for anything else.
pub(crate) fn number<'de, D: Deserializer<'de>>(from: D) -> Result<u32, D::Error> {
    Ok(text(from)?
        .and_then(|t| t.trim().parse().ok())
        .unwrap_or_default())
}

/// Texts by language tag; tags that we do not know are passed over.
pub(crate) fn languages<'de, D: Deserializer<'de>>(from: D) -> Result<Text, D::Error> {
    let mut whole = Text::new();
    match serde_json::Value::deserialize(from)? {
        serde_json::Value::Object(tags) => {
            for (tag, value) in tags {
                if let (Some(language), Some(words)) = (Language::from_tag(&tag), value.as_str()) {
                    whole.set(language, words);
                }
            }
        }
        // Older entries hold one text without a language: it is bokmål.
        serde_json::Value::String(words) => whole.set(Language::Nb, words),
        _ => {}
    }
    Ok(whole)
}

/// A UUID, or `None` when it is missing or none.
pub(crate) fn uuid(text: Option<&str>) -> Option<Uuid> {
    Uuid::try_parse(text?.trim()).ok().filter(|id| !id.is_nil())
}

/// An organisation number, also with the ISO 6523 prefix `0192:`.
pub(crate) fn org_number(text: Option<&str>) -> Option<OrgNumber> {
    let text = text?.trim();
    text.strip_prefix("0192:").unwrap_or(text).parse().ok()
}

/// An instant; without a zone it is UTC. The year 1 is how the service writes "no date".
pub(crate) fn instant(text: Option<&str>) -> Option<Timestamp> {
    let text = text?.trim();
    let at = text.parse::<Timestamp>().ok().or_else(|| {
        let local: DateTime = text.parse().ok()?;
        local.to_zoned(TimeZone::UTC).ok().map(|z| z.timestamp())
    })?;
    (at.to_zoned(TimeZone::UTC).year() > 1).then_some(at)
}

/// A right as requests and system users carry it (Altinn/altinn-authentication: Right).
#[derive(Deserialize)]
pub(crate) struct WireRight {
    #[serde(default, deserialize_with = "lenient")]
    resource: Vec<WirePair>,
}

#[derive(Deserialize)]
struct WirePair {
    #[serde(default, deserialize_with = "text")]
    id: Option<String>,
    #[serde(default, deserialize_with = "text")]
    value: Option<String>,
}

/// Resource ids of these rights, each once. An app may stand as owner and app in two pairs; pairs that we do not know
/// are kept as `id=value`, so that nothing asked for is hidden.
pub(crate) fn resource_ids(rights: Vec<WireRight>) -> Vec<String> {
    let mut ids: Vec<String> = Vec::with_capacity(rights.len());
    for right in rights {
        let pairs: BTreeMap<String, String> = right
            .resource
            .into_iter()
            .filter_map(|p| Some((p.id?.trim().to_lowercase(), p.value?.trim().to_owned())))
            .collect();
        let of = |id: &str| pairs.get(id).filter(|v| !v.is_empty());
        let id = match (
            of("urn:altinn:resource"),
            of("urn:altinn:org"),
            of("urn:altinn:app"),
        ) {
            (Some(resource), ..) => resource.clone(),
            (None, Some(org), Some(app)) => format!("app_{org}_{app}"),
            _ => pairs
                .iter()
                .map(|(k, v)| format!("{k}={v}"))
                .collect::<Vec<_>>()
                .join(","),
        };
        if !id.is_empty() && !ids.contains(&id) {
            ids.push(id);
        }
    }
    ids
}

/// An access package in a list: `{"urn":"…"}`, or the URN or code alone.
#[derive(Deserialize)]
#[serde(untagged)]
pub(crate) enum WirePackage {
    Bare(String),
    Object {
        #[serde(default, deserialize_with = "text")]
        urn: Option<String>,
    },
}

/// URNs of these packages, each once.
pub(crate) fn package_urns(packages: Vec<WirePackage>) -> Vec<String> {
    let mut urns: Vec<String> = Vec::with_capacity(packages.len());
    for package in packages {
        let urn = match package {
            WirePackage::Bare(urn) => urn,
            WirePackage::Object { urn } => urn.unwrap_or_default(),
        };
        if urn.trim().is_empty() {
            continue;
        }
        let urn = roles::package_urn(&urn);
        if !urns.contains(&urn) {
            urns.push(urn);
        }
    }
    urns
}

/// An action: `{"type":"…","value":"read"}`, or the id alone.
pub(crate) fn action_id(value: &serde_json::Value) -> Option<String> {
    let id = match value {
        serde_json::Value::String(id) => id.as_str(),
        serde_json::Value::Object(members) => members.get("value")?.as_str()?,
        _ => return None,
    };
    let id = id.trim().rsplit(':').next().unwrap_or_default();
    (!id.is_empty()).then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;
    use serde_json::json;

    use super::{Page, WireRight, instant, org_number, resource_ids, uuid};

    #[derive(Deserialize)]
    struct Item {
        n: u8,
    }

    fn page(value: serde_json::Value) -> Option<(Vec<u8>, Option<String>)> {
        let page: Page<Item> = serde_json::from_str(&value.to_string()).ok()?;
        Some((page.items.iter().map(|i| i.n).collect(), page.next))
    }

    #[test]
    fn lists_come_in_several_forms() {
        for (value, items, next) in [
            (json!([{"n":1},{"n":2}]), vec![1, 2], None),
            (
                json!({"links":{"next":null},"data":[{"n":1}]}),
                vec![1],
                None,
            ),
            (
                json!({"data":[[{"n":1}],[{"n":2}]],"links":{}}),
                vec![1, 2],
                None,
            ),
            (
                json!({"links":null,"data":null,"stats":{"x":[1]}}),
                vec![],
                None,
            ),
            (
                json!({"links":{"next":"https://x"},"data":[]}),
                vec![],
                Some("https://x"),
            ),
            (json!(null), vec![], None),
        ] {
            let expected = Some((items, next.map(str::to_owned)));
            assert_eq!(page(value.clone()), expected, "{value}");
        }
        for value in [
            json!({"error":"x"}),
            json!("x"),
            json!([1]),
            json!({"data":[{"n":"x"}]}),
        ] {
            assert_eq!(page(value.clone()), None, "{value}");
        }
    }

    #[test]
    fn rights_name_their_resource() {
        let rights: Vec<WireRight> = serde_json::from_value(json!([
            {"resource":[{"id":"urn:altinn:resource","value":"ske-krav"}]},
            {"action":"read","resource":[{"id":"urn:altinn:resource","value":"ske-krav"}]},
            {"resource":[{"id":"urn:altinn:app","value":"mva"},{"id":"urn:altinn:org","value":"skd"}]},
            {"resource":[{"id":"urn:other","value":"x"}]},
            {"resource":null},
            {},
        ]))
        .expect("rights");
        assert_eq!(
            resource_ids(rights),
            ["ske-krav", "app_skd_mva", "urn:other=x"]
        );
    }

    #[test]
    fn dates_with_and_without_zone() {
        assert_eq!(
            instant(Some("2026-08-21T09:12:33.123456Z"))
                .map(|t| t.to_string())
                .as_deref(),
            Some("2026-08-21T09:12:33.123456Z")
        );
        assert_eq!(
            instant(Some("2026-08-21T09:12:33"))
                .map(|t| t.to_string())
                .as_deref(),
            Some("2026-08-21T09:12:33Z")
        );
        assert_eq!(
            instant(Some("2026-08-21T11:12:33.1234567+02:00")).map(|t| t.as_second()),
            Some(1_787_303_553)
        );
        for none in [
            Some("0001-01-01T00:00:00"),
            Some("0001-01-01T00:00:00Z"),
            Some("soon"),
            None,
        ] {
            assert_eq!(instant(none), None, "{none:?}");
        }
    }

    #[test]
    fn ids() {
        assert_eq!(
            org_number(Some("0192:310757632")),
            org_number(Some("310757632"))
        );
        assert!(org_number(Some("310757632")).is_some());
        assert_eq!(org_number(Some("x")), None);
        assert_eq!(uuid(Some("00000000-0000-0000-0000-000000000000")), None);
        assert!(uuid(Some("0F6A2C1E-7F0B-4B7C-9D9E-2F7A0E0C9B11")).is_some());
    }
}
