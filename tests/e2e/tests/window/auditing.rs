//! Auditing from the panel: the demo shop is tagged and audited, redesigned and audited again; the report says what
//! broke, and what moved goes to its new place after a look at its page.

use std::time::Duration;

use serde_json::{Value, json};
use waymark_e2e::app::App;
use waymark_e2e::panel::id;
use waymark_e2e::{Error, Result, report, wait};

use crate::{pick, play, row, save, text};

const PRODUCT: &str = "/products/tarn-crew-jumper";
/// Pages are read at a pace, and a few of them shown in a browser.
const AUDIT: Duration = Duration::from_secs(180);

#[test]
fn the_demo_shop_is_audited_before_and_after_its_redesign() {
    play("auditing", async |app| {
        let panel = app.panel();
        panel.press(&id("open-demo")).await?;
        panel.sees(&id("shop-screen")).await?;
        app.shop_loaded().await?;
        let home = app.shop_address().await?;
        app.visit(&format!("{}{PRODUCT}", home.trim_end_matches('/'))).await?;
        pick(app, "main button[name=add]").await?;
        save(app, "add_to_cart").await?;

        panel.press(&id("audit")).await?;
        panel.sees(&id("never-audited")).await?;
        panel.press(&id("audit-start")).await?;
        panel.sees(&id("audit-running")).await?;
        // It goes on while nobody looks, and says so.
        panel.press(&id("audit-close")).await?;
        panel.sees(&id("audit-bar")).await?;
        panel.press(&id("audit-bar")).await?;
        let first = audited(app).await?;
        assert_eq!(text(&first, "/type"), "done", "{first}");
        assert_eq!(first.pointer("/line/score"), Some(&json!(100)), "{first}");
        panel.reads(&id("report-said"), "Nothing to do").await?;
        panel.press(&id("report-events")).await?;
        panel.reads(&id("event-report"), "add_to_cart").await?;
        let report = panel.invoke("audit_report", json!({ "audit": first["line"]["id"] })).await?;
        let rendered = report.pointer("/report/totals/rendered").and_then(Value::as_u64);
        assert!(
            rendered.is_some_and(|times| times > 0),
            "nothing was shown in a browser: {}",
            report["report"]["notes"]
        );
        let fires = report.pointer("/report/events/0/fires/kind").and_then(Value::as_str);
        assert_eq!(fires, Some("yes"), "its action makes it fire: {}", report["report"]["events"]);
        let sent = report.pointer("/report/events/0/fires/times").and_then(Value::as_u64);
        assert_eq!(sent, report.pointer("/report/events/0/fires/of").and_then(Value::as_u64), "{report}");
        panel.press(&id("audit-close")).await?;

        panel.press(&id("edition-redesign")).await?;
        app.shop_until("the redesign", "return window.Shopify?.theme.name.startsWith('Strand');").await?;
        app.shop_loaded().await?;
        panel.press(&id("audit")).await?;
        panel.sees(&id("last-audit")).await?;
        panel.press(&id("audit-start")).await?;
        let second = audited(app).await?;
        let moved = format!("{}[data-kind=event_moved]", id("audit-finding"));
        panel.reads(&moved, "has moved").await?;
        panel.reads(&id("report-since"), "100 then").await?;
        assert!(second.pointer("/line/findings/critical") != Some(&json!(0)), "{second}");

        panel.forget().await?;
        panel.press(&format!("{moved} {}", id("review-repair"))).await?;
        panel.sees(&id("draft")).await?;
        panel.sees("[data-testid=draft-matches][data-count=\"1\"]").await?;
        assert!(app.shop_address().await?.contains("/products/"), "the page where it moved is in the pane");
        save(app, "add_to_cart").await?;
        panel.reads(&row("add_to_cart"), "Found").await?;

        let file = app.folder().join("report.html");
        let asked = json!({ "audit": second["line"]["id"], "form": "html", "file": file });
        panel.invoke("save_audit_report", asked).await?;
        let page = std::fs::read_to_string(&file).map_err(Error::file(&file))?;
        assert!(page.contains("add_to_cart"), "the report names the event");
        let pictures = app.evidence().unwrap_or_else(std::env::temp_dir).join("report");
        assert_eq!(report::faults(&file, &pictures)?, Vec::<String>::new());
        Ok(())
    });
}

/// Waits until the audit is over, and returns how.
async fn audited(app: &App) -> Result<Value> {
    let over = async || {
        let heard = app.panel().heard("audit_ended").await?;
        Ok(heard.last().map(|ended| ended["end"].clone()))
    };
    let end = wait::until_within(AUDIT, "the audit to be over", over).await?;
    app.panel().sees(&id("report-said")).await?;
    app.panel().forget().await?;
    Ok(end)
}
