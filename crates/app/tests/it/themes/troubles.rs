//! What a theme says when it cannot be published to, as a person reads it.

use std::sync::Arc;

use waymark_app::publishing::Unwatched;
use waymark_app::vault::Vault;
use waymark_app::{Code, Failure};
use waymark_model::{Place, PublicationTarget, TargetId};

use super::{discard, installed, preview, shown};
use crate::shop::{Shop, Trouble};

#[tokio::test]
async fn what_stands_in_the_way_is_said_in_plain_words() {
    let shop = Shop::start().await;
    let (mut fixture, errand) = installed(&shop);
    shop.once("themeFilesUpsert", Trouble::Denied);
    let denied = Failure::from(preview(&mut fixture, &errand, None, &Unwatched).await.unwrap_err());
    assert_eq!(denied.code, Code::Denied);
    assert!(denied.hint.contains("install by hand"), "{}", denied.hint);
    shop.heal();
    // The merchant takes a liking to the copy and keeps it under another name.
    shop.state().themes.last_mut().unwrap().name = "Summer".into();
    preview(&mut fixture, &errand, None, &Unwatched).await.unwrap();
    shop.state().themes.last_mut().unwrap().name = "Summer sale".into();
    assert!(discard(&mut fixture, &errand).await.unwrap());
    assert_eq!((shop.state().themes.len(), shown(&fixture)), (5, None));

    let folder = PublicationTarget {
        id: TargetId("f".into()),
        name: "Folder".into(),
        place: Place::Folder { path: std::env::temp_dir().display().to_string(), public_url: None },
    };
    let errand = fixture.app.errand_to(&fixture.slug(), folder, &Arc::new(Vault::default()));
    let refused = preview(&mut fixture, &errand, None, &Unwatched).await.unwrap_err();
    assert_eq!(Failure::from(refused).code, Code::Unsupported);
    shop.assert_sound();
}
