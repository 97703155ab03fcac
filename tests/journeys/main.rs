//! Headless stories: the app's command surface on the sandbox, over real HTTP.

mod approve;
