//! Serves the demo shop until Ctrl+C: `cargo run -p waymark-demo --example serve -- [PORT] [today|redesign]`.

use waymark_demo::{Edition, serve};

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let port = arguments.next().map(|port| port.parse()).transpose()?;
    let edition =
        if arguments.next().as_deref() == Some("redesign") { Edition::Redesign } else { Edition::Today };
    let shop = serve(port, edition).await?;
    #[allow(clippy::print_stdout, reason = "the address is what this program is run for")]
    {
        println!("{}", shop.url());
    }
    std::future::pending().await
}
