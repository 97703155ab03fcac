//! Organisations as Altinn's register and the Enhetsregisteret know them.

use std::collections::HashMap;

use jiff::civil::Date;
use uuid::Uuid;

/// A main unit or a sub-unit.
#[derive(Clone, Debug)]
pub(crate) struct Organisation {
    pub(crate) org_no: String,
    /// In upper case, as registered.
    pub(crate) name: String,
    /// Code of the form: `AS`, `ENK`, `NUF`, `BEDR` …
    pub(crate) form: &'static str,
    pub(crate) party_id: u32,
    pub(crate) party_uuid: Uuid,
    /// The main unit's number, for a sub-unit.
    pub(crate) parent: Option<String>,
    pub(crate) place: Place,
    pub(crate) trade: Trade,
    pub(crate) registered: Date,
    pub(crate) deleted: Option<Date>,
    pub(crate) bankrupt: Option<Date>,
    pub(crate) winding_up: bool,
    pub(crate) website: Option<String>,
}

/// Where an organisation is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) street: &'static str,
    pub(crate) postcode: &'static str,
    pub(crate) town: &'static str,
    pub(crate) municipality: &'static str,
    pub(crate) municipality_no: &'static str,
}

/// What an organisation lives from: code and words of the standard classification.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Trade {
    pub(crate) code: &'static str,
    pub(crate) words: &'static str,
}

/// All organisations, found by number, party id and party UUID.
#[derive(Default)]
pub(crate) struct Organisations {
    all: Vec<Organisation>,
    by_number: HashMap<String, usize>,
    by_party_id: HashMap<u32, usize>,
    by_uuid: HashMap<Uuid, usize>,
    units: HashMap<String, Vec<usize>>,
}

impl Organisations {
    pub(crate) fn add(&mut self, organisation: Organisation) {
        let at = self.all.len();
        self.by_number.insert(organisation.org_no.clone(), at);
        self.by_party_id.insert(organisation.party_id, at);
        self.by_uuid.insert(organisation.party_uuid, at);
        if let Some(parent) = &organisation.parent {
            self.units.entry(parent.clone()).or_default().push(at);
        }
        self.all.push(organisation);
    }

    pub(crate) fn by_number_mut(&mut self, org_no: &str) -> Option<&mut Organisation> {
        self.by_number.get(org_no).map(|at| &mut self.all[*at])
    }

    pub(crate) fn all(&self) -> &[Organisation] {
        &self.all
    }

    pub(crate) fn by_number(&self, org_no: &str) -> Option<&Organisation> {
        self.by_number.get(org_no).map(|at| &self.all[*at])
    }

    pub(crate) fn by_party_id(&self, party_id: u32) -> Option<&Organisation> {
        self.by_party_id.get(&party_id).map(|at| &self.all[*at])
    }

    pub(crate) fn by_uuid(&self, party_uuid: Uuid) -> Option<&Organisation> {
        self.by_uuid.get(&party_uuid).map(|at| &self.all[*at])
    }

    /// The sub-units of a main unit, in the order they were added.
    pub(crate) fn units_of(&self, org_no: &str) -> impl Iterator<Item = &Organisation> {
        self.units
            .get(org_no)
            .into_iter()
            .flatten()
            .map(|at| &self.all[*at])
    }
}

/// Names of the forms that the seeds use.
pub(crate) fn form_in_words(form: &str) -> &'static str {
    match form {
        "AS" => "Aksjeselskap",
        "ENK" => "Enkeltpersonforetak",
        "NUF" => "Norskregistrert utenlandsk foretak",
        "BEDR" => "Underenhet til næringsdrivende og offentlig forvaltning",
        "SA" => "Samvirkeforetak",
        "ORGL" => "Organisasjonsledd",
        "DA" => "Selskap med delt ansvar",
        "BRL" => "Borettslag",
        "ESEK" => "Eierseksjonssameie",
        "BBL" => "Boligbyggelag",
        "STI" => "Stiftelse",
        _ => "Annen juridisk person",
    }
}
