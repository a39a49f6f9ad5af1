//! `waymark demo-shop`: serve until told to stop.

use serde_json::json;
use waymark_demo::Edition;

use crate::commands::runtime;
use crate::error::CliError;
use crate::output::Output;

pub fn serve(port: Option<u16>, edition: Edition, output: &mut Output) -> Result<(), CliError> {
    let runtime = runtime()?;
    runtime.block_on(async {
        let shop = waymark_demo::serve(port, edition).await?;
        output.answer(&json!({ "url": shop.url() }), [shop.url()])?;
        output.remark("Press Ctrl-C to stop.");
        tokio::signal::ctrl_c().await.map_err(CliError::Run)?;
        shop.stop().await;
        Ok(())
    })
}
