//! Rows of the log as they are stored.

use super::entry::EntryRow;
use crate::StoreError;
use crate::text;

/// A row without its receipt.
#[derive(sqlx::FromRow)]
pub(super) struct Raw {
    pub number: String,
    pub at: i64,
    pub act: String,
    pub subject: Option<String>,
    pub system: Option<String>,
    pub vendor: Option<String>,
    pub organisation: Option<String>,
    pub party_uuid: Option<String>,
    pub services: Option<i64>,
    pub failure: Option<String>,
    pub has_receipt: bool,
    pub hash: Vec<u8>,
}

impl TryFrom<Raw> for EntryRow {
    type Error = StoreError;

    fn try_from(raw: Raw) -> Result<Self, StoreError> {
        Ok(EntryRow {
            number: raw.number,
            at: text::instant(raw.at)?,
            act: raw.act,
            subject: text::maybe_id(raw.subject)?,
            system: raw.system,
            vendor: raw.vendor,
            organisation: raw.organisation,
            party_uuid: text::maybe_id(raw.party_uuid)?,
            services: raw.services.map(text::small).transpose()?,
            failure: raw.failure,
            has_receipt: raw.has_receipt,
            hash: hex::encode(raw.hash),
        })
    }
}
