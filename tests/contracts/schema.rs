//! Schemas of OpenAPI 3.0 as JSON Schema 2020-12, closed: what a description does not name is found.

use std::collections::BTreeMap;

use boon::{Compiler, Draft, ErrorKind, SchemaIndex, Schemas, ValidationError};
use serde_json::{Map, Value, json};

const COMPONENTS: &str = "#/components/schemas/";
/// Ends the name of a component that may also be `null`.
const OR_NULL: char = '?';
/// Answers of this shape are written with what they have and nothing else.
const PROBLEM: &str = "AltinnProblemDetails";

/// How a schema is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Reading {
    /// As it stands, but closed.
    AsItStands,
    /// Every member that is named must be there, `null` or not.
    Whole,
    /// Every member that cannot be `null` must be there.
    NotNull,
    /// Likewise, and what would be `null` is left out.
    Sparse,
}

/// A schema that values can be held against.
pub struct Shape {
    schemas: Schemas,
    index: SchemaIndex,
}

impl Shape {
    /// What in a value does not fit, by place. Values themselves are not told.
    pub fn misfits(&self, value: &Value) -> Vec<String> {
        let mut found = Vec::new();
        if let Err(error) = self.schemas.validate(value, self.index) {
            leaves(&error, &mut found);
        }
        found.sort();
        found.dedup();
        found
    }
}

/// Only the ends of the tree tell what is wrong.
fn leaves(error: &ValidationError<'_, '_>, found: &mut Vec<String>) {
    for cause in &error.causes {
        leaves(cause, found);
    }
    if error.causes.is_empty() {
        let what = match &error.kind {
            ErrorKind::Format { want, .. } => format!("is no {want}"),
            ErrorKind::Pattern { want, .. } => format!("does not match {want}"),
            other => other.to_string(),
        };
        let place = place(&error.instance_location.to_string());
        found.push(format!("{place} {what}"));
    }
}

/// A place in a value, the same for all rows of a list.
fn place(pointer: &str) -> String {
    let steps = pointer.split('/').map(|step| match step.parse::<usize>() {
        Ok(_) => "*",
        Err(_) => step,
    });
    steps.collect::<Vec<_>>().join("/")
}

/// A schema of this document.
///
/// # Errors
/// When the schema is none, e.g. because it refers to a component that is not there.
pub fn shape(document: &Value, schema: &Value, reading: Reading) -> Result<Shape, String> {
    const PLACE: &str = "urn:contract";
    let mut reader = Reader {
        document,
        reading,
        components: BTreeMap::new(),
        wanted: Vec::new(),
    };
    let mut root = reader.convert(schema, false);
    while let Some(name) = reader.wanted.pop() {
        reader.add(name)?;
    }
    if let Value::Object(members) = &mut root {
        let components: Map<String, Value> = reader.components.into_iter().collect();
        members.insert("components".to_owned(), json!({ "schemas": components }));
    }
    let mut compiler = Compiler::new();
    compiler.set_default_draft(Draft::V2020_12);
    compiler.enable_format_assertions();
    let mut schemas = Schemas::new();
    compiler
        .add_resource(PLACE, root)
        .map_err(|error| error.to_string())?;
    let index = compiler
        .compile(PLACE, &mut schemas)
        .map_err(|error| error.to_string())?;
    Ok(Shape { schemas, index })
}

struct Reader<'a> {
    document: &'a Value,
    reading: Reading,
    components: BTreeMap<String, Value>,
    wanted: Vec<String>,
}

impl Reader<'_> {
    fn add(&mut self, name: String) -> Result<(), String> {
        if self.components.contains_key(&name) {
            return Ok(());
        }
        let bare = name.trim_end_matches(OR_NULL);
        let schema = &self.document["components"]["schemas"][bare];
        if schema.is_null() {
            return Err(format!("no component {bare}"));
        }
        let reading = self.reading;
        if bare == PROBLEM {
            self.reading = Reading::AsItStands;
        }
        let converted = self.convert(schema, name.ends_with(OR_NULL));
        self.reading = reading;
        self.components.insert(name, converted);
        Ok(())
    }

    fn convert(&mut self, schema: &Value, or_null: bool) -> Value {
        let Value::Object(from) = schema else {
            return schema.clone();
        };
        let or_null = (or_null || can_be_null(schema)) && self.reading != Reading::Sparse;
        let only = |list: &Value| match list.as_array().map(Vec::as_slice) {
            Some([one]) => one.get("$ref").cloned(),
            _ => None,
        };
        let reference = from
            .get("$ref")
            .cloned()
            .or_else(|| from.get("allOf").and_then(only))
            .or_else(|| from.get("oneOf").and_then(only));
        if let Some(reference) = reference {
            return self.reference(&reference, or_null);
        }
        let mut into = Map::new();
        for (name, value) in from {
            let value = match name.as_str() {
                "nullable" | "description" | "example" | "default" | "required" => continue,
                "properties" => self.each_member(value),
                "items" => self.convert(value, false),
                "additionalProperties" if value.is_object() => self.convert(value, false),
                "anyOf" | "allOf" | "oneOf" => self.each(value),
                "type" if or_null => json!([value, "null"]),
                "enum" => choices(value, or_null),
                "format" if value == "guid" => json!("uuid"),
                _ => value.clone(),
            };
            into.insert(name.clone(), value);
        }
        self.close(from, &mut into);
        Value::Object(into)
    }

    fn reference(&mut self, reference: &Value, or_null: bool) -> Value {
        let target = reference.as_str().unwrap_or_default();
        let mut name = target.trim_start_matches(COMPONENTS).to_owned();
        if or_null {
            name.push(OR_NULL);
        }
        self.wanted.push(name.clone());
        json!({ "$ref": format!("{COMPONENTS}{name}") })
    }

    fn each_member(&mut self, members: &Value) -> Value {
        let members = members.as_object().into_iter().flatten();
        let converted = members.map(|(name, member)| (name.clone(), self.convert(member, false)));
        Value::Object(converted.collect())
    }

    fn each(&mut self, list: &Value) -> Value {
        let list = list.as_array().into_iter().flatten();
        Value::Array(list.map(|one| self.convert(one, false)).collect())
    }

    /// An object that names its members has no others.
    fn close(&self, from: &Map<String, Value>, into: &mut Map<String, Value>) {
        let Some(members) = from.get("properties").and_then(Value::as_object) else {
            return;
        };
        into.entry("type").or_insert_with(|| json!("object"));
        into.entry("additionalProperties")
            .or_insert_with(|| json!(false));
        let may_lack = from.get("x-may-lack").and_then(Value::as_array);
        let must_be = |(name, member): &(&String, &Value)| {
            let may_lack = may_lack.is_some_and(|list| list.contains(&json!(name)));
            !may_lack && (self.reading == Reading::Whole || !can_be_null(member))
        };
        let required = match self.reading {
            // Where a description says itself what must be there, that holds.
            Reading::NotNull | Reading::Sparse
                if from.get("required").is_some_and(Value::is_array) =>
            {
                from["required"].clone()
            }
            Reading::Whole | Reading::NotNull | Reading::Sparse => members
                .iter()
                .filter(must_be)
                .map(|(name, _)| json!(name))
                .collect(),
            Reading::AsItStands => from.get("required").cloned().unwrap_or_else(|| json!([])),
        };
        into.insert("required".to_owned(), required);
        into.remove("x-may-lack");
    }
}

fn can_be_null(schema: &Value) -> bool {
    schema["nullable"] == true
}

/// The values of an enumeration, each once: some descriptions name only one, many times.
fn choices(list: &Value, or_null: bool) -> Value {
    let mut choices: Vec<Value> = Vec::new();
    for choice in list.as_array().into_iter().flatten() {
        if !choices.contains(choice) {
            choices.push(choice.clone());
        }
    }
    if or_null {
        choices.push(Value::Null);
    }
    Value::Array(choices)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fits(schema: &Value, value: &Value, reading: Reading) -> bool {
        let document = json!({ "components": { "schemas": {
            "Thing": { "type": "object", "properties": { "id": { "type": "string", "format": "uuid" } } },
            "Kind": { "type": "string", "enum": ["a", "b"] },
        } } });
        let shape = shape(&document, schema, reading).expect("a schema");
        shape.misfits(value).is_empty()
    }

    #[test]
    fn what_is_not_named_is_found() {
        let schema = json!({ "properties": { "a": { "type": "string", "nullable": true } } });
        assert!(fits(&schema, &json!({ "a": null }), Reading::AsItStands));
        assert!(fits(&schema, &json!({}), Reading::AsItStands));
        assert!(!fits(&schema, &json!({}), Reading::Whole));
        assert!(!fits(&schema, &json!({ "a": 1 }), Reading::AsItStands));
        assert!(!fits(
            &schema,
            &json!({ "a": "", "b": 1 }),
            Reading::AsItStands
        ));
    }

    #[test]
    fn a_reference_may_be_null_only_where_it_says_so() {
        let bare = json!({ "$ref": "#/components/schemas/Thing" });
        let or_null = json!({ "allOf": [bare], "nullable": true });
        assert!(fits(&or_null, &Value::Null, Reading::AsItStands));
        assert!(!fits(&bare, &Value::Null, Reading::AsItStands));
        let id = json!({ "id": "0f6a2c1e-7f0b-4b7c-9d9e-2f7a0e0c9b11" });
        assert!(fits(&or_null, &id, Reading::Whole));
        assert!(!fits(&or_null, &json!({ "id": "no" }), Reading::Whole));
        let kind = json!({ "$ref": "#/components/schemas/Kind", "nullable": true });
        assert!(fits(&kind, &Value::Null, Reading::AsItStands));
        assert!(!fits(&kind, &json!("c"), Reading::AsItStands));
    }
}
