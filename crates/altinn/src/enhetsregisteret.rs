//! Enhetsregisteret: names, standing and roles of organisations. Open data (NLOD) of Brønnøysundregistrene; no token.

use std::collections::{BTreeMap, BTreeSet};

use fullmakt_domain::{OrgNumber, RegisterRole, Unit, UnitState};
use fullmakt_net::Call;
use serde::Deserialize;
use serde_json::Value;

use crate::client::{Client, read};
use crate::error::AltinnError;
use crate::kinds::{UNIT_READ, UNIT_ROLES, UNITS_SEARCH};
use crate::wire::{lenient, org_number, text};

/// Numbers asked for in one call: ten characters each keep the address short, and one page holds them all.
const UNITS_PER_CALL: usize = 100;

/// Organisations. Keep what is read for a day or more.
#[derive(Clone, Copy)]
pub struct Units<'a>(pub(crate) &'a Client);

impl Units<'_> {
    /// One organisation: a main unit, or else a sub-unit, since a number is one of the two.
    ///
    /// # Errors
    /// See [`AltinnError`]; [`AltinnError::NotFound`] when the number is in neither part of the register, or was
    /// removed from it for legal reasons.
    pub async fn unit(&self, org_number: OrgNumber) -> Result<Unit, AltinnError> {
        match self.one("enheter", org_number).await {
            Err(AltinnError::NotFound) => self.one("underenheter", org_number).await,
            outcome => outcome,
        }
    }

    /// Many organisations, in batches: those that are registered, by number. Missing ones are simply not there.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn units(
        &self,
        org_numbers: &[OrgNumber],
    ) -> Result<BTreeMap<OrgNumber, Unit>, AltinnError> {
        let mut found = BTreeMap::new();
        for part in ["enheter", "underenheter"] {
            let missing: Vec<OrgNumber> = org_numbers
                .iter()
                .copied()
                .filter(|n| !found.contains_key(n))
                .collect::<BTreeSet<_>>()
                .into_iter()
                .collect();
            for some in missing.chunks(UNITS_PER_CALL) {
                for unit in self.search(part, some).await? {
                    found.insert(unit.org_number, unit);
                }
            }
        }
        Ok(found)
    }

    /// Register roles of a main unit that are in force, in the register's order. Sub-units have none of their own:
    /// ask for their main unit.
    ///
    /// # Errors
    /// See [`AltinnError`].
    pub async fn roles(&self, org_number: OrgNumber) -> Result<Vec<RegisterRole>, AltinnError> {
        let url = self.0.register("enheter", [org_number.as_str(), "roller"]);
        let answer = self.0.send_anonymous(Call::get(UNIT_ROLES, url)).await?;
        let wire: WireRoles = read(UNIT_ROLES, &answer)?;
        Ok(wire
            .rollegrupper
            .into_iter()
            .flat_map(|group| group.roller)
            .filter_map(register_role)
            .collect())
    }

    async fn one(&self, part: &str, org_number: OrgNumber) -> Result<Unit, AltinnError> {
        let url = self.0.register(part, [org_number.as_str()]);
        let answer = self.0.send_anonymous(Call::get(UNIT_READ, url)).await?;
        let wire: WireUnit = read(UNIT_READ, &answer)?;
        unit(wire)
            .filter(|u| u.org_number == org_number)
            .ok_or(AltinnError::Unreadable { what: UNIT_READ })
    }

    async fn search(
        &self,
        part: &str,
        org_numbers: &[OrgNumber],
    ) -> Result<Vec<Unit>, AltinnError> {
        let mut url = self.0.register(part, []);
        let numbers: Vec<&str> = org_numbers.iter().map(OrgNumber::as_str).collect();
        url.query_pairs_mut()
            .append_pair("organisasjonsnummer", &numbers.join(","))
            .append_pair("size", &org_numbers.len().to_string());
        let answer = self.0.send_anonymous(Call::get(UNITS_SEARCH, url)).await?;
        let wire: WireSearch = read(UNITS_SEARCH, &answer)?;
        let embedded = wire.embedded.unwrap_or_default();
        let units = embedded.enheter.into_iter().chain(embedded.underenheter);
        Ok(units.filter_map(unit).collect())
    }
}

/// A unit, with only those of its many members that we use.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireUnit {
    #[serde(default, deserialize_with = "text")]
    organisasjonsnummer: Option<String>,
    #[serde(default, deserialize_with = "text")]
    navn: Option<String>,
    #[serde(default)]
    organisasjonsform: Option<WireCode>,
    #[serde(default, deserialize_with = "text")]
    slettedato: Option<String>,
    #[serde(default, deserialize_with = "lenient")]
    konkurs: bool,
    #[serde(default, deserialize_with = "lenient")]
    under_avvikling: bool,
    #[serde(default, deserialize_with = "lenient")]
    under_tvangsavvikling_eller_tvangsopplosning: bool,
    #[serde(default, deserialize_with = "text")]
    hjemmeside: Option<String>,
    #[serde(default)]
    forretningsadresse: Option<WireAddress>,
    #[serde(default)]
    beliggenhetsadresse: Option<WireAddress>,
    #[serde(default)]
    postadresse: Option<WireAddress>,
    #[serde(default, deserialize_with = "text")]
    overordnet_enhet: Option<String>,
}

#[derive(Deserialize)]
struct WireCode {
    #[serde(default, deserialize_with = "text")]
    kode: Option<String>,
    #[serde(default, deserialize_with = "text")]
    beskrivelse: Option<String>,
}

#[derive(Deserialize)]
struct WireAddress {
    #[serde(default, deserialize_with = "text")]
    poststed: Option<String>,
}

/// The answer to a search (HAL); `_embedded` is missing when nothing was found.
#[derive(Deserialize)]
struct WireSearch {
    #[serde(rename = "_embedded", default)]
    embedded: Option<WireEmbedded>,
}

#[derive(Default, Deserialize)]
struct WireEmbedded {
    #[serde(default, deserialize_with = "lenient")]
    enheter: Vec<WireUnit>,
    #[serde(default, deserialize_with = "lenient")]
    underenheter: Vec<WireUnit>,
}

fn unit(wire: WireUnit) -> Option<Unit> {
    let org_number = org_number(wire.organisasjonsnummer.as_deref())?;
    let state = if let Some(day) = &wire.slettedato {
        UnitState::Deleted {
            on: day.parse().ok(),
        }
    } else if wire.konkurs {
        UnitState::Bankrupt
    } else if wire.under_avvikling || wire.under_tvangsavvikling_eller_tvangsopplosning {
        UnitState::WindingUp
    } else {
        UnitState::Active
    };
    let place = [
        wire.forretningsadresse,
        wire.beliggenhetsadresse,
        wire.postadresse,
    ]
    .into_iter()
    .flatten()
    .find_map(|address| address.poststed);
    Some(Unit {
        org_number,
        name: wire.navn.unwrap_or_default().trim().to_owned(),
        form: wire.organisasjonsform.and_then(|form| form.kode),
        state,
        homepage: wire.hjemmeside.map(|page| page.trim().to_owned()),
        place: place.map(|place| place.trim().to_owned()),
        parent: wire.overordnet_enhet.and_then(|n| n.parse().ok()),
    })
}

#[derive(Deserialize)]
struct WireRoles {
    #[serde(default, deserialize_with = "lenient")]
    rollegrupper: Vec<WireRoleGroup>,
}

#[derive(Deserialize)]
struct WireRoleGroup {
    #[serde(default, deserialize_with = "lenient")]
    roller: Vec<WireRole>,
}

#[derive(Deserialize)]
struct WireRole {
    #[serde(rename = "type", default)]
    kind: Option<WireCode>,
    #[serde(default)]
    person: Option<WirePerson>,
    #[serde(default)]
    enhet: Option<WireHolder>,
    #[serde(default, deserialize_with = "lenient")]
    fratraadt: bool,
    #[serde(default, deserialize_with = "lenient")]
    avregistrert: bool,
}

/// A person in a role. The birth date is not even read.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WirePerson {
    #[serde(default)]
    navn: Option<WireName>,
    #[serde(default, deserialize_with = "lenient")]
    er_doed: bool,
}

#[derive(Deserialize)]
struct WireName {
    #[serde(default, deserialize_with = "text")]
    fornavn: Option<String>,
    #[serde(default, deserialize_with = "text")]
    mellomnavn: Option<String>,
    #[serde(default, deserialize_with = "text")]
    etternavn: Option<String>,
}

/// A unit in a role: its name is one line or several.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct WireHolder {
    #[serde(default)]
    navn: Value,
    #[serde(default, deserialize_with = "lenient")]
    er_slettet: bool,
}

/// `None` for a role that is over, or whose holder has no name.
fn register_role(wire: WireRole) -> Option<RegisterRole> {
    if wire.fratraadt || wire.avregistrert {
        return None;
    }
    let (holder, is_unit) = match (wire.person, wire.enhet) {
        (Some(person), _) if !person.er_doed => {
            let name = person.navn?;
            let parts = [name.fornavn, name.mellomnavn, name.etternavn];
            let words: Vec<String> = parts.into_iter().flatten().collect();
            (words.join(" "), false)
        }
        (None, Some(holder)) if !holder.er_slettet => (lines(&holder.navn), true),
        _ => return None,
    };
    let holder = holder.split_whitespace().collect::<Vec<_>>().join(" ");
    let kind = wire.kind?;
    let code = kind.kode?.to_uppercase();
    (!holder.is_empty()).then(|| RegisterRole {
        holder,
        is_unit,
        name: kind.beskrivelse.unwrap_or_else(|| code.clone()),
        code,
    })
}

fn lines(name: &Value) -> String {
    match name {
        Value::String(line) => line.clone(),
        Value::Array(lines) => lines
            .iter()
            .filter_map(Value::as_str)
            .collect::<Vec<_>>()
            .join(" "),
        _ => String::new(),
    }
}
