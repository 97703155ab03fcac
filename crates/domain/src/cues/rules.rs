//! The rules, one after the other.

use std::collections::{BTreeMap, BTreeSet};

use super::facts::Facts;
use super::package::{action_codes, package_codes};
use super::{BROAD_AREAS, BROAD_SERVICES, Cue, CueCode, vendor};
use crate::age;
use crate::text::{title_case, vendor_text};

/// Every cue that the facts give, most serious first, each rule at most once.
pub fn cues(facts: &Facts<'_>) -> Vec<Cue> {
    let mut found: Vec<Cue> = [
        name_trap(facts),
        vendor_problem(facts),
        unknown_vendor(facts),
        redirect_elsewhere(facts),
        duplicate(facts),
        unknown_item(facts),
        broad(facts),
        aged(facts),
        odd_characters(facts),
    ]
    .into_iter()
    .flatten()
    .collect();
    found.extend(content(facts));
    found.sort_by_key(|cue| cue.code);
    found
}

fn name_trap(facts: &Facts<'_>) -> Option<Cue> {
    let trap = vendor::trap(facts)?;
    let cue = Cue::new(CueCode::NameTrap).with("name", vendor_text(&trap.name).text);
    Some(match trap.meant {
        Some(meant) => cue.with("vendor", title_case(&meant)),
        None => cue,
    })
}

fn vendor_problem(facts: &Facts<'_>) -> Option<Cue> {
    let cue = Cue::new(CueCode::VendorProblem);
    let Some(number) = facts.vendor else {
        return Some(cue.with("state", "no_number"));
    };
    let (state, on) = facts.register.problem(number)?;
    let cue = cue.with("state", state);
    Some(match on {
        Some(day) => cue.with("on", day),
        None => cue,
    })
}

fn unknown_vendor(facts: &Facts<'_>) -> Option<Cue> {
    let vendor = facts.vendor?;
    // Not known is not none: without a list there is nothing to say.
    if facts.used_by != Some(0) || facts.known_vendors.iter().any(|k| k.org_number == vendor) {
        return None;
    }
    let name = facts
        .vendor_name
        .map_or_else(|| vendor.to_string(), title_case);
    Some(Cue::new(CueCode::UnknownVendor).with("vendor", name))
}

fn redirect_elsewhere(facts: &Facts<'_>) -> Option<Cue> {
    let (host, homepage) = vendor::elsewhere(facts.redirect_host, facts.homepage)?;
    let cue = Cue::new(CueCode::RedirectElsewhere).with("host", host);
    Some(cue.with("homepage", homepage))
}

fn duplicate(facts: &Facts<'_>) -> Option<Cue> {
    let repeats = facts.repeats;
    if repeats.approved == 0 && repeats.waiting == 0 {
        return None;
    }
    let cue = Cue::new(CueCode::Duplicate).with("approved", repeats.approved);
    Some(cue.with("waiting", repeats.waiting))
}

fn unknown_item(facts: &Facts<'_>) -> Option<Cue> {
    let packages = facts.packages.iter().filter(|p| !p.known).count();
    let services = facts.services.iter().filter(|s| !s.known).count();
    let count = packages + services;
    (count > 0).then(|| Cue::new(CueCode::UnknownItem).with("count", count))
}

fn broad(facts: &Facts<'_>) -> Option<Cue> {
    let services: BTreeSet<_> = facts.services.iter().map(|s| s.id).collect();
    let areas: BTreeSet<_> = facts.packages.iter().filter_map(|p| p.area).collect();
    (services.len() > BROAD_SERVICES || areas.len() > BROAD_AREAS).then(|| {
        Cue::new(CueCode::Broad)
            .with("services", services.len())
            .with("areas", areas.len())
    })
}

/// Old or timed out, never both.
fn aged(facts: &Facts<'_>) -> Option<Cue> {
    let days = facts.created.map(|c| age::whole_days(c, facts.now));
    let code = match facts.created {
        Some(created) if age::is_timed_out(created, facts.now) => CueCode::TimedOut,
        _ if facts.timed_out => CueCode::TimedOut,
        Some(created) if age::is_old(created, facts.now) => CueCode::Old,
        _ => return None,
    };
    let cue = Cue::new(code);
    Some(match days {
        Some(days) => cue.with("days", days),
        None => cue,
    })
}

fn odd_characters(facts: &Facts<'_>) -> Option<Cue> {
    [facts.title, Some(facts.system_name), facts.external_ref]
        .into_iter()
        .flatten()
        .any(|text| vendor_text(text).odd)
        .then(|| Cue::new(CueCode::OddCharacters))
}

/// What the packages and services open: administering, signing, sending in, payroll, sensitive content.
fn content(facts: &Facts<'_>) -> Vec<Cue> {
    let mut packages: BTreeMap<CueCode, usize> = BTreeMap::new();
    for code in facts.packages.iter().flat_map(package_codes) {
        *packages.entry(code).or_default() += 1;
    }
    let by_action = action_codes(facts.services);
    let only_by_action = by_action
        .into_iter()
        .filter(|code| !packages.contains_key(code));
    let mut cues: Vec<Cue> = only_by_action.map(Cue::new).collect();
    cues.extend(
        packages
            .iter()
            .map(|(code, count)| Cue::new(*code).with("packages", count)),
    );
    cues
}
