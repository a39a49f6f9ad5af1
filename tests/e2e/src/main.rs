//! Programs for `cargo xtask`: what drives the app and is not a test.
#![expect(clippy::print_stdout, reason = "a program for the terminal")]
use waymark_e2e::app::{App, Pane};
#[tokio::main(flavor = "current_thread")]
async fn main() -> waymark_e2e::Result {
    let app = App::start().await?;
    println!("{:?} {:?}", app.area()?, app.folder());
    app.to(Pane::Shop).await?;
    println!("{}", app.session()?.client().current_url().await?);
    app.click("a[href='/basket/'], #id_q").await?;
    app.display().picture(std::path::Path::new("/tmp/t/shot.png"))?;
    Ok(())
}
