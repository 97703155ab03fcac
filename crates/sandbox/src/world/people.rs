//! The persons that can log in.

use jiff::civil::Date;
use uuid::Uuid;

use super::World;

/// A synthetic person. The identity number has the month plus 80, as Norwegian test persons do.
#[derive(Clone)]
pub struct Person {
    /// Identity number, 11 digits.
    pub pid: String,
    /// Full name.
    pub name: String,
    /// Altinn user id.
    pub user_id: u32,
    /// Party id of the person's own party.
    pub party_id: u32,
    /// Party UUID of the person's own party.
    pub party_uuid: Uuid,
    /// Altinn user name.
    pub username: String,
    /// One line for the persons page.
    pub blurb: String,
    /// Short stable name for tests and command lines: `kari`, `mina`, `odd`.
    pub key: String,
}

/// What Maskinporten puts into a system user token about the system user.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SystemUserClaim {
    /// The system user's id.
    pub system_user_id: Uuid,
    /// The registered system's id, `{vendor org number}_{name}`.
    pub system_id: String,
}

impl World {
    /// Everybody who can log in.
    #[must_use]
    pub fn people(&self) -> &[Person] {
        &self.people
    }

    /// The person with this identity number.
    #[must_use]
    pub fn person_by_pid(&self, pid: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.pid == pid)
    }

    /// The person with this key (`kari`, `mina`, `odd`).
    #[must_use]
    pub fn person_by_key(&self, key: &str) -> Option<&Person> {
        self.people.iter().find(|person| person.key == key)
    }

    /// The person with this party UUID, whether able to log in or not.
    #[must_use]
    pub fn person_by_party(&self, party_uuid: Uuid) -> Option<&Person> {
        self.people
            .iter()
            .chain(&self.others)
            .find(|person| person.party_uuid == party_uuid)
    }

    /// The person with this Altinn user id.
    #[must_use]
    pub fn person_by_user_id(&self, user_id: u32) -> Option<&Person> {
        self.people.iter().find(|person| person.user_id == user_id)
    }
}

/// The three persons that can log in, the same in every seed.
pub(crate) fn seeded() -> Vec<Person> {
    vec![
        person("kari", "14837811288", "Kari Haugen", 1)
            .with_blurb("Administrator: tilgangsstyrer i flere virksomheter"),
        person("mina", "02919123039", "Mina Nordvik", 2)
            .with_blurb("Medarbeider: leser post, kan ikke godkjenne"),
        person("odd", "27866931769", "Odd Lunde", 3)
            .with_blurb("Regnskapsfører: daglig leder i Lunde Regnskap AS"),
    ]
}

/// Owners, directors and colleagues: known in the registers, but they do not log in.
pub(crate) fn seeded_others() -> Vec<Person> {
    vec![
        person("ingrid", "05857214600", "Ingrid Solberg", 11),
        person("tor", "19886520320", "Tor Bakke", 12),
        person("anne", "23818017162", "Anne Granli", 13),
        person("per", "11925925197", "Per Brattvåg", 14),
        person("marit", "30848326670", "Marit Solgry", 15),
        person("hilde", "08827518884", "Hilde Dalen", 16),
        person("lars", "17878833058", "Lars Myklebust", 17),
        person("siri", "03909440261", "Siri Langøy", 18),
        person("eva", "12918310094", "Eva Sletten", 19),
        person("jon", "07868510042", "Jon Bergli", 20),
    ]
}

fn person(key: &str, pid: &str, name: &str, number: u32) -> Person {
    Person {
        pid: pid.to_owned(),
        name: name.to_owned(),
        user_id: 20_010_000 + number,
        party_id: 50_010_000 + number,
        party_uuid: super::stable_uuid(&format!("person/{key}")),
        username: format!("{}-{number}", name.to_lowercase().replace(' ', ".")),
        blurb: String::new(),
        key: key.to_owned(),
    }
}

impl Person {
    fn with_blurb(mut self, blurb: &str) -> Self {
        blurb.clone_into(&mut self.blurb);
        self
    }

    /// The name as the population register has it: capitals, family name first.
    #[must_use]
    pub fn register_name(&self) -> String {
        let name = self.name.to_uppercase();
        match name.rsplit_once(' ') {
            Some((given, family)) => format!("{family} {given}"),
            None => name,
        }
    }

    /// Date of birth, read from the identity number as synthetic numbers have it: day, month plus
    /// 80, year; everybody here was born in the twentieth century.
    #[must_use]
    pub fn date_of_birth(&self) -> Option<Date> {
        let part = |at: usize| self.pid.get(at..at + 2)?.parse::<i16>().ok();
        let month = i8::try_from(part(2)? - 80).ok()?;
        Date::new(1900 + part(4)?, month, i8::try_from(part(0)?).ok()?).ok()
    }
}
