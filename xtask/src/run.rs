//! `./dev run`: the window, in the sandbox; or a picture of it where there is no screen.

use std::path::PathBuf;

use crate::house::{House, Outcome, Profile};
use crate::picture::{self, Wanted};
use crate::products;
use crate::steps::run as run_program;

/// What `run` was asked for.
#[derive(Debug, PartialEq, Eq)]
enum Asked {
    Window(Vec<String>),
    Picture(Wanted),
}

/// `run [--screenshot FILE …] [args for the app …]`.
///
/// # Errors
/// When something does not build, or the app ends in a failure.
pub fn run(house: &House, args: &[String]) -> Outcome {
    match parse(args)? {
        Asked::Picture(wanted) => picture::take(house, &wanted),
        Asked::Window(args) if has_screen() => {
            products::build(house, Profile::Debug, products::SHIPPED)?;
            run_program(
                std::process::Command::new(house.product(Profile::Debug, "fullmakt")).args(args),
            )
        }
        Asked::Window(_) => {
            let file = house.path("target/window.png");
            println!(
                "No screen here (neither DISPLAY nor WAYLAND_DISPLAY is set): taking a picture off screen."
            );
            picture::take(house, &Wanted::new(file))
        }
    }
}

fn has_screen() -> bool {
    let set = |name| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    !cfg!(target_os = "linux") || set("DISPLAY") || set("WAYLAND_DISPLAY")
}

fn parse(args: &[String]) -> Outcome<Asked> {
    let mut wanted = Wanted::new(PathBuf::new());
    let mut for_app = Vec::new();
    let mut shaped = false;
    let mut rest = args.iter();
    while let Some(arg) = rest.next() {
        shaped |= matches!(arg.as_str(), "--screen" | "--scheme" | "--size");
        let mut value = || rest.next().ok_or_else(|| format!("{arg} needs a value"));
        match arg.as_str() {
            "--screenshot" => wanted.file = PathBuf::from(value()?),
            "--screen" => wanted.screen.clone_from(value()?),
            "--scheme" => {
                wanted.dark = match value()?.as_str() {
                    "light" => false,
                    "dark" => true,
                    other => return Err(format!("--scheme is light or dark, not {other}").into()),
                }
            }
            "--size" => wanted.size = size(value()?)?,
            other => for_app.push(other.to_owned()),
        }
    }
    if !wanted.file.as_os_str().is_empty() {
        wanted.args = for_app;
        return Ok(Asked::Picture(wanted));
    }
    if shaped {
        return Err("--screen, --scheme and --size belong to --screenshot".into());
    }
    // Everyday work is done in the sandbox; naming an environment takes one out of it.
    if !for_app
        .iter()
        .any(|arg| arg == "--environment" || arg == "--sandbox")
    {
        for_app.insert(0, "--sandbox".to_owned());
    }
    Ok(Asked::Window(for_app))
}

fn size(text: &str) -> Outcome<(u32, u32)> {
    let parts = text
        .split_once('x')
        .map(|(w, h)| (w.parse::<u32>(), h.parse::<u32>()));
    match parts {
        Some((Ok(width), Ok(height)))
            if (320..=3840).contains(&width) && (320..=2160).contains(&height) =>
        {
            Ok((width, height))
        }
        _ => Err(format!("--size is WIDTHxHEIGHT, not {text}").into()),
    }
}

#[cfg(test)]
mod tests {
    use super::{Asked, parse};

    fn words(text: &str) -> Vec<String> {
        text.split_whitespace().map(str::to_owned).collect()
    }

    #[test]
    fn the_sandbox_unless_an_environment_is_named() {
        assert_eq!(parse(&[]).unwrap(), Asked::Window(words("--sandbox")));
        assert_eq!(
            parse(&words("--environment tt02")).unwrap(),
            Asked::Window(words("--environment tt02"))
        );
        assert_eq!(
            parse(&words("--parties 9")).unwrap(),
            Asked::Window(words("--sandbox --parties 9"))
        );
    }

    #[test]
    fn a_picture_of_what_was_asked_for() {
        let Asked::Picture(wanted) = parse(&words(
            "--screenshot a.png --screen system-users --scheme dark --size 640x900 --portal-scope",
        ))
        .unwrap() else {
            panic!("a picture was asked for");
        };
        assert_eq!(wanted.screen, "system-users");
        assert!(wanted.dark);
        assert_eq!(wanted.size, (640, 900));
        assert_eq!(wanted.args, words("--portal-scope"));
    }

    #[test]
    fn nonsense_is_refused() {
        for bad in [
            "--screenshot",
            "--screen approvals",
            "--screenshot a --size 9",
            "--screenshot a --scheme blue",
        ] {
            assert!(parse(&words(bad)).is_err(), "{bad}");
        }
    }
}
