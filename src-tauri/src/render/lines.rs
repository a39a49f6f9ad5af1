//! Standard input and output of the worker, each on a thread of its own: a page's answer is megabytes, and whoever reads
//! it may be slow, while other pages need the main thread.

use std::io::{self, BufRead, Write};
use std::sync::mpsc::{Sender, channel};

use serde::Serialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};
use waymark_audit::render::Ask;

/// Requests as they come in; none after the end of standard input.
pub fn asks() -> UnboundedReceiver<Ask> {
    let (sender, receiver) = unbounded_channel();
    std::thread::spawn(move || {
        for line in io::stdin().lock().lines() {
            let Ok(line) = line else { break };
            match serde_json::from_str(&line) {
                Ok(ask) => {
                    if sender.send(ask).is_err() {
                        break;
                    }
                }
                Err(error) => tracing::warn!(%error, "a request was not understood"),
            }
        }
    });
    receiver
}

/// Takes values and writes each as a line.
#[derive(Clone)]
pub struct Speaker(Sender<Vec<u8>>);

impl Speaker {
    /// Begins to write to standard output. When nobody reads there any more, the worker has nothing to live for.
    pub fn start() -> Self {
        let (sender, receiver) = channel::<Vec<u8>>();
        std::thread::spawn(move || {
            for line in receiver {
                let mut out = io::stdout().lock();
                if out.write_all(&line).and_then(|()| out.flush()).is_err() {
                    std::process::exit(0);
                }
            }
        });
        Self(sender)
    }

    /// Says one value.
    pub fn say(&self, value: &impl Serialize) {
        match serde_json::to_vec(value) {
            Ok(mut line) => {
                line.push(b'\n');
                let _ = self.0.send(line);
            }
            Err(error) => tracing::error!(%error, "an answer cannot be written"),
        }
    }
}
