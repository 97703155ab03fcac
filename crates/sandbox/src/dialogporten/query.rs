//! Reading and checking what a search asks for (dialogporten reference 1.4 and 1.5).

use jiff::Timestamp;

use super::order::{order, place};
use super::problem::Refusal;
use crate::altinn::query::Pairs;
use crate::server::switches::Switches;
use crate::world::dialogs::full_text::TextQuery;
use crate::world::dialogs::kinds;
use crate::world::dialogs::labels::Label;
use crate::world::dialogs::query::{Query, Range};
use crate::world::dialogs::sight::{ORGANISATION, PERSON};
use crate::world::numbers;

/// A search as it was sent, unchecked.
#[derive(Clone, Debug, Default)]
pub(super) struct Asked {
    pub(super) party: Vec<String>,
    pub(super) service_resource: Vec<String>,
    pub(super) org: Vec<String>,
    pub(super) extended_status: Vec<String>,
    pub(super) external_reference: Option<String>,
    pub(super) status: Vec<String>,
    pub(super) system_label: Vec<String>,
    /// Created, updated, content updated, due: after and before each.
    pub(super) times: [[Option<String>; 2]; 4],
    pub(super) is_content_seen: Option<String>,
    pub(super) process: Option<String>,
    pub(super) exclude_api_only: Option<String>,
    pub(super) search: Option<String>,
    pub(super) search_language_code: Option<String>,
    pub(super) order_by: Option<String>,
    pub(super) continuation_token: Option<String>,
    pub(super) limit: Option<String>,
}

/// Names of the four times that can be bounded.
pub(super) const TIMES: [&str; 4] = ["Created", "Updated", "ContentUpdated", "Due"];

/// Longest URI of a process.
const MAX_URI: usize = 1023;

/// What was found wrong, with its key.
type Errors = Vec<(String, String)>;

impl Asked {
    /// Reads a query string.
    pub(super) fn read(query: Option<&str>) -> Self {
        let pairs = Pairs::read(query);
        let all = |name: &str| pairs.all(name).map(str::to_owned).collect();
        let one = |name: &str| pairs.first(name).map(str::to_owned);
        let times = TIMES.map(|time| {
            ["After", "Before"].map(|end| one(&format!("{time}{end}")).filter(|it| !it.is_empty()))
        });
        Self {
            party: all("party"),
            service_resource: all("serviceResource"),
            org: all("org"),
            extended_status: all("extendedStatus"),
            external_reference: one("externalReference"),
            status: all("status"),
            system_label: all("systemLabel"),
            times,
            is_content_seen: one("isContentSeen"),
            process: one("process"),
            exclude_api_only: one("excludeApiOnly"),
            search: one("search"),
            search_language_code: one("searchLanguageCode"),
            order_by: one("orderBy"),
            continuation_token: one("continuationToken"),
            limit: one("limit"),
        }
    }

    /// Checks it, and gives the query to run.
    pub(super) fn checked(&self, switches: Switches) -> Result<Query, Refusal> {
        let mut errors = Errors::new();
        self.check_lists(switches, &mut errors);
        let mut query = Query {
            parties: self.party.iter().map(|urn| urn.to_lowercase()).collect(),
            services: self.service_resource.clone(),
            orgs: self.org.clone(),
            extended_statuses: self.extended_status.clone(),
            external_reference: self.external_reference.clone(),
            process: self.process.clone(),
            statuses: members("Status", &self.status, &mut errors),
            labels: members::<Label>("SystemLabel", &self.system_label, &mut errors),
            content_seen: flag("IsContentSeen", self.is_content_seen.as_ref(), &mut errors),
            exclude_api_only: flag(
                "ExcludeApiOnly",
                self.exclude_api_only.as_ref(),
                &mut errors,
            )
            .unwrap_or(false),
            text: self.text(&mut errors),
            limit: self.limit(&mut errors),
            ..Query::default()
        };
        let [created, updated, content_updated, due] =
            std::array::from_fn(|at| self.range(at, &mut errors));
        (query.created, query.updated) = (created, updated);
        (query.content_updated, query.due) = (content_updated, due);
        match order(self.order_by.as_deref()) {
            Ok(order) => query.order = order,
            Err(sentence) => errors.push(("OrderBy".to_owned(), sentence)),
        }
        if let Some(token) = self
            .continuation_token
            .as_deref()
            .filter(|it| !it.is_empty())
        {
            match place(token, &query.order) {
                Ok(after) => query.after = Some(after),
                Err(sentence) => errors.push(("ContinuationToken".to_owned(), sentence)),
            }
        }
        if errors.is_empty() {
            Ok(query)
        } else {
            Err(Refusal::Invalid(errors))
        }
    }

    fn check_lists(&self, switches: Switches, errors: &mut Errors) {
        if self.party.is_empty() && self.service_resource.is_empty() {
            let sentence = "Either ServiceResource or Party must be specified.";
            errors.push((String::new(), sentence.to_owned()));
        }
        for (name, list, most) in [
            ("Org", &self.org, switches.max_org_filter_values),
            (
                "ServiceResource",
                &self.service_resource,
                switches.max_service_resource_filter_values,
            ),
            ("Party", &self.party, switches.max_party_filter_values),
            (
                "ExtendedStatus",
                &self.extended_status,
                switches.max_extended_status_filter_values,
            ),
        ] {
            if list.len() > most {
                let sentence = format!("'{name} Count' must be less than or equal to '{most}'.");
                errors.push((format!("{name}.Count"), sentence));
            }
        }
        for (urn, at) in self.party.iter().zip(0..) {
            if !is_party(&urn.to_lowercase()) {
                let sentence = format!("'{urn}' is not a valid party identifier.");
                errors.push((format!("Party[{at}]"), sentence));
            }
        }
        if let Some(process) = &self.process {
            if process.chars().count() > MAX_URI {
                let sentence = format!("The length of 'Process' must be {MAX_URI} or fewer.");
                errors.push(("Process".to_owned(), sentence));
            }
            if url::Url::parse(process).is_err() {
                let sentence = "'Process' is not a valid URI.".to_owned();
                errors.push(("Process".to_owned(), sentence));
            }
        }
    }

    fn text(&self, errors: &mut Errors) -> Option<TextQuery> {
        let language = self.search_language_code.as_deref();
        if let Some(code) = language
            && !is_culture(code)
        {
            let hint = if code == "no" {
                " Use 'nb' or 'nn'."
            } else {
                ""
            };
            let sentence = format!("'{code}' is not a valid culture code.{hint}");
            errors.push(("SearchLanguageCode".to_owned(), sentence));
        }
        let text = self.search.as_deref()?;
        let length = text.chars().count();
        if length < 3 {
            let sentence = format!(
                "The length of 'Search' must be at least 3 characters. You entered {length} \
                 characters."
            );
            errors.push(("Search".to_owned(), sentence));
            return None;
        }
        let neutral = language.and_then(|code| code.split('-').next());
        Some(TextQuery::parse(text, neutral))
    }

    fn limit(&self, errors: &mut Errors) -> usize {
        const DEFAULT: usize = 100;
        const MOST: i64 = 1000;
        let Some(limit) = self.limit.as_deref().filter(|it| !it.is_empty()) else {
            return DEFAULT;
        };
        match limit.parse::<i64>() {
            Ok(number) if (1..=MOST).contains(&number) => {
                usize::try_from(number).unwrap_or(DEFAULT)
            }
            Ok(number) => {
                let sentence =
                    format!("'Limit' must be between 1 and {MOST}. You entered {number}.");
                errors.push(("Limit".to_owned(), sentence));
                DEFAULT
            }
            Err(_) => {
                errors.push(("Limit".to_owned(), format!("'{limit}' is not a number.")));
                DEFAULT
            }
        }
    }

    fn range(&self, at: usize, errors: &mut Errors) -> Range {
        let [after, before] = &self.times[at];
        let name = TIMES[at];
        let mut read = |end: &str, value: &Option<String>| -> Option<i64> {
            let text = value.as_deref()?;
            // A time without an offset is no point in time.
            let parsed = text.parse::<Timestamp>().ok();
            if parsed.is_none() {
                let sentence = format!("'{text}' is not a date and time with an offset.");
                errors.push((format!("{name}{end}"), sentence));
            }
            parsed.map(Timestamp::as_microsecond)
        };
        let range = Range {
            after: read("After", after),
            before: read("Before", before),
        };
        if let (Some(after), Some(before)) = (range.after, range.before)
            && after > before
        {
            let words = if name == "ContentUpdated" {
                "Content Updated"
            } else {
                name
            };
            let sentence =
                format!("'{words} After' must be less than or equal to '{words} Before'.");
            errors.push((format!("{name}After"), sentence));
        }
        range
    }
}

/// Members of a closed set; the exact spelling is asked for.
fn members<T: serde::de::DeserializeOwned>(
    key: &str,
    names: &[String],
    errors: &mut Errors,
) -> Vec<T> {
    names
        .iter()
        .filter_map(|name| {
            let member = kinds::parse(name);
            if member.is_none() {
                errors.push((key.to_owned(), format!("'{name}' is not a valid value.")));
            }
            member
        })
        .collect()
}

fn flag(key: &str, value: Option<&String>, errors: &mut Errors) -> Option<bool> {
    match value?.to_lowercase().as_str() {
        "true" => Some(true),
        "false" => Some(false),
        "" => None,
        other => {
            errors.push((key.to_owned(), format!("'{other}' is not a valid value.")));
            None
        }
    }
}

/// Whether a URN names a party: check digits included (dialogporten reference 1.10).
pub(super) fn is_party(urn: &str) -> bool {
    const FREE: [&str; 3] = [
        "urn:altinn:person:idporten-email:",
        "urn:altinn:person:legacy-selfidentified:",
        "urn:altinn:feide-subject:",
    ];
    if let Some(number) = urn.strip_prefix(ORGANISATION) {
        return numbers::is_valid(number);
    }
    if let Some(number) = urn.strip_prefix(PERSON) {
        return numbers::is_valid_person(number);
    }
    FREE.iter().any(|prefix| {
        urn.strip_prefix(prefix)
            .is_some_and(|rest| !rest.is_empty())
    })
}

/// Two letters, perhaps with a region; plain `no` is refused.
fn is_culture(code: &str) -> bool {
    let mut parts = code.split('-');
    let letters = |part: &str| part.bytes().all(|letter| letter.is_ascii_alphabetic());
    let neutral = parts.next().unwrap_or_default();
    let rest: Vec<&str> = parts.collect();
    (2..=3).contains(&neutral.len())
        && letters(neutral)
        && !neutral.eq_ignore_ascii_case("no")
        && rest.iter().all(|part| (2..=4).contains(&part.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn party_identifiers_are_checked_to_the_last_digit() {
        for good in [
            "urn:altinn:organization:identifier-no:312345676",
            "urn:altinn:person:identifier-no:14837811288",
            "urn:altinn:person:idporten-email:a@b.example",
        ] {
            assert!(is_party(good), "{good}");
        }
        for bad in [
            "312345676",
            "urn:altinn:organization:identifier-no:312345677",
            "urn:altinn:person:identifier-no:14837811289",
            "urn:altinn:person:idporten-email:",
            "urn:altinn:systemuser:uuid:x",
        ] {
            assert!(!is_party(bad), "{bad}");
        }
    }
}
