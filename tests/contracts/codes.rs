//! Codes of problems: each must be Altinn's, and stand with its own status. Altinn Melding has codes of its own.

use serde_json::Value;

/// Codes in a problem that are not in the list, or stand with another status than there.
pub fn unknown_codes(codes: &Value, status: u16, body: &Value) -> Vec<String> {
    let Some(code) = body["code"].as_str() else {
        return Vec::new();
    };
    let mut found = Vec::new();
    match row(codes, &["problems", "authProblems", "standard"], code) {
        None => found.push(format!("{code} is no code of Altinn's")),
        Some(known) if known["status"] != status => {
            found.push(format!("{code} stands with {} at Altinn", known["status"]));
        }
        Some(_) => {}
    }
    let inner = body["validationErrors"].as_array().into_iter().flatten();
    for code in inner.filter_map(|one| one["code"].as_str()) {
        if row(codes, &["validation", "authValidation"], code).is_none() {
            found.push(format!("{code} is no code of Altinn's"));
        }
    }
    found
}

/// Altinn Melding writes its code twice, padded and as a number (altinn-products reference 2.4).
pub fn misspelt_code(body: &Value) -> Option<String> {
    let code = body["code"].as_str()?;
    let number = body["errorCode"].as_u64().unwrap_or_default();
    (code != format!("CORR-{number:05}")).then(|| format!("{code} is not the code of {number}"))
}

fn row<'a>(codes: &'a Value, lists: &[&str], code: &str) -> Option<&'a Value> {
    let all = lists.iter().filter_map(|list| codes[list].as_array());
    all.flatten().find(|row| row["code"] == code)
}
