//! The client of the render worker: starts it when the first page is wanted, on a screen of its own where there is
//! none, keeps it as long as it lives, starts it again once when it dies, and ends it with everything it started.

use std::collections::HashMap;
use std::path::PathBuf;
use std::process::Stdio;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncBufReadExt, AsyncWriteExt, BufReader, Lines};
use tokio::process::{ChildStdin, ChildStdout, Command};
use tokio::sync::{Semaphore, oneshot};
use tokio::time::timeout;

use super::display::Display;
use super::program::{Program, desktop, not_available};
use super::protocol::{ARGUMENT, Answer, Ask, Greeting, PROTOCOL, SEATS};
use super::{RenderError, RenderRequest, Rendered, Renderer};

/// How long the worker may take to greet.
const START: Duration = Duration::from_secs(30);
/// What an answer may take besides the patience of its page: a snapshot, pictures, a slow machine.
const MARGIN: Duration = Duration::from_secs(45);
/// What an act of a trial may take besides.
const ACT: Duration = Duration::from_secs(12);
/// How long the worker may take to end by itself.
const END: Duration = Duration::from_secs(3);

/// The worker, running or not. Ends with this value, with all its processes.
#[derive(Debug)]
pub struct Worker {
    program: PathBuf,
    seats: Semaphore,
    session: tokio::sync::Mutex<Option<Arc<Session>>>,
}

impl Worker {
    /// Finds the program; nothing is started yet.
    pub fn new() -> Result<Self, RenderError> {
        Ok(Self::of(desktop()?))
    }

    /// The worker of this program.
    #[must_use]
    pub fn of(program: PathBuf) -> Self {
        Self { program, seats: Semaphore::new(SEATS), session: tokio::sync::Mutex::default() }
    }

    /// Starts it, so that it is known whether pages can be rendered here; says what renders.
    pub async fn start(&self) -> Result<String, RenderError> {
        Ok(self.session().await?.engine.clone())
    }

    /// Number of the worker's process, while it runs.
    pub async fn process(&self) -> Option<u32> {
        self.session.lock().await.as_ref().and_then(|session| session.process)
    }

    /// Ends it in peace. Dropping it ends it, too, less gently.
    pub async fn close(self) {
        if let Some(session) = self.session.into_inner().and_then(Arc::into_inner) {
            session.close().await;
        }
    }

    async fn session(&self) -> Result<Arc<Session>, RenderError> {
        let mut session = self.session.lock().await;
        if let Some(running) = session.as_ref() {
            return Ok(running.clone());
        }
        let started = Arc::new(Session::start(&self.program).await?);
        *session = Some(started.clone());
        Ok(started)
    }

    /// The next page gets another worker, unless it has one already.
    async fn give_up(&self, on: &Arc<Session>) {
        self.session.lock().await.take_if(|running| Arc::ptr_eq(running, on));
    }
}

impl Renderer for Worker {
    async fn render(&self, request: &RenderRequest) -> Result<Rendered, RenderError> {
        // Nobody waits in the worker, so that a time limit is about one page alone.
        let _seat = self.seats.acquire().await.map_err(|_| RenderError::WorkerDied)?;
        let acts = request.trial.iter().flat_map(|trial| &trial.acts);
        let acting: Duration = acts.map(|act| ACT + Duration::from_millis(act.action.dwell().into())).sum();
        let limit = Duration::from_millis(request.patience.into()) + MARGIN + acting;
        // What is really sent is asked for once: whether a worker that died had sent it, nobody knows.
        let submits = request.trial.as_ref().is_some_and(|trial| trial.submits);
        for _ in 0..2 {
            let session = self.session().await?;
            if submits && lock(&session.waiting).is_none() {
                self.give_up(&session).await;
                continue;
            }
            match timeout(limit, session.ask(request)).await {
                Ok(Some(result)) => return result,
                Ok(None) if submits => {
                    self.give_up(&session).await;
                    break;
                }
                Ok(None) => self.give_up(&session).await,
                Err(_) => {
                    self.give_up(&session).await;
                    return Err(RenderError::WorkerSilent { seconds: limit.as_secs() });
                }
            }
        }
        Err(RenderError::WorkerDied)
    }
}

/// Who waits for an answer, by number; nobody can any more once the worker is gone.
type Waiting = Option<HashMap<u64, oneshot::Sender<Result<Rendered, RenderError>>>>;

/// One life of the worker.
#[derive(Debug)]
struct Session {
    engine: String,
    process: Option<u32>,
    asked: AtomicU64,
    waiting: Arc<Mutex<Waiting>>,
    // In this order: the worker hears that it is over, then it is ended, then its screen.
    requests: tokio::sync::Mutex<ChildStdin>,
    program: Program,
    _display: Option<Display>,
}

impl Session {
    async fn start(program: &PathBuf) -> Result<Self, RenderError> {
        let display = if Display::is_there() { None } else { Some(Display::start().await?) };
        let mut command = Command::new(program);
        command.arg(ARGUMENT).stdin(Stdio::piped()).stdout(Stdio::piped());
        // What the window system has to say helps nobody but whoever asks for it.
        if std::env::var_os("WAYMARK_LOG").is_none() {
            command.stderr(Stdio::null());
        }
        // Nobody needs to read these windows aloud.
        command.env("NO_AT_BRIDGE", "1");
        if let Some(display) = &display {
            command.env("DISPLAY", display.name()).env("GDK_BACKEND", "x11");
        }
        let mut started = Program::start(&mut command)
            .map_err(|error| not_available(format!("{} cannot be started ({error})", program.display())))?;
        let child = started.child();
        let process = child.id();
        let (Some(requests), Some(answers)) = (child.stdin.take(), child.stdout.take()) else {
            return Err(RenderError::WorkerDied);
        };
        let mut answers = BufReader::new(answers).lines();
        let engine = greeted(&mut answers).await?;
        let waiting = Arc::new(Mutex::new(Some(HashMap::new())));
        tokio::spawn(deliver(answers, waiting.clone()));
        Ok(Self {
            engine,
            process,
            asked: AtomicU64::new(0),
            waiting,
            requests: tokio::sync::Mutex::new(requests),
            program: started,
            _display: display,
        })
    }

    /// The answer; nothing if the worker died before it.
    async fn ask(&self, request: &RenderRequest) -> Option<Result<Rendered, RenderError>> {
        let id = self.asked.fetch_add(1, Ordering::Relaxed);
        let (sender, receiver) = oneshot::channel();
        lock(&self.waiting).as_mut()?.insert(id, sender);
        let mut line = serde_json::to_vec(&Ask { id, request: request.clone() }).ok()?;
        line.push(b'\n');
        {
            let mut requests = self.requests.lock().await;
            requests.write_all(&line).await.ok()?;
            requests.flush().await.ok()?;
        }
        receiver.await.ok()
    }

    async fn close(self) {
        let Self { requests, mut program, .. } = self;
        drop(requests);
        // Otherwise it is ended when it is dropped.
        let _ = timeout(END, program.child().wait()).await;
    }
}

/// Waits for the greeting; says which engine renders.
async fn greeted(answers: &mut Lines<BufReader<ChildStdout>>) -> Result<String, RenderError> {
    let line = timeout(START, answers.next_line()).await.ok().and_then(Result::ok).flatten();
    let Some(line) = line else {
        return Err(not_available("the render worker ended, or said nothing, before it was ready"));
    };
    match serde_json::from_str(&line) {
        Ok(Greeting::Ready { protocol: PROTOCOL, engine }) => Ok(engine),
        Ok(Greeting::Unavailable { reason }) => Err(not_available(reason)),
        Ok(Greeting::Ready { .. }) | Err(_) => {
            Err(not_available("the desktop program is of another version than this one"))
        }
    }
}

/// Gives answers to those who wait, until there are no more.
async fn deliver(mut answers: Lines<BufReader<ChildStdout>>, waiting: Arc<Mutex<Waiting>>) {
    while let Ok(Some(line)) = answers.next_line().await {
        // Whatever libraries print in between is no answer.
        let Ok(Answer { id, result }) = serde_json::from_str(&line) else { continue };
        if let Some(waits) = lock(&waiting).as_mut().and_then(|waiting| waiting.remove(&id)) {
            let _ = waits.send(result);
        }
    }
    *lock(&waiting) = None;
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
