//! Answers in the form of REST, told in the form of the schema: enumerations in capitals, concrete
//! types by `__typename`.

use apollo_compiler::Schema;
use apollo_compiler::ast::Type;
use apollo_compiler::resolvers::{FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::schema::ExtendedType;
use apollo_compiler::validation::Valid;
use serde_json::{Map, Value};

use super::{mutations, queries};
use crate::dialogporten::caller::EndUser;
use crate::state::Shared;

/// The root of a query or a mutation.
pub(super) struct Root<'a> {
    pub(super) shared: &'a Shared,
    pub(super) user: &'a EndUser,
    pub(super) mutates: bool,
}

impl ObjectValue for Root<'_> {
    fn type_name(&self) -> &str {
        if self.mutates { "Mutations" } else { "Queries" }
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let arguments = serde_json::to_value(info.arguments()).unwrap_or_default();
        let value = if self.mutates {
            mutations::resolve(self.shared, self.user, info.field_name(), &arguments)
        } else {
            queries::resolve(self.shared, self.user, info.field_name(), &arguments)
        };
        let value = value.ok_or_else(|| self.unknown_field_error(info))?;
        Ok(told(info.schema(), &info.field_definition().ty, value))
    }
}

/// An object that is there already.
pub(super) struct Made {
    pub(super) type_name: String,
    pub(super) members: Map<String, Value>,
}

impl ObjectValue for Made {
    fn type_name(&self) -> &str {
        &self.type_name
    }

    fn resolve_field<'a>(
        &'a self,
        info: &'a ResolveInfo<'a>,
    ) -> Result<ResolvedValue<'a>, FieldError> {
        let value = self.members.get(info.field_name()).cloned();
        let value = value.unwrap_or(Value::Null);
        Ok(told(info.schema(), &info.field_definition().ty, value))
    }
}

fn told<'a>(schema: &Valid<Schema>, ty: &Type, value: Value) -> ResolvedValue<'a> {
    match value {
        Value::Null => ResolvedValue::null(),
        Value::Array(items) => {
            let of = ty.item_type().clone();
            let items: Vec<_> = items
                .into_iter()
                .map(|item| Ok(told(schema, &of, item)))
                .collect();
            ResolvedValue::List(Box::new(items.into_iter()))
        }
        Value::Object(members) => {
            let named = ty.inner_named_type().as_str();
            let concrete = members.get("__typename").and_then(Value::as_str);
            let type_name = concrete.unwrap_or(named).to_owned();
            ResolvedValue::object(Made { type_name, members })
        }
        Value::String(text) => {
            let named = schema.types.get(ty.inner_named_type());
            if matches!(named, Some(ExtendedType::Enum(_))) {
                ResolvedValue::leaf(screaming(&text))
            } else {
                ResolvedValue::leaf(text)
            }
        }
        other => ResolvedValue::Leaf(other.into()),
    }
}

/// `RequiresAttention` as `REQUIRES_ATTENTION`.
pub(super) fn screaming(name: &str) -> String {
    let mut out = String::new();
    let mut after_small = false;
    for letter in name.chars() {
        if letter.is_uppercase() && after_small {
            out.push('_');
        }
        after_small = letter.is_lowercase();
        out.extend(letter.to_uppercase());
    }
    out
}

/// `REQUIRES_ATTENTION` as `RequiresAttention`.
pub(super) fn pascal(name: &str) -> String {
    name.split('_')
        .map(|word| {
            let mut letters = word.chars();
            letters.next().map_or_else(String::new, |first| {
                first
                    .to_uppercase()
                    .chain(letters.flat_map(char::to_lowercase))
                    .collect()
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::{pascal, screaming};

    #[test]
    fn both_spellings_lead_to_each_other() {
        for (rest, graphql) in [
            ("RequiresAttention", "REQUIRES_ATTENTION"),
            ("MarkedAsUnopened", "MARKED_AS_UNOPENED"),
            ("Default", "DEFAULT"),
        ] {
            assert_eq!(screaming(rest), graphql);
            assert_eq!(pascal(graphql), rest);
        }
        assert_eq!(screaming("GET"), "GET");
    }
}
