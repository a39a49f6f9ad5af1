//! Takes requests, gives each a seat as soon as one is free, and answers. Everything of GTK and WebKit happens on this,
//! the main thread.

use std::io;
use std::sync::Arc;

use gtk::glib::{MainContext, MainLoop};
use tokio::sync::Semaphore;
use waymark_audit::render::{Answer, Greeting, PROTOCOL, SEATS};

use super::lines::{self, Speaker};
use super::page;

/// Works until standard input ends.
pub fn run() -> io::Result<()> {
    let speaker = Speaker::start();
    if gtk::init().is_err() {
        let reason = "there is no screen, not even a virtual one".to_owned();
        // Said from here, because the process ends right after it.
        return serde_json::to_writer(io::stdout(), &Greeting::Unavailable { reason }).map_err(Into::into);
    }
    let context = MainContext::default();
    let main = MainLoop::new(Some(&context), false);
    let ending = main.clone();
    context.spawn_local(async move {
        serve(speaker).await;
        ending.quit();
    });
    main.run();
    Ok(())
}

async fn serve(speaker: Speaker) {
    let mut asks = lines::asks();
    let seats = Arc::new(Semaphore::new(SEATS));
    speaker.say(&Greeting::Ready { protocol: PROTOCOL, engine: engine() });
    while let Some(ask) = asks.recv().await {
        let Ok(seat) = seats.clone().acquire_owned().await else { return };
        let speaker = speaker.clone();
        MainContext::default().spawn_local(async move {
            let result = page::render(&ask.request).await;
            drop(seat);
            speaker.say(&Answer { id: ask.id, result });
        });
    }
}

fn engine() -> String {
    // The bindings leave the engine's version out; Tauri has them all the same.
    format!("WebKitGTK {}", tauri::webview_version().unwrap_or_default())
}
