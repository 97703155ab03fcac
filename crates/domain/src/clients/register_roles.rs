//! Packages that only a register role carries: no client can give them by hand.

/// The role that alone carries a package (access management reference, section 3.1): whoever lacks it must register the
/// firm with that role in Enhetsregisteret. `None` for a package that a client may give in Altinn.
pub fn only_by_role(package: &str) -> Option<&'static str> {
    match package {
        "regnskapsforer-med-signeringsrettighet"
        | "regnskapsforer-uten-signeringsrettighet"
        | "regnskapsforer-lonn" => Some("regnskapsforer"),
        "ansvarlig-revisor" | "revisormedarbeider" => Some("revisor"),
        "forretningsforer-eiendom" => Some("forretningsforer"),
        _ => None,
    }
}
