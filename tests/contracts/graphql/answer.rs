//! Whether an answer holds what its document asks for, and nothing else.

use std::collections::BTreeMap;

use apollo_compiler::ast::Type;
use apollo_compiler::executable::{Field, Selection, SelectionSet};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::{ExecutableDocument, Schema};
use serde_json::Value;

/// A document that was answered.
pub(super) struct Answered<'a> {
    pub(super) schema: &'a Schema,
    pub(super) document: &'a ExecutableDocument,
}

impl<'a> Answered<'a> {
    /// What in an answer does not fit, by place. Values themselves are not told.
    pub(super) fn misfits(&self, asked: &'a SelectionSet, answer: &Value) -> Vec<String> {
        let mut found = Vec::new();
        let known = ["data", "errors", "extensions"];
        for member in answer.as_object().into_iter().flat_map(|all| all.keys()) {
            if !known.contains(&member.as_str()) {
                found.push(format!("'{member}' is no part of an answer"));
            }
        }
        if !answer["errors"].is_null() {
            found.push("an error besides those in the payload".to_owned());
        }
        self.object(asked, &answer["data"], "/data", &mut found);
        found.sort();
        found.dedup();
        found
    }

    fn object(&self, asked: &'a SelectionSet, value: &Value, place: &str, found: &mut Vec<String>) {
        let Some(members) = value.as_object() else {
            found.push(format!("{place} is no object"));
            return;
        };
        let kind = value["__typename"].as_str().unwrap_or(asked.ty.as_str());
        let mut fields = BTreeMap::new();
        self.fields(asked, kind, &mut fields);
        for (name, field) in &fields {
            match members.get(*name) {
                Some(value) => {
                    self.value(field, field.ty(), value, &format!("{place}/{name}"), found)
                }
                None => found.push(format!("{place}/{name} is missing")),
            }
        }
        let others = members
            .keys()
            .filter(|name| !fields.contains_key(name.as_str()));
        found.extend(others.map(|name| format!("{place}/{name} was not asked for")));
    }

    /// Fields that are asked of an object of this kind.
    fn fields(
        &self,
        asked: &'a SelectionSet,
        kind: &str,
        fields: &mut BTreeMap<&'a str, &'a Field>,
    ) {
        let is = |wanted: &str| wanted == kind || self.schema.is_subtype(wanted, kind);
        for selection in &asked.selections {
            match selection {
                Selection::Field(field) => {
                    fields.insert(field.response_key().as_str(), field);
                }
                Selection::InlineFragment(inline) => {
                    let wanted = inline.type_condition.as_ref();
                    if wanted.is_none_or(|wanted| is(wanted)) {
                        self.fields(&inline.selection_set, kind, fields);
                    }
                }
                Selection::FragmentSpread(spread) => {
                    if let Some(fragment) = self.document.fragments.get(&spread.fragment_name)
                        && is(fragment.type_condition())
                    {
                        self.fields(&fragment.selection_set, kind, fields);
                    }
                }
            }
        }
    }

    fn value(
        &self,
        field: &'a Field,
        ty: &Type,
        value: &Value,
        place: &str,
        found: &mut Vec<String>,
    ) {
        if value.is_null() {
            if ty.is_non_null() {
                found.push(format!("{place} is null"));
            }
            return;
        }
        match ty {
            Type::List(item) | Type::NonNullList(item) => match value.as_array() {
                None => found.push(format!("{place} is no list")),
                Some(all) => {
                    for one in all {
                        self.value(field, item, one, &format!("{place}/*"), found);
                    }
                }
            },
            Type::Named(name) | Type::NonNullNamed(name) => match self.schema.types.get(name) {
                Some(ExtendedType::Scalar(_)) if is_scalar(name, value) => {}
                Some(ExtendedType::Enum(choices)) if is_choice(choices, value) => {}
                Some(ExtendedType::Scalar(_) | ExtendedType::Enum(_)) => {
                    found.push(format!("{place} is no {name}"));
                }
                _ => self.object(&field.selection_set, value, place, found),
            },
        }
    }
}

fn is_choice(choices: &apollo_compiler::schema::EnumType, value: &Value) -> bool {
    let name = value.as_str();
    name.is_some_and(|name| choices.values.keys().any(|known| known == name))
}

fn is_scalar(name: &str, value: &Value) -> bool {
    let text = value.as_str();
    match name {
        "Int" => value
            .as_i64()
            .is_some_and(|number| i32::try_from(number).is_ok()),
        "Float" => value.is_number(),
        "Boolean" => value.is_boolean(),
        "UUID" => text.is_some_and(|text| text.parse::<uuid::Uuid>().is_ok()),
        "DateTime" => text.is_some_and(|text| text.parse::<jiff::Timestamp>().is_ok()),
        "URL" => text.is_some_and(|text| url::Url::parse(text).is_ok()),
        _ => text.is_some(),
    }
}
