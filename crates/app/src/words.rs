//! Words that come from data rather than from a screen: names of roles.

use fullmakt_domain::roles;

use crate::surface::session::Language;

/// Names of these roles in a language, most telling first.
pub fn roles(codes: &[String], language: Language) -> Vec<String> {
    roles::telling(codes.iter().map(String::as_str))
        .into_iter()
        .map(|role| role.name(language.into()).to_owned())
        .collect()
}

/// A vendor's text made fit to show as plain text: short, with hidden and turning marks made visible.
pub fn vendor(text: &str) -> String {
    fullmakt_domain::text::vendor_text(text).text
}
