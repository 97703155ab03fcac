//! The organisations of the default world with their sub-units: Kari's twelve, the vendors, and the accountant's other
//! clients.

use jiff::civil::{Date, date};

use super::super::organisations::{Organisation, Place, Trade};
use super::super::{World, stable_uuid};

pub(super) const FJORD: &str = "312345676";
pub(super) const NORDLYS: &str = "310890898";
pub(super) const GRANLI: &str = "311011014";
pub(super) const BRATTVAAG: &str = "311231235";
pub(super) const STORVIK: &str = "311341340";
pub(super) const LUNDE: &str = "311451456";
/// A sole trader: Kari's own business.
pub(super) const HAUGEN: &str = "210202021";
/// Kari has something in its sub-unit only.
pub(super) const HAUGESUND: &str = "311561561";
pub(super) const HAUGESUND_UNIT: &str = "211414146";
/// Odd's, and closed to Kari: the place of the training cases.
pub(super) const SOLGRY: &str = "310230235";
/// Deleted in the register.
pub(super) const LANGOEY: &str = "310340340";
/// Under bankruptcy.
pub(super) const DALEN: &str = "310450456";
/// Kari has a plain relation, and may not decide anything.
pub(super) const MYKLEBUST: &str = "310560561";

/// A housing cooperative, managed by the accountant and not kept by it.
pub(super) const HEIMLY: &str = "310780782";
/// Has given the accountant powers of its own choice, and no role.
pub(super) const TINDE: &str = "310670677";
/// A sub-unit that stands among the accountant's clients and brings nothing.
pub(super) const TINDE_UNIT: &str = "211010118";

pub(super) const SMARTCLOUD: &str = "311111116";
/// Looks like SmartCloud, and is a foreign company.
pub(super) const SMARTCLOUD_SUPPORT: &str = "314345673";
pub(super) const HAVN: &str = "314111222";
pub(super) const FJELLBEKK: &str = "315111331";
pub(super) const OPPDRAG: &str = "316111440";
pub(super) const KYSTLINJE: &str = "318111669";
pub(super) const PLUSS: &str = "319111778";
/// A vendor under bankruptcy.
pub(super) const GRAAFJELL: &str = "312223333";
/// Vendor of the training cases.
pub(super) const STRANDLINJE: &str = "313332225";

const AALESUND: Place = place("Kaigata 4", "6002", "ÅLESUND", "ÅLESUND", "1508");
const MOLDE: Place = place("Storgata 21", "6413", "MOLDE", "MOLDE", "1506");
const TROMSOE: Place = place("Sjøgata 12", "9008", "TROMSØ", "TROMSØ", "5501");
const FORDE: Place = place("Hafstadvegen 7", "6800", "FØRDE", "SUNNFJORD", "4647");
const BRATTVAAG_PLACE: Place = place("Strandgata 60", "6270", "BRATTVÅG", "HARAM", "1580");
const BODOE: Place = place("Moloveien 3", "8003", "BODØ", "BODØ", "1804");
const HAUGESUND_PLACE: Place = place("Karmsundgata 88", "5528", "HAUGESUND", "HAUGESUND", "1106");
const LILLEHAMMER: Place = place("Storgata 101", "2615", "LILLEHAMMER", "LILLEHAMMER", "3405");
const OSLO: Place = place("Akersgata 9", "0158", "OSLO", "OSLO", "0301");
const BERGEN: Place = place("Strandgaten 18", "5013", "BERGEN", "BERGEN", "4601");

const CARPENTRY: Trade = trade("43.320", "Snekkerarbeid");
const BAKERY: Trade = trade("10.710", "Produksjon av brød og ferske konditorvarer");
const PROPERTY: Trade = trade("68.209", "Utleie av egen eller leid fast eiendom ellers");
const FISHING: Trade = trade("03.111", "Hav- og kystfiske");
const FARMING: Trade = trade(
    "03.211",
    "Produksjon av matfisk i hav- og kystbasert fiskeoppdrett",
);
const ACCOUNTING: Trade = trade("69.201", "Regnskap og bokføring");
const GARDENING: Trade = trade("81.300", "Beplantning av hager og parkanlegg");
const ROOFING: Trade = trade("43.910", "Takarbeid");
const INN: Trade = trade("55.102", "Drift av hoteller uten restaurant");
const ELECTRIC: Trade = trade("43.210", "Elektrisk installasjonsarbeid");
const CAFE: Trade = trade("56.101", "Drift av restauranter og kafeer");
const SOFTWARE: Trade = trade("62.010", "Programmeringstjenester");
const HOUSING: Trade = trade("68.201", "Borettslag");
const WORKSHOP: Trade = trade("45.200", "Vedlikehold og reparasjon av motorvogner");

const fn place(
    street: &'static str,
    postcode: &'static str,
    town: &'static str,
    municipality: &'static str,
    municipality_no: &'static str,
) -> Place {
    Place {
        street,
        postcode,
        town,
        municipality,
        municipality_no,
    }
}

const fn trade(code: &'static str, words: &'static str) -> Trade {
    Trade { code, words }
}

/// Number, name, form, main unit, place, trade, year of registration.
type Row = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    Place,
    Trade,
    i16,
);

const ROWS: [Row; 27] = [
    (
        FJORD,
        "FJORD SNEKKERI AS",
        "AS",
        None,
        AALESUND,
        CARPENTRY,
        2009,
    ),
    (
        "210303030",
        "FJORD SNEKKERI AS AVD ÅLESUND",
        "BEDR",
        Some(FJORD),
        AALESUND,
        CARPENTRY,
        2009,
    ),
    (
        "210505059",
        "FJORD SNEKKERI AS AVD MOLDE",
        "BEDR",
        Some(FJORD),
        MOLDE,
        CARPENTRY,
        2016,
    ),
    (
        NORDLYS,
        "NORDLYS BAKERI AS",
        "AS",
        None,
        TROMSOE,
        BAKERY,
        2013,
    ),
    (
        "210606068",
        "NORDLYS BAKERI AS",
        "BEDR",
        Some(NORDLYS),
        TROMSOE,
        BAKERY,
        2013,
    ),
    (
        GRANLI,
        "GRANLI EIENDOM AS",
        "AS",
        None,
        FORDE,
        PROPERTY,
        2004,
    ),
    (
        BRATTVAAG,
        "BRATTVÅG FISK AS",
        "AS",
        None,
        BRATTVAAG_PLACE,
        FISHING,
        1996,
    ),
    (
        "210707077",
        "BRATTVÅG FISK AS MOTTAK",
        "BEDR",
        Some(BRATTVAAG),
        BRATTVAAG_PLACE,
        FISHING,
        1996,
    ),
    (
        STORVIK,
        "STORVIK HAVBRUK AS",
        "AS",
        None,
        BODOE,
        FARMING,
        2001,
    ),
    (
        "210808086",
        "STORVIK HAVBRUK AS LOKALITET NORD",
        "BEDR",
        Some(STORVIK),
        BODOE,
        FARMING,
        2001,
    ),
    (
        "210909095",
        "STORVIK HAVBRUK AS LOKALITET SØR",
        "BEDR",
        Some(STORVIK),
        BODOE,
        FARMING,
        2008,
    ),
    (
        LUNDE,
        "LUNDE REGNSKAP AS",
        "AS",
        None,
        LILLEHAMMER,
        ACCOUNTING,
        1999,
    ),
    (
        HAUGEN,
        "HAUGEN HAGEDESIGN KARI HAUGEN",
        "ENK",
        None,
        AALESUND,
        GARDENING,
        2019,
    ),
    (
        HAUGESUND,
        "HAUGESUND TAK OG BLIKK AS",
        "AS",
        None,
        HAUGESUND_PLACE,
        ROOFING,
        2007,
    ),
    (
        HAUGESUND_UNIT,
        "HAUGESUND TAK OG BLIKK AS",
        "BEDR",
        Some(HAUGESUND),
        HAUGESUND_PLACE,
        ROOFING,
        2007,
    ),
    (
        SOLGRY,
        "SOLGRY GJESTEGÅRD AS",
        "AS",
        None,
        LILLEHAMMER,
        INN,
        2011,
    ),
    (
        LANGOEY,
        "LANGØY HAVFISKE AS",
        "AS",
        None,
        BODOE,
        FISHING,
        2003,
    ),
    (
        DALEN,
        "DALEN ELEKTRO AS",
        "AS",
        None,
        BERGEN,
        ELECTRIC,
        2012,
    ),
    (
        MYKLEBUST,
        "MYKLEBUST KAFÉ AS",
        "AS",
        None,
        FORDE,
        CAFE,
        2018,
    ),
    (
        SMARTCLOUD,
        "SMARTCLOUD AS",
        "AS",
        None,
        OSLO,
        SOFTWARE,
        2010,
    ),
    (
        SMARTCLOUD_SUPPORT,
        "SMARTCLOUD SUPPORT LTD",
        "NUF",
        None,
        OSLO,
        SOFTWARE,
        2026,
    ),
    (
        HAVN,
        "HAVN REVISJONSSYSTEM AS",
        "AS",
        None,
        BERGEN,
        SOFTWARE,
        2006,
    ),
    (
        FJELLBEKK,
        "FJELLBEKK DATA AS",
        "AS",
        None,
        TROMSOE,
        SOFTWARE,
        2015,
    ),
    (
        OPPDRAG,
        "OPPDRAG ONLINE AS",
        "AS",
        None,
        OSLO,
        SOFTWARE,
        2017,
    ),
    (
        KYSTLINJE,
        "KYSTLINJE SOFTWARE AS",
        "AS",
        None,
        BODOE,
        SOFTWARE,
        2014,
    ),
    (
        PLUSS,
        "PLUSS FAKTURATJENESTER AS",
        "AS",
        None,
        OSLO,
        SOFTWARE,
        2022,
    ),
    (
        GRAAFJELL,
        "GRÅFJELL PROGRAMVARE AS",
        "AS",
        None,
        BERGEN,
        SOFTWARE,
        2016,
    ),
];

/// Added after the vendors, so that no party id moves.
const LAST: [Row; 4] = [
    (
        STRANDLINJE,
        "STRANDLINJE SYSTEMER AS",
        "AS",
        None,
        HAUGESUND_PLACE,
        SOFTWARE,
        2020,
    ),
    (
        HEIMLY,
        "HEIMLY BORETTSLAG",
        "BRL",
        None,
        LILLEHAMMER,
        HOUSING,
        1974,
    ),
    (
        TINDE,
        "TINDE VERKSTED AS",
        "AS",
        None,
        LILLEHAMMER,
        WORKSHOP,
        2014,
    ),
    (
        TINDE_UNIT,
        "TINDE VERKSTED AS AVD GJØVIK",
        "BEDR",
        Some(TINDE),
        LILLEHAMMER,
        WORKSHOP,
        2021,
    ),
];

pub(super) fn add(world: &mut World) {
    for (row, at) in ROWS.iter().chain(&LAST).zip(1..) {
        let (org_no, name, form, parent, place, trade, year) = *row;
        let mut organisation = Organisation {
            org_no: org_no.to_owned(),
            name: name.to_owned(),
            form,
            party_id: 51_000_000 + at,
            party_uuid: stable_uuid(&format!("party/{org_no}")),
            parent: parent.map(str::to_owned),
            place,
            trade,
            registered: date(year, 3, 9),
            deleted: None,
            bankrupt: None,
            winding_up: false,
            website: None,
        };
        adjust(&mut organisation);
        world.organisations.add(organisation);
    }
}

/// What is out of the ordinary about single organisations.
fn adjust(organisation: &mut Organisation) {
    let since = |year, month, day| -> Option<Date> { Some(date(year, month, day)) };
    match organisation.org_no.as_str() {
        LANGOEY => organisation.deleted = since(2025, 11, 3),
        DALEN => organisation.bankrupt = since(2026, 1, 19),
        GRAAFJELL => organisation.bankrupt = since(2026, 4, 8),
        SMARTCLOUD => organisation.website = Some("smartcloud.example".to_owned()),
        FJELLBEKK => organisation.website = Some("fjellbekk.example".to_owned()),
        _ => {}
    }
}
