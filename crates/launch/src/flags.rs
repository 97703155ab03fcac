//! The command line of every host.

use std::ffi::OsString;
use std::path::PathBuf;

use fullmakt_sandbox::{Seed, Volume};

/// What the flags are, for `--help`.
pub const USAGE: &str = "\
[--sandbox] [--seed NAME] [--parties N | --clients N] [--dialogs N] [--services N]
         [--portal-scope] [--data-dir DIR] [--environment tt02|prod|FILE] [LINK]

  --sandbox            start in the training mode; everything in it is invented
  --seed NAME          which invented world: default, parties-N or clients-N
  --parties N          the default world and N more organisations
  --clients N          the default world and an accounting firm with N clients
  --dialogs N          N more messages in it, up to 1000000
  --services N         about so many services, up to 2000; 60 when not given
  --portal-scope       let logins in the sandbox have the scope of Altinn's own pages
  --data-dir DIR       keep all data in this folder
  --environment WHICH  tt02, prod (the default), or a TOML file with addresses
  LINK                 a link to a request, as received from a vendor
  --help, --version";

/// What the command line asks for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Asked {
    /// To start.
    Start(Flags),
    /// To say what the flags are.
    Help,
    /// To say the version.
    Version,
}

/// How to start.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Flags {
    /// Where the app talks to.
    pub place: Place,
    /// The sandbox's world, whenever the training mode is entered.
    pub seed: Seed,
    /// How many messages are generated in it.
    pub volume: Volume,
    /// Whether logins in the sandbox may have `altinn:portal/enduser`.
    pub portal_scope: bool,
    /// Folder for all data; the user's own data folder when not given.
    pub data_dir: Option<PathBuf>,
    /// Keep secrets in memory only, as if the machine had no keyring. Not a flag of the window.
    pub memory_secrets: bool,
    /// A link to open.
    pub link: Option<String>,
}

/// Where the app talks to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// Altinn itself.
    Prod,
    /// Altinn's public test environment.
    Tt02,
    /// The sandbox inside the app.
    Sandbox,
    /// A file with addresses.
    File(PathBuf),
}

impl Place {
    /// Everything but production is marked as test.
    pub fn is_test(&self) -> bool {
        *self != Place::Prod
    }
}

impl Default for Flags {
    fn default() -> Self {
        Flags {
            place: Place::Prod,
            seed: Seed::Default,
            volume: Volume::default(),
            portal_scope: false,
            data_dir: None,
            memory_secrets: false,
            link: None,
        }
    }
}

impl Flags {
    /// Reads the arguments after the program's name. `extra` takes flags that only one host knows: it answers
    /// whether it knew this one.
    ///
    /// # Errors
    /// A sentence on the first argument that cannot be used.
    pub fn parse(
        args: impl IntoIterator<Item = OsString>,
        mut extra: impl FnMut(&str, &mut Flags) -> bool,
    ) -> Result<Asked, String> {
        let mut flags = Flags::default();
        let mut about_sandbox = None;
        let mut args = args.into_iter();
        while let Some(arg) = args.next() {
            let Some(text) = arg.to_str() else {
                return Err("an argument is not readable as text".to_owned());
            };
            let mut value = || args.next().ok_or_else(|| format!("{text} needs a value"));
            match text {
                "--help" | "-h" => return Ok(Asked::Help),
                "--version" | "-V" => return Ok(Asked::Version),
                "--sandbox" => flags.set_place(Place::Sandbox)?,
                "--environment" => flags.set_place(environment(&value()?))?,
                "--data-dir" => flags.data_dir = Some(absolute(value()?.into())),
                "--seed" => flags.seed = Seed::parse(&value()?.to_string_lossy())?,
                "--parties" => {
                    let count = value()?.to_string_lossy().parse();
                    flags.seed = Seed::generated(count.map_err(|_| "--parties needs a number")?)?;
                }
                "--clients" => {
                    let count = value()?.to_string_lossy().parse();
                    flags.seed = Seed::accountant(count.map_err(|_| "--clients needs a number")?)?;
                }
                "--dialogs" => {
                    let count = value()?.to_string_lossy().parse();
                    let count = count.map_err(|_| "--dialogs needs a number")?;
                    flags.volume = Volume::new(count, flags.volume.services)?;
                }
                "--services" => {
                    let count = value()?.to_string_lossy().parse();
                    let count = count.map_err(|_| "--services needs a number")?;
                    flags.volume = Volume::new(flags.volume.dialogs, count)?;
                }
                "--portal-scope" => flags.portal_scope = true,
                flag if flag.starts_with('-') => {
                    if !extra(flag, &mut flags) {
                        return Err(format!("unknown flag {flag}"));
                    }
                }
                link if flags.link.is_none() => flags.link = Some(link.to_owned()),
                _ => return Err("one link at a time".to_owned()),
            }
            if matches!(
                text,
                "--seed"
                    | "--parties"
                    | "--clients"
                    | "--dialogs"
                    | "--services"
                    | "--portal-scope"
            ) {
                about_sandbox = Some(text.to_owned());
            }
        }
        match about_sandbox {
            Some(flag) if flags.place != Place::Sandbox => Err(format!("{flag} needs --sandbox")),
            _ => Ok(Asked::Start(flags)),
        }
    }

    /// The environment may be named once: which of two would be meant?
    fn set_place(&mut self, place: Place) -> Result<(), String> {
        if self.place != Place::Prod && self.place != place {
            return Err("--sandbox and --environment exclude each other".to_owned());
        }
        self.place = place;
        Ok(())
    }
}

/// Web engines and second starts do not share our working folder.
fn absolute(path: PathBuf) -> PathBuf {
    std::path::absolute(&path).unwrap_or(path)
}

fn environment(value: &OsString) -> Place {
    match value.to_str() {
        Some("prod") => Place::Prod,
        Some("tt02") => Place::Tt02,
        _ => Place::File(PathBuf::from(value)),
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, Flags, Place};
    use fullmakt_sandbox::{Seed, Volume};
    use std::path::PathBuf;

    fn parse(text: &str) -> Result<Asked, String> {
        let args = text.split_whitespace().map(Into::into).collect::<Vec<_>>();
        Flags::parse(args, |flag, flags| {
            flags.memory_secrets |= flag == "--memory-secrets";
            flag == "--memory-secrets"
        })
    }

    fn flags(text: &str) -> Flags {
        match parse(text) {
            Ok(Asked::Start(flags)) => flags,
            other => panic!("{text}: {other:?}"),
        }
    }

    #[test]
    fn production_when_nothing_is_said() {
        assert_eq!(flags(""), Flags::default());
        assert!(!flags("").place.is_test());
        assert_eq!(flags("--environment prod"), Flags::default());
    }

    #[test]
    fn each_place() {
        assert_eq!(flags("--sandbox").place, Place::Sandbox);
        assert_eq!(flags("--environment tt02").place, Place::Tt02);
        assert_eq!(
            flags("--environment a/b.toml").place,
            Place::File(PathBuf::from("a/b.toml"))
        );
        assert!(flags("--environment a/b.toml").place.is_test());
    }

    #[test]
    fn the_sandbox_has_flags_of_its_own() {
        let all = flags(
            "--sandbox --parties 40 --dialogs 9 --services 2 --portal-scope --data-dir /tmp/x \
             https://a.example/?id=1",
        );
        assert_eq!(all.seed, Seed::Generated { parties: 40 });
        assert_eq!(Ok(all.volume), Volume::new(9, 2));
        assert!(all.portal_scope);
        assert_eq!(all.data_dir, Some(PathBuf::from("/tmp/x")));
        assert_eq!(all.link.as_deref(), Some("https://a.example/?id=1"));
        assert_eq!(
            flags("--seed parties-3 --sandbox").seed,
            Seed::Generated { parties: 3 }
        );
        assert_eq!(
            flags("--sandbox --clients 300").seed,
            Seed::Accountant { clients: 300 }
        );
    }

    #[test]
    fn what_cannot_be_used_is_said() {
        for (text, word) in [
            ("--parties 4", "--sandbox"),
            ("--sandbox --parties many", "number"),
            ("--clients 4", "--sandbox"),
            ("--sandbox --clients 100001", "100000"),
            ("--sandbox --dialogs 1000001", "1000000"),
            ("--services 4", "--sandbox"),
            ("--sandbox --seed sunday", "seed"),
            ("--sandbox --environment tt02", "exclude"),
            ("--data-dir", "value"),
            ("--fast", "unknown"),
            ("a b", "one link"),
        ] {
            let said = parse(text).unwrap_err();
            assert!(said.contains(word), "{text}: {said}");
        }
    }

    #[test]
    fn a_host_may_know_more() {
        assert!(flags("--memory-secrets").memory_secrets);
        let refused = Flags::parse(["--memory-secrets".into()], |_, _| false);
        assert!(refused.is_err(), "the window does not know it");
    }

    #[test]
    fn help_and_version_win() {
        assert_eq!(parse("--sandbox --help"), Ok(Asked::Help));
        assert_eq!(parse("--version"), Ok(Asked::Version));
    }
}
