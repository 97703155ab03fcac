//! Names and foreign texts: folding for search, look-alike checks, reading capitals, and making the untrusted
//! harmless.

mod fold;
mod initials;
mod names;
mod script;
mod skeleton;
mod vendor;

pub use fold::{fold, is_without_width};
pub use initials::{initials, person_initials};
pub use names::title_case;
pub use script::{Script, mixes_scripts};
pub use skeleton::skeleton;
pub use vendor::{VENDOR_TEXT_MAX, VendorText, foreign_line, vendor_text};

pub(crate) use names::{is_form, is_small_word};
