//! Bodies as Altinn's methods read them: names in any case, and every text trimmed where a filter does that.

use serde::de::DeserializeOwned;
use serde_json::{Map, Value};

use crate::server::answers::{self, Stop};

/// Reads a JSON body. Property names are matched without regard to case (so types to read into have
/// their names in lower case), and texts lose the white space around them.
pub(crate) fn read<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Stop> {
    read_with(bytes, |text| text.trim().to_owned())
}

/// As `read`, with texts as they were sent.
pub(crate) fn read_as_sent<T: DeserializeOwned>(bytes: &[u8]) -> Result<T, Stop> {
    read_with(bytes, |text| text)
}

fn read_with<T: DeserializeOwned>(bytes: &[u8], text: fn(String) -> String) -> Result<T, Stop> {
    let value: Value = serde_json::from_slice(bytes)
        .map_err(|_| answers::unbound("$", "The body is not valid JSON."))?;
    serde_json::from_value(normal(value, text))
        .map_err(|error| answers::unbound("$", &format!("The body could not be read: {error}.")))
}

fn normal(value: Value, text: fn(String) -> String) -> Value {
    match value {
        Value::String(sent) => Value::String(text(sent)),
        Value::Array(items) => {
            Value::Array(items.into_iter().map(|item| normal(item, text)).collect())
        }
        Value::Object(members) => Value::Object(
            members
                .into_iter()
                .map(|(name, value)| (name.to_lowercase(), normal(value, text)))
                .collect::<Map<_, _>>(),
        ),
        other => other,
    }
}

/// A field that must be there and hold more than white space.
pub(crate) fn required(field: &str, value: Option<String>) -> Result<String, Stop> {
    value
        .filter(|text| !text.trim().is_empty())
        .ok_or_else(|| answers::unbound(field, &format!("The {field} field is required.")))
}
