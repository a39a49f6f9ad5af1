//! Test mode in the pane: the runtime under test goes in and out of the page, and the picker watches it. What is
//! tested and what counts is asked of `waymark_app`.

use waymark_app::proving::TestRun;
use waymark_app::{Failure, TestSettings};

use super::Shell;
use crate::pane::lock;
use crate::platform::World;

impl Shell {
    /// Switches test mode on (again, with the plan as it is now) or off.
    pub fn set_testing(&self, on: bool) -> Result<(), Failure> {
        let _turn = lock(&self.testing);
        self.test(on)
    }

    /// Says how a test is run, and runs one that is on anew.
    pub fn set_test_settings(&self, settings: TestSettings) -> Result<(), Failure> {
        let _turn = lock(&self.testing);
        self.shop.change(|view| {
            view.test_sends = settings.send;
            view.test_consent = settings.consent;
        });
        if self.shop.view().testing {
            self.test(true)
        } else {
            self.shop.tell();
            Ok(())
        }
    }

    /// A test that cannot go on ends: what ran before must not run on with a plan or settings of before.
    pub(super) fn test(&self, on: bool) -> Result<(), Failure> {
        let begun = self.try_test(on);
        if on && begun.is_err() {
            self.try_test(false)?;
        }
        begun
    }

    fn try_test(&self, on: bool) -> Result<(), Failure> {
        if on {
            let view = self.shop.view();
            let settings = TestSettings { send: view.test_sends, consent: view.test_consent };
            let TestRun { config, script } = self.app(|app| app.start_test(settings))?;
            self.tell_page(|page| [page.watch(Some(config))]);
            self.shop.set_document_script(Some(script.clone()));
            self.shop.evaluate(World::Page, script);
        } else {
            self.app(|app| {
                app.stop_test();
                Ok(())
            })?;
            self.shop.set_document_script(None);
            self.shop.evaluate(World::Page, "if(window.waymark?.test)window.waymark.stop()".into());
            self.tell_page(|page| [page.watch(None)]);
        }
        self.shop.change(|view| {
            view.testing = on;
            // Sending for real is asked for each time.
            view.test_sends &= on;
        });
        self.shop.tell();
        Ok(())
    }
}
