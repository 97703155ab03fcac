//! Parts of a description in few letters.

use serde_json::{Map, Value, json};

/// Puts one more into a list that may not be there yet.
pub fn push(list: &mut Value, one: Value) {
    match list {
        Value::Array(list) => list.push(one),
        other => *other = json!([one]),
    }
}

/// An operation from its line (see `Change::Operation`).
pub fn add_operation(document: &mut Value, line: &str) {
    let (line, body) = line.split_once(" < ").unwrap_or((line, ""));
    let (method, line) = line.split_once(' ').unwrap_or_default();
    let (path, query) = line.split_once('?').unwrap_or((line, ""));
    let mut parameters = Vec::new();
    let segments = path.split('/').map(|segment| {
        let Some(variable) = segment.strip_prefix('{').and_then(|s| s.strip_suffix('}')) else {
            return segment.to_owned();
        };
        let (name, shape) = variable.split_once(':').unwrap_or((variable, "string"));
        parameters.push(parameter(&format!("{name}!:{shape}"), "path"));
        format!("{{{name}}}")
    });
    let template = segments.collect::<Vec<_>>().join("/");
    let query = query.split('&').filter(|one| !one.is_empty());
    parameters.extend(query.map(|one| parameter(one, "query")));
    let mut node = json!({ "parameters": parameters, "responses": {} });
    if !body.is_empty() {
        let content = json!({ "application/json": { "schema": schema(body) } });
        node["requestBody"] = json!({ "required": true, "content": content });
    }
    document["paths"][template][method.to_lowercase()] = node;
}

/// A parameter from `name:shape`, with `!` after the name when it must be there.
pub fn parameter(line: &str, place: &str) -> Value {
    let (name, shape) = line.split_once(':').unwrap_or((line, "string"));
    let bare = name.trim_end_matches('!');
    json!({ "name": bare, "in": place, "required": bare != name, "schema": schema(shape) })
}

/// An answer of this shape, beside those of other amendments and instead of what was described; `!` stands before a
/// component that is a problem.
pub fn add_answer(node: &mut Value, shape: &str) {
    if node["x-reference"] != true {
        *node = json!({ "x-reference": true });
    }
    if shape == "empty" {
        node["x-may-be-empty"] = json!(true);
        return;
    }
    let (media, schema) = match shape {
        problem if problem.starts_with('!') => ("application/problem+json", schema(&problem[1..])),
        "text" => ("text/plain", schema("string")),
        "xml" => ("application/xml", schema("string")),
        "details" => ("application/problem+json", schema("ProblemDetails")),
        "problem" => ("application/problem+json", schema("reference.Problem")),
        "binding" => ("application/problem+json", schema("reference.Binding")),
        other => ("application/json", schema(other)),
    };
    let known = &mut node["content"][media]["schema"];
    *known = match known.take() {
        Value::Null => schema,
        other => json!({ "anyOf": [other, schema] }),
    };
}

/// A schema in few letters: `[x]` a list, `{x}` a map, `x?` or null, a format, a type, or a component.
pub fn schema(shape: &str) -> Value {
    if let Some(shape) = shape.strip_suffix('?') {
        let mut schema = schema(shape);
        schema["nullable"] = json!(true);
        return schema;
    }
    let inner = |open: char, close: char| shape.strip_prefix(open)?.strip_suffix(close);
    if let Some(item) = inner('[', ']') {
        return json!({ "type": "array", "items": schema(item) });
    }
    if let Some(item) = inner('{', '}') {
        return json!({ "type": "object", "additionalProperties": schema(item) });
    }
    match shape {
        "any" => json!({}),
        "string" | "boolean" | "integer" | "number" => json!({ "type": shape }),
        "uuid" | "date" | "date-time" | "uri" => json!({ "type": "string", "format": shape }),
        component => json!({ "$ref": format!("#/components/schemas/{component}") }),
    }
}

/// A problem (system-users reference 4.1): whatever it tells besides is text.
pub fn problem() -> Value {
    let text = || json!({ "type": "string" });
    let error = json!({
        "type": "object",
        "required": ["code", "paths"],
        "properties": {
            "code": text(), "detail": text(), "title": text(),
            "paths": { "type": "array", "items": text() },
        },
        "additionalProperties": text(),
    });
    let members = json!({
        "type": { "type": "string", "pattern": "^urn:altinn:error:" },
        "title": text(),
        "status": { "type": "integer" },
        "detail": text(),
        "code": { "type": "string", "pattern": "^(AUTH|AM|STD)-[0-9]{5}$" },
        "traceId": text(),
        "validationErrors": { "type": "array", "items": error, "minItems": 1 },
    });
    json!({
        "type": "object",
        "required": ["type", "title", "status", "code", "traceId"],
        "properties": members,
        "additionalProperties": text(),
    })
}

/// What the framework answers to what it cannot bind, or when a method throws (system-users reference 4).
pub fn binding() -> Value {
    let texts = json!({ "type": "array", "items": { "type": "string" } });
    let members: Map<String, Value> = ["type", "title", "traceId"]
        .map(|name| (name.to_owned(), json!({ "type": "string" })))
        .into_iter()
        .chain([
            ("status".to_owned(), json!({ "type": "integer" })),
            (
                "errors".to_owned(),
                json!({ "type": "object", "additionalProperties": texts }),
            ),
        ])
        .collect();
    json!({
        "type": "object",
        "required": ["type", "title", "status", "traceId"],
        "properties": members,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_operation_is_read_from_one_line() {
        let mut document = json!({ "paths": {} });
        add_operation(
            &mut document,
            "POST /a/{party:integer}/b?x!:uuid&y < [Thing]",
        );
        let node = &document["paths"]["/a/{party}/b"]["post"];
        let named = |index: usize| &node["parameters"][index];
        assert_eq!(named(0)["schema"]["type"], "integer");
        assert_eq!(
            (&named(1)["name"], &named(1)["required"]),
            (&json!("x"), &json!(true))
        );
        assert_eq!(
            (&named(2)["in"], &named(2)["required"]),
            (&json!("query"), &json!(false))
        );
        let body = &node["requestBody"]["content"]["application/json"]["schema"];
        assert_eq!(body["items"]["$ref"], "#/components/schemas/Thing");
    }
}
