//! Letters, good and bad, through the public door.

mod formats;
mod hostile;
mod html;
mod markdown;
mod plain;
mod properties;
mod shown;
