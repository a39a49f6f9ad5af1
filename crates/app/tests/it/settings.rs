//! What a plan says beside its events, as the panel sees and changes it.

use waymark_model::{Destination, PlanSettings, Privacy};

use crate::support::{Fixture, codes};

#[test]
fn settings_are_saved_shown_and_taken_back() {
    let mut fixture = Fixture::with_shop();
    let before = fixture.app.overview().unwrap().open.unwrap();
    assert_eq!(before.settings, PlanSettings::default());
    assert_eq!(codes(&before.findings), Vec::<&str>::new());

    let settings = PlanSettings {
        destinations: vec![Destination::DataLayer, Destination::Ga4 { measurement_id: None }],
        privacy: Privacy { visitor_days: 30, ..Privacy::default() },
    };
    assert_eq!(fixture.app.check_settings(settings.clone()).unwrap(), []);
    let saved = fixture.app.save_settings(&settings).unwrap().open.unwrap();
    assert_eq!(saved.settings, settings);
    assert_eq!(saved.undo.as_deref(), Some("Change destinations and consent"));
    assert_eq!(fixture.app.undo().unwrap().open.unwrap().settings, PlanSettings::default());
}
