//! Fullmakt's window. Thin on purpose: it draws a window around the UI and passes calls on; no rule of the business
//! lives here.
#![cfg_attr(not(debug_assertions), windows_subsystem = "windows")]

mod appearance;
mod commands;
mod first_draw;
mod locked;
mod rendering;
mod second_start;
mod viewer;
mod window;

use std::process::ExitCode;
use std::sync::Arc;

use fullmakt_launch::browser::Browser;
use fullmakt_launch::running::Start;
use fullmakt_launch::{Asked, Flags, Running, Trace, flags, folders, logs};
use tauri::{Manager, RunEvent, WindowEvent};

use crate::window::{Look, Window};

fn main() -> ExitCode {
    let trace = Trace::begin(std::env::var("FULLMAKT_TRACE").is_ok_and(|value| value == "1"));
    let mut safe_rendering = false;
    let asked = Flags::parse(std::env::args_os().skip(1), |flag, _| {
        safe_rendering |= flag == rendering::FLAG;
        flag == rendering::FLAG
    });
    match asked {
        Ok(Asked::Start(flags)) => {
            rendering::prepare(safe_rendering);
            run(flags, trace)
        }
        Ok(Asked::Help) => {
            println!(
                "fullmakt {}\n  {}     draw without the graphics card",
                flags::USAGE,
                rendering::FLAG
            );
            ExitCode::SUCCESS
        }
        Ok(Asked::Version) => {
            println!("fullmakt {}", env!("CARGO_PKG_VERSION"));
            ExitCode::SUCCESS
        }
        Err(said) => {
            eprintln!("fullmakt: {said}");
            ExitCode::from(2)
        }
    }
}

fn run(flags: Flags, trace: Trace) -> ExitCode {
    let _log = logs::open(
        &folders::logs(flags.data_dir.as_deref()),
        std::env::var("FULLMAKT_LOG").ok().as_deref(),
    );
    let browser = Browser::from_setting(std::env::var("FULLMAKT_BROWSER").ok());

    let second = second_start::plugin(flags.data_dir.as_deref());
    let start = Start {
        flags,
        browser,
        trace,
        version: env!("CARGO_PKG_VERSION"),
    };
    let built = tauri::Builder::default()
        // First, so that a second start goes no further than this.
        .plugin(second)
        .invoke_handler(tauri::generate_handler![
            commands::call,
            commands::subscribe,
            commands::view
        ])
        .manage(commands::Listeners::default())
        .setup(move |app| {
            let settings = start.settings();
            let shown = settings.clone();
            let look = Look::of(&start.flags, settings);
            let trace = start.trace;
            let window = Arc::new(Window::default());
            {
                // The app comes up while the window and its web engine do.
                let _inside = tauri::async_runtime::handle().inner().enter();
                let running = Running::start(start, window.clone());
                tokio::spawn(appearance::follow(running.clone(), window.clone(), shown));
                tokio::spawn(locked::follow(running.clone()));
                tokio::spawn(end_when_asked(app.handle().clone()));
                app.manage(running);
            }
            window.open(app.handle(), look)?;
            trace.mark("window_created", None);
            Ok(())
        })
        .build(tauri::generate_context!());
    let app = match built {
        Ok(app) => app,
        Err(error) => {
            tracing::error!(%error, "no window");
            eprintln!("fullmakt: {error}");
            return ExitCode::FAILURE;
        }
    };
    let code = app.run_return(|app, event| {
        let Some(running) = app.try_state::<Running>() else {
            return;
        };
        match event {
            // What was opened beside the window goes with it.
            RunEvent::WindowEvent {
                label,
                event: WindowEvent::Destroyed,
                ..
            } if label == window::LABEL => app.exit(0),
            // The single instance is given up only after this: the next start finds everything put away.
            RunEvent::Exit => tauri::async_runtime::block_on(running.close()),
            // Elsewhere a link comes as an argument, of this start or of a second one.
            #[cfg(target_os = "macos")]
            RunEvent::Opened { urls } => {
                running.focus();
                for url in urls {
                    running.link(url.into());
                }
            }
            _ => {}
        }
    });
    if code == 0 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// Ends in order when the system or the terminal asks.
async fn end_when_asked(app: tauri::AppHandle) {
    fullmakt_launch::ended().await;
    app.exit(0);
}
