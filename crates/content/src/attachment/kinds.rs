//! Kinds of file, by their endings.

use super::Handling;

/// Shown in our own viewer.
const VIEWED: &[&str] = &[
    "pdf", "png", "jpg", "jpeg", "gif", "webp", "bmp", "txt", "csv", "json", "xml", "log", "md",
];

/// Opened by other programs, and cannot run code when these are left as they came.
const OPENED: &[&str] = &[
    "doc", "docx", "dot", "dotx", "xls", "xlsx", "xlt", "xltx", "ppt", "pptx", "pps", "ppsx",
    "odt", "ods", "odp", "odg", "rtf", "pages", "numbers", "key", "zip", "7z", "gz", "tgz", "tif",
    "tiff", "heic", "heif", "avif", "ics", "vcf", "eml", "msg", "xbrl", "sdo", "asice", "asics",
    "asic", "p7m", "p7s", "xsd", "yaml", "yml", "tsv", "mp3", "m4a", "wav", "ogg", "mp4", "mov",
    "webm", "epub", "dwg", "dxf", "gml", "sosi", "geojson", "kml", "ifc",
];

/// Run code when they are opened, lead to something that does, or lose the mark of where they came from.
const CODE: &[&str] = &[
    // Programs and installers
    "exe",
    "com",
    "scr",
    "pif",
    "cpl",
    "dll",
    "ocx",
    "sys",
    "drv",
    "msi",
    "msp",
    "mst",
    "msu",
    "msix",
    "msixbundle",
    "appx",
    "appxbundle",
    "appinstaller",
    "application",
    "gadget",
    "app",
    "pkg",
    "mpkg",
    "deb",
    "rpm",
    "snap",
    "flatpak",
    "flatpakref",
    "appimage",
    "run",
    "bin",
    "elf",
    "out",
    "so",
    "dylib",
    "jar",
    "jnlp",
    "class",
    "apk",
    "ipa",
    "xpi",
    "crx",
    "vsix",
    "air",
    "wasm",
    // Scripts
    "bat",
    "cmd",
    "btm",
    "ps1",
    "ps1xml",
    "psm1",
    "psd1",
    "psc1",
    "cdxml",
    "vb",
    "vbs",
    "vbe",
    "vbscript",
    "js",
    "jse",
    "mjs",
    "cjs",
    "ts",
    "wsf",
    "wsh",
    "wsc",
    "ws",
    "sct",
    "hta",
    "sh",
    "bash",
    "zsh",
    "csh",
    "ksh",
    "fish",
    "command",
    "tool",
    "terminal",
    "action",
    "workflow",
    "scpt",
    "scptd",
    "applescript",
    "py",
    "pyc",
    "pyw",
    "pyz",
    "pyzw",
    "pl",
    "pm",
    "rb",
    "php",
    "phar",
    "lua",
    "tcl",
    "awk",
    "au3",
    "ahk",
    "reg",
    "inf",
    "ins",
    "isp",
    "job",
    // Pages and drawings with scripts in them
    "html",
    "htm",
    "xhtml",
    "xht",
    "shtml",
    "mht",
    "mhtml",
    "svg",
    "svgz",
    "xsl",
    "xslt",
    "xaml",
    "swf",
    "chm",
    "hlp",
    "hxs",
    "maff",
    // Shortcuts, and files that make others run
    "lnk",
    "url",
    "website",
    "webloc",
    "inetloc",
    "fileloc",
    "desktop",
    "theme",
    "themepack",
    "deskthemepack",
    "scf",
    "library-ms",
    "search-ms",
    "searchconnector-ms",
    "settingcontent-ms",
    "appref-ms",
    "appcontent-ms",
    "msc",
    "mmc",
    "mcf",
    "grp",
    "rdp",
    "ica",
    "vpn",
    "diagcab",
    "diagcfg",
    "diagpkg",
    "cab",
    "wim",
    "mobileconfig",
    "provisionprofile",
    "xrm-ms",
    "printerexport",
    "contact",
    "osd",
    "prf",
    "cer",
    "crt",
    "der",
    "pfx",
    "p12",
    // Documents with macros, and add-ins
    "docm",
    "dotm",
    "xlsm",
    "xltm",
    "xlam",
    "xlsb",
    "xll",
    "xla",
    "xlm",
    "xlw",
    "pptm",
    "potm",
    "ppsm",
    "ppam",
    "ppa",
    "sldm",
    "wll",
    "wbk",
    "slk",
    "iqy",
    "oqy",
    "rqy",
    "dqy",
    "odc",
    "one",
    "onetoc2",
    "onepkg",
    "pub",
    "vsdm",
    "vssm",
    "vstm",
    "accdb",
    "accde",
    "accda",
    "accdr",
    "mdb",
    "mde",
    "ade",
    "adp",
    "mda",
    "mdt",
    "mdw",
    "mdz",
    "maf",
    "mag",
    "mam",
    "maq",
    "mar",
    "mas",
    "mat",
    "mau",
    "mav",
    "maw",
    "xnk",
    "odb",
    // Disks
    "iso",
    "img",
    "udf",
    "vhd",
    "vhdx",
    "vmdk",
    "dmg",
    "sparseimage",
    "sparsebundle",
    "daa",
    "nrg",
    "ace",
    "arj",
];

/// What may be done with a file with this ending, in any case. [`Handling::Save`] for one that is not known.
pub(super) fn handling(ending: &str) -> Handling {
    let ending = ending.to_ascii_lowercase();
    let is_in = |list: &[&str]| list.contains(&ending.as_str());
    if is_in(CODE) {
        Handling::SaveWithWarning
    } else if is_in(VIEWED) {
        Handling::View
    } else if is_in(OPENED) {
        Handling::Open
    } else {
        Handling::Save
    }
}

/// The ending that files of a media type have.
pub(super) fn usual_ending(media_type: &str) -> Option<&'static str> {
    Some(match media_type.to_ascii_lowercase().as_str() {
        "application/pdf" => "pdf",
        "text/plain" => "txt",
        "text/markdown" => "md",
        "text/csv" => "csv",
        "text/xml" | "application/xml" => "xml",
        "application/json" => "json",
        "text/html" | "application/xhtml+xml" => "html",
        "image/png" => "png",
        "image/jpeg" => "jpg",
        "image/gif" => "gif",
        "image/webp" => "webp",
        "image/tiff" => "tif",
        "image/svg+xml" => "svg",
        "application/zip" | "application/x-zip-compressed" => "zip",
        "application/msword" => "doc",
        "application/vnd.ms-excel" => "xls",
        "application/vnd.ms-powerpoint" => "ppt",
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document" => "docx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet" => "xlsx",
        "application/vnd.openxmlformats-officedocument.presentationml.presentation" => "pptx",
        "application/vnd.oasis.opendocument.text" => "odt",
        "application/vnd.oasis.opendocument.spreadsheet" => "ods",
        "application/rtf" | "text/rtf" => "rtf",
        "message/rfc822" => "eml",
        "text/calendar" => "ics",
        _ => return None,
    })
}

/// Whether a media type is one of something that can run code.
pub(super) fn is_code(media_type: &str) -> bool {
    let media_type = media_type.to_ascii_lowercase();
    let usual = usual_ending(&media_type).map(handling);
    usual == Some(Handling::SaveWithWarning)
        || media_type.contains("javascript")
        || media_type.contains("ecmascript")
        || media_type.contains("macroenabled")
        || matches!(
            media_type.as_str(),
            "application/x-msdownload"
                | "application/vnd.microsoft.portable-executable"
                | "application/x-dosexec"
                | "application/x-executable"
                | "application/x-elf"
                | "application/x-mach-binary"
                | "application/x-msi"
                | "application/x-ms-installer"
                | "application/x-sh"
                | "application/x-shellscript"
                | "text/x-shellscript"
                | "application/x-bat"
                | "application/x-powershell"
                | "text/vbscript"
                | "application/hta"
                | "application/java-archive"
                | "application/x-java-jnlp-file"
                | "application/x-ms-shortcut"
                | "application/x-iso9660-image"
                | "application/x-apple-diskimage"
        )
}
