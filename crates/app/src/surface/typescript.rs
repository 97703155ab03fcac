//! TypeScript of the command surface, written from the Rust types.

use std::any::TypeId;
use std::collections::{BTreeMap, HashSet};
use std::fmt::Write as _;

use ts_rs::{Config, TS, TypeVisitor};

use super::table::{CommandVisitor, Event, Topic, each_command};

/// The whole file `ui/src/api/generated/surface.ts`.
pub fn typescript() -> String {
    let config = Config::new();
    let mut types = Types {
        config: Config::new(),
        seen: HashSet::new(),
        declared: BTreeMap::new(),
    };
    types.add::<Event>();
    let mut commands = CommandLines {
        config,
        types,
        map: String::new(),
        topics: String::new(),
    };
    each_command(&mut commands);
    let mut out = String::from(
        "// Written by `cargo xtask gen` from crates/app/src/surface. Never edit by hand.\n\n",
    );
    for declaration in commands.types.declared.values() {
        out.push_str(declaration);
        out.push('\n');
    }
    let _ = write!(
        out,
        "/** Every command: its input and its answer. */\nexport interface CommandMap {{\n{}}}\n\nexport type CommandName = keyof CommandMap;\n\n\
         /** Topics that each command reads (a query) or touches (a write). */\nexport const commandTopics: Record<CommandName, {{ query: boolean; topics: readonly Topic[] }}> = {{\n{}}};\n",
        commands.map, commands.topics
    );
    out
}

/// Collects the declarations of a type and of all it is made of, by name.
struct Types {
    config: Config,
    seen: HashSet<TypeId>,
    declared: BTreeMap<String, String>,
}

impl Types {
    fn add<T: TS + 'static + ?Sized>(&mut self) {
        if !self.seen.insert(TypeId::of::<T>()) {
            return;
        }
        if T::output_path().is_some() {
            let docs = T::docs().unwrap_or_default();
            let declaration = format!("{docs}export {}\n", T::decl(&self.config));
            self.declared.insert(T::ident(&self.config), declaration);
        }
        T::visit_dependencies(self);
        T::visit_generics(self);
    }
}

impl TypeVisitor for Types {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        self.add::<T>();
    }
}

/// Writes one line per command.
struct CommandLines {
    config: Config,
    types: Types,
    map: String,
    topics: String,
}

impl CommandVisitor for CommandLines {
    fn command<I: TS + 'static, O: TS + 'static>(
        &mut self,
        name: &'static str,
        is_query: bool,
        topics: &'static [Topic],
    ) {
        self.types.add::<I>();
        self.types.add::<O>();
        let (input, output) = (I::name(&self.config), O::name(&self.config));
        let _ = writeln!(
            self.map,
            "  {name}: {{ input: {input}; output: {output} }};"
        );
        let names: Vec<String> = topics
            .iter()
            .filter_map(|t| serde_json::to_string(t).ok())
            .collect();
        let _ = writeln!(
            self.topics,
            "  {name}: {{ query: {is_query}, topics: [{}] }},",
            names.join(", ")
        );
    }
}

#[cfg(test)]
mod tests {
    use super::typescript;

    /// Fails when the committed file is not what the types say. `FULLMAKT_WRITE=1` writes it.
    #[test]
    fn committed_typescript_is_fresh() {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR"))
            .join("../../ui/src/api/generated/surface.ts");
        let wanted = typescript();
        if std::env::var_os("FULLMAKT_WRITE").is_some() {
            std::fs::create_dir_all(path.parent().expect("the path has a folder")).unwrap();
            std::fs::write(&path, &wanted).unwrap();
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == wanted,
            "{} is old: run `cargo xtask gen`",
            path.display()
        );
    }

    /// No answer may carry a token, a key or an identity number: no such field exists.
    #[test]
    fn no_field_could_carry_a_secret() {
        let text = typescript();
        let mut fields = 0;
        for line in text.split([',', '{', ';', '\n']) {
            let Some((field, _)) = line.split_once(':') else {
                continue;
            };
            let field = field.trim().trim_matches('"').to_ascii_lowercase();
            fields += 1;
            for bad in [
                "token", "secret", "password", "pid", "ssn", "personid", "birth", "bearer",
                "verifier",
            ] {
                assert!(
                    field != bad && !field.ends_with(bad),
                    "field `{field}` looks like a secret"
                );
            }
        }
        assert!(fields > 100, "the walk saw only {fields} fields");
    }
}
