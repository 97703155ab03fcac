use proptest::prelude::*;

use super::{Handling, attachment_name};

/// Longest name, in characters.
const NAME_MAX: usize = 120;

fn name(raw: &str) -> String {
    attachment_name(raw, None).name
}

#[test]
fn honest_names_stay() {
    for raw in [
        "Vedtak om skatt 2025.pdf",
        "Årsregnskap v1.2 (endelig).docx",
        "rapport.2024.xlsx",
        "arkiv.tar.gz",
        "Søknad – «ny».pdf",
        "Договор.pdf",
    ] {
        let made = attachment_name(raw, None);
        assert_eq!(made.name, raw);
        assert!(!made.odd, "{raw}");
    }
    assert_eq!(
        name("Skatteoppgjør 2024/2025.pdf"),
        "Skatteoppgjør 2024-2025.pdf"
    );
    assert!(!attachment_name("2024/2025.pdf", None).odd);
}

#[test]
fn what_can_run_code_is_saved_only() {
    for raw in [
        "faktura.exe",
        "Faktura.EXE",
        "brev.scr",
        "a.docm",
        "a.html",
        "a.svg",
        "a.lnk",
        "a.iso",
        "a.settingcontent-ms",
        "a.js",
        "a.jar",
    ] {
        assert_eq!(
            attachment_name(raw, None).handling,
            Handling::SaveWithWarning,
            "{raw}"
        );
    }
    for (raw, handling) in [
        ("a.pdf", Handling::View),
        ("a.JPG", Handling::View),
        ("a.docx", Handling::Open),
        ("a.ukjent", Handling::Save),
        ("uten ending", Handling::Save),
        // A Cyrillic letter makes another ending.
        ("a.\u{435}xe", Handling::Save),
    ] {
        assert_eq!(attachment_name(raw, None).handling, handling, "{raw}");
    }
}

#[test]
fn names_cannot_pass_for_other_kinds() {
    for (raw, shown) in [
        ("faktura.pdf.exe", "faktura_pdf.exe"),
        ("faktura.pdf                      .exe", "faktura_pdf.exe"),
        ("program.exe.pdf", "program_exe.pdf"),
        ("brev\u{202e}fdp.exe", "brevfdp.exe"),
        ("brev\u{2066}.pdf\u{2069}.exe", "brev_pdf.exe"),
        ("faktura.pdf\u{200b}.exe", "faktura_pdf.exe"),
        ("faktura\u{ff0e}pdf.exe", "faktura_pdf.exe"),
        ("evil.exe\0.pdf", "evil_exe.pdf"),
        ("../../etc/passwd", "etc-passwd"),
        (
            "C:\\Windows\\system32\\cmd.exe",
            "C_-Windows-system32-cmd.exe",
        ),
    ] {
        let made = attachment_name(raw, None);
        assert_eq!(made.name, shown, "{raw:?}");
        assert!(made.odd, "{raw:?}");
    }
    assert_eq!(
        attachment_name("brev\u{202e}fdp.exe", None).handling,
        Handling::SaveWithWarning
    );
}

#[test]
fn names_that_systems_cannot_hold_are_changed() {
    for (raw, shown) in [
        ("CON.pdf", "_CON.pdf"),
        ("com1", "_com1"),
        ("LPT9.tar.gz", "_LPT9.tar.gz"),
        ("evil.exe. . ", "evil.exe"),
        ("  .pdf", "pdf"),
        ("a<b>:c|d?.pdf", "a_b__c_d_.pdf"),
        ("", "vedlegg"),
        ("...", "vedlegg"),
        ("/", "vedlegg"),
        ("\u{202e}", "vedlegg"),
    ] {
        assert_eq!(name(raw), shown, "{raw:?}");
    }
    // Where a cut brings an ending to the end, it counts.
    let hidden = attachment_name(&format!("{}.exe{}", "x".repeat(95), "y".repeat(30)), None);
    assert!(hidden.name.ends_with(".exe"));
    assert_eq!(hidden.handling, Handling::SaveWithWarning);
    let long = name(&format!("{}.pdf", "å".repeat(500)));
    assert!(long.ends_with("å.pdf") && long.chars().count() <= NAME_MAX && long.len() <= 255);
}

#[test]
fn the_media_type_gives_an_ending_or_a_warning() {
    let of = |raw, media| attachment_name(raw, Some(media));
    let made = of("Vedtak", "application/pdf; charset=binary");
    assert_eq!(
        (made.name.as_str(), made.handling),
        ("Vedtak.pdf", Handling::View)
    );
    assert_eq!(of("Vedtak.docx", "application/pdf").name, "Vedtak.docx");
    assert_eq!(of("Vedtak", "application/x-ukjent").name, "Vedtak");
    assert_eq!(
        of("Vedtak", "text/html").handling,
        Handling::SaveWithWarning
    );
    assert_eq!(
        of("a.pdf", "application/x-msdownload").handling,
        Handling::SaveWithWarning
    );
    assert_eq!(
        of("a.exe", "application/pdf").handling,
        Handling::SaveWithWarning
    );
}

proptest! {
    #[test]
    fn every_name_is_one(raw in any::<String>(), media in proptest::option::of("[a-z]{1,8}/[a-z+]{1,8}")) {
        let made = attachment_name(&raw, media.as_deref());
        let name = made.name.as_str();
        prop_assert!(!name.is_empty() && name.chars().count() <= NAME_MAX && name.len() <= 255);
        prop_assert!(!name.contains(['/', '\\', ':', '<', '>', '"', '|', '?', '*']));
        prop_assert!(!name.chars().any(|c| c.is_control() || fullmakt_domain::text::is_without_width(c)));
        prop_assert!(!name.starts_with(['.', ' ']) && !name.ends_with(['.', ' ']));
        // Made again, it stays, and means the same.
        let again = attachment_name(name, None);
        prop_assert_eq!(&again.name, name);
    }
}
