//! A file of 5,000 lines in which one line of every bad sort is hidden.

use jiff::Timestamp;
use uuid::Uuid;

use super::{Column, Fault, PackageWord, names_of, read};
use crate::clients::{Access, Act, AgentKind, Matrix};

const SKY: Uuid = Uuid::from_u128(0xa1);
const OLA: Uuid = Uuid::from_u128(0xa2);

/// A valid organisation number for every place: eight digits, and the one that fits them; places without one are passed.
fn numbers() -> impl Iterator<Item = String> {
    (31_000_000u32..).filter_map(|eight| {
        let digits = eight.to_string();
        (0..10)
            .map(|last| format!("{digits}{last}"))
            .find(|number| number.parse::<crate::OrgNumber>().is_ok())
    })
}

fn matrix() -> Matrix {
    let mut matrix = Matrix::default();
    let access = [Access {
        role: "regnskapsforer".into(),
        packages: vec!["lonn".into(), "mva".into()],
    }];
    for (at, number) in numbers().take(5000).enumerate() {
        let id = Uuid::from_u128(at as u128 + 1000);
        let name = format!("Klient {at} AS");
        matrix.add_client(id, name, Some(number), Some("AS".into()), false, &access);
    }
    let read = Some(Timestamp::UNIX_EPOCH);
    let needs = ["lonn".to_owned(), "mva".to_owned()];
    let system = AgentKind::SystemUser;
    matrix.add_agent(SKY, system, "SmartCloud Regnskap".into(), &needs, read);
    matrix.add_agent(OLA, AgentKind::Person, "Ola Årdal".into(), &[], read);
    let lonn = ["lonn".to_owned()];
    for n in [0xa3, 0xa4] {
        matrix.add_agent(Uuid::from_u128(n), system, "Tvilling".into(), &lonn, read);
    }
    matrix.settle();
    matrix
}

fn package(code: &str) -> PackageWord {
    match code {
        "lonn" | "mva" | "toll" => PackageWord::Fine,
        "klientadministrator" => PackageWord::NotDelegable,
        _ => PackageWord::Unknown,
    }
}

fn heading() -> String {
    let names = Column::ALL.map(|column| names_of(column)[0]);
    format!("\u{feff}{}\r\n", names.join(";"))
}

/// Every bad sort: what its line says, for this organisation number, and the fault. `{}` stands for the number.
fn bad_sorts() -> Vec<(&'static str, Fault)> {
    let long = Box::leak(format!("{{}};{};;;Ola Årdal;;;ja", "å".repeat(301)).into_boxed_str());
    vec![
        ("3107576;;;;Ola Årdal;;;ja", Fault::NotANumber),
        ("3107576321;;;;Ola Årdal;;;ja", Fault::NotANumber),
        ("31O757632;;;;Ola Årdal;;;ja", Fault::NotANumber),
        (";;;;Ola Årdal;;;ja", Fault::NotANumber),
        ("=SUM(A1);;;;Ola Årdal;;;ja", Fault::NotANumber),
        ("310757633;;;;Ola Årdal;;;ja", Fault::CheckDigit),
        ("310757623;;;;Ola Årdal;;;ja", Fault::CheckDigit),
        ("999999999;;;;Ola Årdal;;;ja", Fault::Filler),
        ("999 999 999;;;;Ola Årdal;;;ja", Fault::Filler),
        ("01819012365;;;;Ola Årdal;;;ja", Fault::IdentityNumber),
        ("018190 12365;;;;Ola Årdal;;;ja", Fault::IdentityNumber),
        ("974760673;;;;Ola Årdal;;;ja", Fault::UnknownClient),
        ("{};;;;;;;ja", Fault::AgentMissing),
        ("{};;person;;;;;ja", Fault::AgentMissing),
        ("{};;;;Kari Nordmann;;;ja", Fault::UnknownAgent),
        ("{};;;not-an-id;Ola Årdal;;;ja", Fault::UnknownAgent),
        (
            "{};;;0a0b0c0d-0000-0000-0000-000000000000;;;;ja",
            Fault::UnknownAgent,
        ),
        ("{};;;;Tvilling;;;ja", Fault::AmbiguousAgent),
        ("{};;robot;;Ola Årdal;;;ja", Fault::UnknownAgentKind),
        ("{};;system;;Ola Årdal;;;ja", Fault::OtherAgentKind),
        (
            "{};;person;;SmartCloud Regnskap;;;ja",
            Fault::OtherAgentKind,
        ),
        ("{};;;;Ola Årdal;lønn;;ja", Fault::UnknownPackage),
        (
            "{};;;;Ola Årdal;urn:altinn:role:dagl;;ja",
            Fault::UnknownPackage,
        ),
        (
            "{};;;;Ola Årdal;klientadministrator;;ja",
            Fault::NotDelegable,
        ),
        (
            "{};;;;SmartCloud Regnskap;toll;;ja",
            Fault::PackageNotOfAgent,
        ),
        ("{};;;;Ola Årdal;;;kanskje", Fault::NotYesOrNo),
        ("{};;;;Ola Årdal;;ja", Fault::FieldCount),
        ("{};;;;Ola Årdal;;;ja;", Fault::FieldCount),
        ("{};\"Klient\" AS;;;Ola Årdal;;;ja", Fault::Quotes),
        ("{};\u{fffd}rdal AS;;;Ola Årdal;;;ja", Fault::NotUtf8),
        ("{};Klient\u{7};;;Ola Årdal;;;ja", Fault::ControlCharacter),
        (long, Fault::TooLong),
    ]
}

#[test]
fn every_bad_sort_among_five_thousand_lines_is_named_by_line_and_reason() {
    let matrix = matrix();
    let sorts = bad_sorts();
    assert!(sorts.len() >= 30);
    let numbers: Vec<String> = numbers().take(5000).collect();
    let mut text = heading();
    let mut expected = Vec::new();
    let mut lines = 1;
    for (at, number) in numbers.iter().enumerate() {
        lines += 1;
        // A bad one now and then, with a number of its own that no good line uses.
        match sorts.get(at / 150).filter(|_| at % 150 == 75) {
            Some((line, fault)) => {
                text.push_str(&line.replace("{}", number));
                expected.push((lines, *fault));
            }
            None => {
                let wanted = ["ja", "nei", ""][at % 3];
                let agent = ["SmartCloud Regnskap", "ola årdal"][at % 2];
                text.push_str(&format!("{number};Klient {at} AS;;;{agent};;Ja;{wanted}"));
            }
        }
        text.push_str("\r\n");
    }
    // The same again, and the opposite, of the first line: it said yes.
    let first = &numbers[0];
    text.push_str(&format!("{first};;;{SKY};;;;ja\r\n"));
    text.push_str(&format!(
        "{first};;system;;smartcloud regnskap;lonn;;nei\r\n"
    ));
    expected.push((lines + 1, Fault::Repeated { line: 2 }));
    expected.push((lines + 2, Fault::Contradiction { line: 2 }));

    let sheet = read(&text, &matrix, package);
    let found: Vec<(u32, Fault)> = sheet.bad.iter().map(|bad| (bad.line, bad.fault)).collect();
    assert_eq!(found, expected);
    assert_eq!(sheet.lines as usize, 5000 - sorts.len());
    assert!(sheet.wishes.len() > 3000);
    let shown: String = sheet.bad.iter().map(|bad| bad.text.as_str()).collect();
    assert!(
        !shown.contains("12365"),
        "no identity number is shown again"
    );
}

#[test]
fn a_good_file_is_what_was_wished_for() {
    let number = numbers().next().expect("a number");
    let other = numbers().nth(1).expect("a number");
    let text = format!(
        "Wanted,Agent,Package,Organisation number\nyes,Ola Årdal,urn:altinn:accesspackage:LONN,{number}\n\
         no,Ola Årdal,mva,{number}\n,Ola Årdal,,{other}\nYES,smartcloud regnskap,,{other}\n"
    );
    let matrix = matrix();
    let sheet = read(&text, &matrix, package);
    assert_eq!(sheet.bad, []);
    assert_eq!(sheet.lines, 4);
    let wishes: Vec<_> = sheet
        .wishes
        .iter()
        .map(|w| (w.client, w.agent, w.act, w.packages.clone()))
        .collect();
    assert_eq!(
        wishes,
        [
            (0, 1, Act::Add, Some(matrix.package_set(["lonn"]))),
            (0, 1, Act::Remove, Some(matrix.package_set(["mva"]))),
            (1, 0, Act::Add, None),
        ]
    );
}

#[test]
fn a_heading_that_lacks_or_repeats_a_column_ends_it() {
    let matrix = matrix();
    let faults = |text: &str| -> Vec<Fault> {
        let bad = read(text, &matrix, package).bad;
        bad.iter().map(|bad| bad.fault).collect()
    };
    assert_eq!(faults(""), [Fault::MissingColumn(Column::OrgNumber)]);
    assert_eq!(
        faults("Org.nr.;Pakke\n310757632;lonn"),
        [
            Fault::MissingColumn(Column::Wanted),
            Fault::MissingColumn(Column::Agent)
        ]
    );
    assert_eq!(
        faults("Org.nr.;Ønsket;Mottaker;orgnr"),
        [Fault::RepeatedColumn(Column::OrgNumber)]
    );
}

#[test]
fn an_identity_number_is_not_shown_again_however_it_is_spaced_and_wherever_it_stands() {
    let number = numbers().next().expect("a number");
    let people = [
        "018190-12365",
        "018190\u{a0}12365",
        "0181 9012 365",
        "018 190 123 65",
    ];
    for person in people {
        let text = format!("{}{person};;;;Ola Årdal;;;ja\n", heading());
        let sheet = read(&text, &matrix(), package);
        assert_eq!(sheet.bad[0].fault, Fault::IdentityNumber, "in its column");
        assert_eq!(sheet.bad[0].text, "");
        let text = format!("{}{number};;;;{person};;;ja\n", heading());
        let sheet = read(&text, &matrix(), package);
        assert_eq!(sheet.bad[0].fault, Fault::UnknownAgent, "in another column");
        assert_eq!(sheet.bad[0].text, "");
    }
}

#[test]
fn an_identity_number_is_not_shown_again_with_anything_beside_it() {
    let number = numbers().next().expect("a number");
    for beside in [
        "01819012365 4",
        "Ola Årdal 01819012365",
        "018190/12365",
        "f. 018190, 12365",
    ] {
        let lines = format!("{beside};;;;Ola Årdal;;;ja\n{number};;;;{beside};;;ja\n");
        let sheet = read(&format!("{}{lines}", heading()), &matrix(), package);
        let shown: Vec<&str> = sheet.bad.iter().map(|bad| bad.text.as_str()).collect();
        assert_eq!(shown, ["", ""], "{beside:?}");
    }
}

/// What a written matrix says of what cannot be wished for: a client without a number, a package that cannot be passed on
/// and one that the system user does not ask for.
#[test]
fn a_line_that_wishes_for_nothing_is_never_bad() {
    let number = numbers().next().expect("a number");
    let lines = format!(
        ";Klient uten nummer;person;;Ola Årdal;lonn;nei;\n\
         {number};;person;;Ola Årdal;klientadministrator;ja;\n\
         {number};;system;;SmartCloud Regnskap;toll;ja;\n\
         {number};;person;;Ola Årdal;lonn;nei;ja\n"
    );
    let sheet = read(&format!("{}{lines}", heading()), &matrix(), package);
    assert_eq!(sheet.bad, []);
    assert_eq!((sheet.lines, sheet.wishes.len()), (4, 1));
}
