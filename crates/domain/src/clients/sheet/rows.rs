//! Lines of the table as wishes, each judged against the matrix.

use std::collections::HashMap;

use uuid::Uuid;

use super::fault::{BadRow, Fault};
use super::heading::{Column, column};
use super::reader::{Record, records};
use crate::clients::cell::Need;
use crate::clients::facts::AgentKind;
use crate::clients::item::item_code;
use crate::clients::matrix::Matrix;
use crate::clients::numbers::{NumberFault, number};
use crate::clients::plan::{Act, Wish};
use crate::text::fold;

/// What the catalogue says of a package.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PackageWord {
    /// Can be passed on to an agent.
    Fine,
    /// Cannot.
    NotDelegable,
    /// Not in the catalogue.
    Unknown,
}

/// What a file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sheet {
    /// Wishes, in the order of the lines.
    pub wishes: Vec<Wish>,
    /// Lines that can be used, those that wish for nothing included.
    pub lines: u32,
    /// Lines that cannot, in their order.
    pub bad: Vec<BadRow>,
}

/// Reads a file and judges every line. Nothing is to be done while any is bad.
pub fn read(text: &str, matrix: &Matrix, package: impl Fn(&str) -> PackageWord) -> Sheet {
    let (records, bad) = records(text);
    let mut sheet = Sheet {
        bad,
        ..Sheet::default()
    };
    let mut records = records.into_iter();
    let Some(heading) = records.next() else {
        let fault = Fault::MissingColumn(Column::OrgNumber);
        sheet.bad.push(BadRow::new(1, "", fault));
        return sheet;
    };
    match Heading::of(&heading) {
        Err(faults) => sheet.bad.extend(faults),
        Ok(heading) => {
            let mut judge = Judge::new(matrix, heading, &package);
            for record in records {
                match judge.wish(&record) {
                    Ok(wish) => {
                        sheet.lines += 1;
                        sheet.wishes.extend(wish);
                    }
                    Err(bad) => sheet.bad.push(bad),
                }
            }
        }
    }
    sheet.bad.sort_by_key(|bad| bad.line);
    sheet
}

/// Where the columns stand.
struct Heading {
    places: HashMap<Column, usize>,
    width: usize,
}

impl Heading {
    fn of(record: &Record) -> Result<Self, Vec<BadRow>> {
        let mut places = HashMap::new();
        let mut faults = Vec::new();
        for (at, name) in record.fields.iter().enumerate() {
            let Some(column) = column(name) else { continue };
            if places.insert(column, at).is_some() {
                let fault = Fault::RepeatedColumn(column);
                faults.push(BadRow::new(record.line, name, fault));
            }
        }
        let mut needed = vec![Column::OrgNumber, Column::Wanted];
        if !places.contains_key(&Column::AgentId) {
            needed.push(Column::Agent);
        }
        for column in needed {
            if !places.contains_key(&column) {
                let fault = Fault::MissingColumn(column);
                faults.push(BadRow::new(record.line, "", fault));
            }
        }
        if faults.is_empty() {
            Ok(Heading {
                places,
                width: record.fields.len(),
            })
        } else {
            Err(faults)
        }
    }

    fn field<'a>(&self, record: &'a Record, column: Column) -> &'a str {
        let place = self.places.get(&column);
        let field = place.and_then(|&at| record.fields.get(at));
        field.map_or("", |field| field.trim())
    }
}

/// Earlier wishes for a cell: package (or all), what was wanted, line.
type Earlier = Vec<(Option<usize>, bool, u32)>;

struct Judge<'a, F> {
    matrix: &'a Matrix,
    heading: Heading,
    package: F,
    numbers: HashMap<&'a str, usize>,
    titles: HashMap<String, Vec<usize>>,
    earlier: HashMap<(usize, usize), Earlier>,
}

impl<'a, F: Fn(&str) -> PackageWord> Judge<'a, F> {
    fn new(matrix: &'a Matrix, heading: Heading, package: F) -> Self {
        let clients = matrix.clients().iter().enumerate();
        let numbers = clients.filter_map(|(at, c)| Some((c.org_no.as_deref()?, at)));
        let mut titles: HashMap<String, Vec<usize>> = HashMap::new();
        for (at, agent) in matrix.agents().iter().enumerate() {
            titles.entry(fold(&agent.title)).or_default().push(at);
        }
        Judge {
            matrix,
            heading,
            package,
            numbers: numbers.collect(),
            titles,
            earlier: HashMap::new(),
        }
    }

    /// The wish of a line; `None` when it wishes for nothing.
    fn wish(&mut self, record: &Record) -> Result<Option<Wish>, BadRow> {
        let bad = |text: &str, fault| BadRow::new(record.line, text, fault);
        if record.fields.len() != self.heading.width {
            return Err(bad("", Fault::FieldCount));
        }
        let word = self.heading.field(record, Column::Wanted);
        if word.is_empty() {
            // Whatever else it says: a written matrix has lines for what cannot be wished for.
            return Ok(None);
        }
        let client = self.client(record)?;
        let agent = self.agent(record)?;
        let package = self.package(record, agent)?;
        let wanted = match word.to_lowercase().as_str() {
            "ja" | "yes" | "j" | "y" | "x" | "1" | "true" | "sann" => true,
            "nei" | "no" | "n" | "0" | "false" | "usann" => false,
            _ => return Err(bad(word, Fault::NotYesOrNo)),
        };
        let earlier = self.earlier.entry((client, agent)).or_default();
        for &(other, other_wanted, line) in earlier.iter() {
            if other == package && other_wanted == wanted {
                return Err(bad(word, Fault::Repeated { line }));
            }
            let same = other == package || other.is_none() || package.is_none();
            if same && other_wanted != wanted {
                return Err(bad(word, Fault::Contradiction { line }));
            }
        }
        earlier.push((package, wanted, record.line));
        Ok(Some(Wish {
            client,
            agent,
            act: if wanted { Act::Add } else { Act::Remove },
            packages: package.map(|place| {
                let code = self.matrix.packages().all()[place].as_str();
                self.matrix.package_set([code])
            }),
        }))
    }

    fn client(&self, record: &Record) -> Result<usize, BadRow> {
        let text = self.heading.field(record, Column::OrgNumber);
        let fault = match number(text) {
            Ok(number) => match self.numbers.get(number.as_str()) {
                Some(&client) => return Ok(client),
                None => Fault::UnknownClient,
            },
            Err(NumberFault::IdentityNumber) => Fault::IdentityNumber,
            Err(NumberFault::CheckDigit) => Fault::CheckDigit,
            Err(NumberFault::Filler) => Fault::Filler,
            Err(NumberFault::NotANumber | NumberFault::Repeated { .. }) => Fault::NotANumber,
        };
        Err(BadRow::new(record.line, text, fault))
    }

    fn agent(&self, record: &Record) -> Result<usize, BadRow> {
        let bad = |text: &str, fault| BadRow::new(record.line, text, fault);
        let id = self.heading.field(record, Column::AgentId);
        let title = self.heading.field(record, Column::Agent);
        let agent = if !id.is_empty() {
            let known = id.parse::<Uuid>().ok();
            let known = known.and_then(|id| self.matrix.agent_place(id));
            known.ok_or_else(|| bad(id, Fault::UnknownAgent))?
        } else if title.is_empty() {
            return Err(bad("", Fault::AgentMissing));
        } else {
            match self.titles.get(&fold(title)).map(Vec::as_slice) {
                Some([one]) => *one,
                Some(_) => return Err(bad(title, Fault::AmbiguousAgent)),
                None => return Err(bad(title, Fault::UnknownAgent)),
            }
        };
        let word = self.heading.field(record, Column::AgentKind);
        let kind = match word.to_lowercase().as_str() {
            "" => return Ok(agent),
            "system" | "systemtilgang" | "systemtilgong" | "systembruker" | "systembrukar"
            | "system user" | "system access" => AgentKind::SystemUser,
            "person" => AgentKind::Person,
            _ => return Err(bad(word, Fault::UnknownAgentKind)),
        };
        if self.matrix.agents()[agent].kind == kind {
            Ok(agent)
        } else {
            Err(bad(word, Fault::OtherAgentKind))
        }
    }

    /// The place of the package; `None` for all.
    fn package(&self, record: &Record, agent: usize) -> Result<Option<usize>, BadRow> {
        let text = self.heading.field(record, Column::Package);
        if text.is_empty() {
            return Ok(None);
        }
        let bad = |fault| BadRow::new(record.line, text, fault);
        let code = item_code(text);
        match (self.package)(&code) {
            PackageWord::Unknown => return Err(bad(Fault::UnknownPackage)),
            PackageWord::NotDelegable => return Err(bad(Fault::NotDelegable)),
            PackageWord::Fine => {}
        }
        let place = self.matrix.packages().find(&code);
        match (&self.matrix.agents()[agent].need, place) {
            (Need::These(need), Some(place)) if need.contains(place) => Ok(Some(place)),
            (Need::These(_), _) => Err(bad(Fault::PackageNotOfAgent)),
            (Need::AllGiven, Some(place)) => Ok(Some(place)),
            // In the catalogue, but no client of this firm gives it.
            (Need::AllGiven, None) => Err(bad(Fault::UnknownPackage)),
        }
    }
}
