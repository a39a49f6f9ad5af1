//! One page from its address to the answer.

use url::Url;
use waymark_app::navigation::may_navigate;
use waymark_app::pane::{Command, Refusal, Report};
use waymark_audit::render::{Busy, LoadProblem, RenderError, RenderRequest, Rendered, Timing};
use waymark_identify::Snapshot;
use webkit2gtk::WebViewExt;

use super::view::{View, within};
use super::{acting, filter, pictures, rest, sending};

/// A page that goes on just when it is asked is asked again, so often.
const TRIES: u32 = 3;
/// A large page takes so long to tell itself at most, in milliseconds.
const TELLING: u32 = 10_000;

/// Renders the page.
pub async fn render(request: &RenderRequest) -> Result<Rendered, RenderError> {
    if !Url::parse(&request.url).is_ok_and(|url| may_navigate(&url)) {
        return Err(RenderError::NotWeb { address: request.url.clone() });
    }
    let mut view = View::open(request)?;
    if !request.counts
        && let Err(error) = filter::hold_tools(view.scripts()).await
    {
        // Better no page than one that is counted as a visitor.
        tracing::error!(%error, "what counts visitors cannot be held back");
        let reason = "what counts visitors could not be held back".to_owned();
        return Err(RenderError::NotAvailable { reason });
    }
    view.load(request);
    let (busy, snapshot, settled) = come_to_rest(&mut view, request.patience).await?;
    sending::read(&view).await;
    let (tried, taken) = match &request.trial {
        Some(trial) => {
            let (tried, taken) = acting::try_out(&mut view, trial, &request.pictures).await;
            (Some(tried), taken)
        }
        None => (None, pictures::all(&mut view, &request.pictures).await),
    };
    if let Some(failure) = view.log().failure() {
        return Err(failure);
    }
    let script_errors = rest::errors(&view).await;
    let cost = if request.trial.is_some() { view.meter().read(&view).await } else { None };
    sending::read(&view).await;
    let log = view.log();
    let (requests, requests_cut) = log.requests();
    Ok(Rendered {
        url: view.webkit().uri().map(Into::into).unwrap_or_default(),
        status: log.status(),
        snapshot,
        busy,
        requests,
        requests_cut,
        unasked: log.unasked(),
        script_errors,
        cost,
        denied: log.denied(),
        timing: Timing { loaded: log.loaded(), settled, done: log.now() },
        pictures: taken,
        tried,
    })
}

/// The page when it had come to rest, what kept it from it, and when that was in milliseconds.
async fn come_to_rest(view: &mut View, patience: u32) -> Result<(Option<Busy>, Snapshot, u32), RenderError> {
    for _ in 0..TRIES {
        let busy = rest::come(view, patience).await?;
        // What WebKit shows instead of a page is none.
        let shown = view.webkit().uri().unwrap_or_default();
        if !Url::parse(&shown).is_ok_and(|url| may_navigate(&url)) {
            let problem = LoadProblem::Other(format!("there is nothing but {shown}"));
            return Err(RenderError::Load { problem });
        }
        let (settled, navigations) = (view.log().now(), view.log().navigations());
        let told = within(TELLING, snapshot(view)).await;
        if let Some(failure) = view.log().failure() {
            return Err(failure);
        }
        match told {
            Some(told) => return told.map(|snapshot| (busy, snapshot, settled)),
            None if view.log().navigations() == navigations => {
                view.kill();
                return Err(RenderError::Hung);
            }
            None => {}
        }
    }
    Err(RenderError::EndlessNavigation { navigations: view.log().navigations() })
}

/// The page as it is at this moment.
pub(super) async fn snapshot(view: &mut View) -> Result<Snapshot, RenderError> {
    let request = view.number();
    view.command(&Command::Snapshot { request });
    loop {
        match view.report().await {
            Some(Report::Page { request: asked, snapshot }) if asked == request => return Ok(snapshot),
            Some(Report::Unseen { request: asked, reason }) if asked == request => {
                let reason = match reason {
                    Refusal::TooLarge => "it is too large",
                    _ => "its own scripts broke what reads it",
                };
                return Err(RenderError::Unseen { reason: reason.into() });
            }
            Some(_) => {}
            None => {
                let reason = "what it says of itself cannot be believed";
                return Err(RenderError::Unseen { reason: reason.into() });
            }
        }
    }
}
