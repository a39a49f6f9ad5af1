//! Audits that see nothing, as where the shop is shut or there is no network: they are no audit of the month, and nothing is
//! held against them.

use std::sync::Arc;

use axum::Router;
use axum::http::StatusCode;
use tokio::net::TcpListener;
use url::Url;
use waymark_app::auditing::{FindingKind, SampleSize};
use waymark_app::scheduling::{AuditSchedule, Rhythm};
use waymark_app::telling::Tells;
use waymark_app::vault::Vault;
use waymark_demo::{Edition, serve};

use crate::{PRODUCT, audit, never, quick, slug, tagged};

const HOUR: i64 = 60 * 60 * 1000;
const MONTH: i64 = 30 * 24 * HOUR;

#[tokio::test]
async fn an_audit_that_saw_nothing_is_tried_again_and_compared_with_by_none() {
    let (mut fixture, shop, _) = tagged(&[(PRODUCT, ".product-form__submit")]).await;
    let tells = Tells { desktop: true, ..Tells::default() };
    let (every, sample) = (Rhythm::Monthly, SampleSize::Quick);
    let schedule = AuditSchedule { every, sample, tells, ..AuditSchedule::default() };
    fixture.app.set_schedule(&slug(), &schedule).unwrap();
    let good = audit(&mut fixture, &quick(), &never()).await;
    assert!(good.totals.checked > 0);
    let said = |fixture: &crate::Fixture| {
        let newest = fixture.app.audits(&slug()).unwrap()[0].id;
        let told = fixture.app.telling(&slug(), newest, &Arc::new(Vault::default())).unwrap();
        told.map(|told| told.message().text.clone())
    };

    let port = Url::parse(&shop.url()).unwrap().port();
    shop.stop().await;
    let shut = Router::new().fallback(|| async { StatusCode::FORBIDDEN });
    let listener = TcpListener::bind(("127.0.0.1", port.unwrap())).await.unwrap();
    let shut = tokio::spawn(async move { axum::serve(listener, shut).await });
    fixture.advance(MONTH);
    for time in 0..2 {
        assert!(fixture.app.take_due(&slug(), false).unwrap().is_some(), "{time}");
        let blind = audit(&mut fixture, &quick(), &never()).await;
        assert_eq!(
            (blind.totals.checked, blind.since.map(|since| since.finished_at)),
            (0, Some(good.finished_at))
        );
        let newest = fixture.app.audits(&slug()).unwrap()[0].id;
        let end = fixture.app.audit_end(&slug(), newest).unwrap();
        fixture.app.auditing_ended(&slug(), &end).unwrap();
        assert_eq!(said(&fixture).is_some(), time == 0, "told once");
        assert_eq!(fixture.app.take_due(&slug(), false).unwrap(), None, "not at once");
        fixture.advance(HOUR);
    }
    shut.abort();
    assert!(shut.await.is_err_and(|ended| ended.is_cancelled()));
    let _shop = serve(port, Edition::Today).await.unwrap();
    assert!(fixture.app.take_due(&slug(), false).unwrap().is_some());
    let again = audit(&mut fixture, &quick(), &never()).await;
    assert_eq!(again.since.as_ref().map(|since| since.finished_at), Some(good.finished_at));
    let news = again.findings.iter().filter(|found| found.kind == FindingKind::TagsChanged).count();
    assert_eq!(news, 0, "what was there before is not new: {:?}", again.findings);
    assert!(said(&fixture).unwrap().starts_with("All is well again"), "{:?}", said(&fixture));
    assert!(fixture.app.schedule_view(&slug()).unwrap().next_audit > Some(again.started_at));
}
