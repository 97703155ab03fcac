//! Reading documents: valid against the schema, and not too deep.

use apollo_compiler::executable::{Selection, SelectionSet};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};

/// How deep fields may be nested.
const MAX_DEPTH: usize = 12;

/// Parses and validates a document; what is wrong comes as sentences.
pub(super) fn checked(
    schema: &Valid<Schema>,
    text: &str,
) -> Result<Valid<ExecutableDocument>, Vec<String>> {
    let document =
        ExecutableDocument::parse_and_validate(schema, text, "query.graphql").map_err(|wrong| {
            wrong
                .errors
                .iter()
                .map(|error| error.to_json().message)
                .collect::<Vec<_>>()
        })?;
    let too_deep = document
        .operations
        .iter()
        .any(|operation| depth(&document, &operation.selection_set, 0) > MAX_DEPTH);
    if too_deep {
        return Err(vec![format!(
            "The document is nested deeper than {MAX_DEPTH} fields."
        )]);
    }
    Ok(document)
}

/// Fragments cannot go round in circles in a valid document, so this comes to an end.
fn depth(document: &ExecutableDocument, set: &SelectionSet, above: usize) -> usize {
    let deeper = |selection: &Selection| match selection {
        Selection::Field(field) => depth(document, &field.selection_set, above + 1),
        Selection::InlineFragment(inline) => depth(document, &inline.selection_set, above),
        Selection::FragmentSpread(spread) => document
            .fragments
            .get(&spread.fragment_name)
            .map_or(above, |fragment| {
                depth(document, &fragment.selection_set, above)
            }),
    };
    set.selections.iter().map(deeper).max().unwrap_or(above)
}
