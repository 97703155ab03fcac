//! The command line of `fullmakt-sandbox`.

use crate::config::{Config, Seed, Volume};

/// What `--help` prints.
pub const USAGE: &str = "\
Stand-in for ID-porten, Maskinporten, Altinn and the Enhetsregisteret, on this computer only.

Usage: fullmakt-sandbox serve [--port N] [--seed NAME] [--parties N | --clients N] [--dialogs N]
                              [--services N] [--portal-scope]

  --port N         loopback port; 0 or nothing takes a free one
  --seed NAME      the world to start with: default, parties-N or clients-N
  --parties N      the default world and N organisations more for Kari (1 to 20000)
  --clients N      the default world and an accounting firm of Odd's with N clients (1 to 100000)
  --dialogs N      N generated dialogs besides the seed's own (0 to 1000000), spread over the
                   organisations of --parties, or of the default world
  --services N     number of services that generated dialogs are about (1 to 2000); 60 if not given
  --portal-scope   let logins have altinn:portal/enduser, which production gives to no third party

Prints one line of JSON on standard output when it is ready, and serves until it is ended.
";

/// What the command line asks for.
#[derive(Debug)]
pub enum Command {
    /// Serve with this configuration.
    Serve(Config),
    /// Print the usage.
    Help,
}

/// Reads the arguments that follow the program's name.
///
/// # Errors
/// A sentence that names the argument that is wrong and what it should be.
pub fn parse(arguments: impl IntoIterator<Item = String>) -> Result<Command, String> {
    let mut arguments = arguments.into_iter();
    match arguments.next().as_deref() {
        Some("serve") => {}
        None | Some("help" | "--help" | "-h") => return Ok(Command::Help),
        Some(other) => {
            return Err(format!(
                "unknown command '{other}'; the one command is 'serve'"
            ));
        }
    }
    let mut config = Config::default();
    let (mut seed, mut sized) = (None, None);
    let mut volume = Volume::default();
    while let Some(argument) = arguments.next() {
        let (name, inline) = match argument.split_once('=') {
            Some((name, value)) => (name.to_owned(), Some(value.to_owned())),
            None => (argument, None),
        };
        let mut value = || {
            inline
                .clone()
                .or_else(|| arguments.next())
                .ok_or_else(|| format!("{name} needs a value"))
        };
        match name.as_str() {
            "--port" => config.port = number(&name, &value()?)?,
            "--seed" => seed = Some(Seed::parse(&value()?)?),
            "--parties" | "--clients" if sized.is_some() => {
                return Err("--parties and --clients exclude each other; give one".to_owned());
            }
            "--parties" => sized = Some(Seed::generated(number(&name, &value()?)?)?),
            "--clients" => sized = Some(Seed::accountant(number(&name, &value()?)?)?),
            "--dialogs" => volume.dialogs = number(&name, &value()?)?,
            "--services" => volume.services = number(&name, &value()?)?,
            "--portal-scope" if inline.is_none() => config.portal_scope = true,
            "--portal-scope" => return Err("--portal-scope takes no value".to_owned()),
            "--help" | "-h" => return Ok(Command::Help),
            other => return Err(format!("unknown argument '{other}'; see --help")),
        }
    }
    config.volume = Volume::new(volume.dialogs, volume.services)?;
    config.seed = match (seed, sized) {
        (Some(Seed::Generated { .. } | Seed::Accountant { .. }), Some(_)) => {
            return Err(
                "--seed NAME-N and --parties or --clients choose a world each; give one".to_owned(),
            );
        }
        (_, Some(sized)) => sized,
        (Some(seed), None) => seed,
        (None, None) => Seed::Default,
    };
    Ok(Command::Serve(config))
}

fn number<T: std::str::FromStr>(name: &str, value: &str) -> Result<T, String> {
    value
        .parse()
        .map_err(|_| format!("{name}: '{value}' is not a number that fits"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parsed(line: &str) -> Result<Command, String> {
        parse(line.split_whitespace().map(str::to_owned))
    }

    fn config(line: &str) -> Config {
        match parsed(line) {
            Ok(Command::Serve(config)) => config,
            other => panic!("{line}: {other:?}"),
        }
    }

    #[test]
    fn the_arguments_are_read_in_both_forms() {
        let plain = config("serve");
        assert_eq!(
            (plain.port, plain.seed, plain.portal_scope),
            (0, Seed::Default, false)
        );
        let full =
            config("serve --port 8080 --parties=500 --portal-scope --dialogs 7 --services=3");
        assert_eq!(full.port, 8080);
        assert_eq!(full.seed, Seed::Generated { parties: 500 });
        assert!(full.portal_scope);
        assert_eq!(
            full.volume,
            Volume {
                dialogs: 7,
                services: 3
            }
        );
        assert_eq!(
            config("serve --seed parties-3").seed,
            Seed::Generated { parties: 3 }
        );
        assert_eq!(
            config("serve --clients 300").seed,
            Seed::Accountant { clients: 300 }
        );
        assert!(matches!(parsed(""), Ok(Command::Help)));
        assert!(matches!(parsed("serve --help"), Ok(Command::Help)));
    }

    #[test]
    fn what_is_wrong_is_named() {
        for (line, part) in [
            ("run", "'run'"),
            ("serve --port x", "--port"),
            ("serve --port 70000", "--port"),
            ("serve --port", "needs a value"),
            ("serve --seed nothing", "'nothing'"),
            ("serve --parties 0", "1 to 20000"),
            ("serve --parties 20001", "1 to 20000"),
            ("serve --clients 100001", "1 to 100000"),
            ("serve --clients 3 --parties 3", "give one"),
            ("serve --seed clients-x", "number"),
            ("serve --dialogs 1000001", "0 to 1000000"),
            ("serve --dialogs many", "--dialogs"),
            ("serve --services 0", "1 to 2000"),
            ("serve --colour red", "'--colour'"),
            ("serve --portal-scope=yes", "no value"),
            ("serve --seed parties-2 --parties 3", "give one"),
        ] {
            let error = parsed(line).expect_err(line);
            assert!(error.contains(part), "{line}: {error}");
        }
    }
}
