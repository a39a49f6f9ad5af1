//! The commands the panel can call, thin: each asks one use case or one thing of the pane. They run off the
//! main thread, so that the window stays alive, and their errors are `Failure`s. What may call them is said in
//! `permissions/panel.toml` and `capabilities/panel.json`.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use tauri::{Manager, State, Wry};
use tauri_plugin_dialog::{DialogExt, FileDialogBuilder, FilePath};
use tauri_plugin_opener::OpenerExt;
use url::Url;
use waymark_app::shops::DEMO;
use waymark_app::view::{Draft, Exported, Overview, PageCheck, Rename, SettingsCheck};
use waymark_app::{Code, Failure, find_shop};
use waymark_demo::Edition;
use waymark_model::{EventId, PlanSettings, ShopSlug, Trigger};

use crate::error::ShellError;
use crate::pane::WINDOW;
use crate::platform::Step;
use crate::shell::Shell;

mod auditing;
mod formats;
mod guiding;
mod installing;
mod meaning;
mod packs;
mod pane;
mod pointing;
mod publishing;
mod scheduling;
mod sharing;
mod testing;
mod walking;

#[allow(clippy::wildcard_imports, reason = "a command brings macros along whose names are Tauri's")]
use auditing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use formats::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use guiding::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use installing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use meaning::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use packs::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use pane::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use pointing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use publishing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use scheduling::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use sharing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use testing::*;
#[allow(clippy::wildcard_imports, reason = "likewise")]
use walking::*;

type Answer<T> = Result<T, Failure>;
type Shared<'a> = State<'a, Arc<Shell>>;

/// Names the commands once: for the handler that answers them and for the tests of who may call them.
macro_rules! commands {
    ($($name:ident),* $(,)?) => {
        /// Every command's name.
        #[cfg(test)]
        pub const NAMES: &[&str] = &[$(stringify!($name)),*];

        /// Answers every command.
        pub fn handler() -> impl Fn(tauri::ipc::Invoke) -> bool + Send + Sync + 'static {
            tauri::generate_handler![$($name),*]
        }
    };
}

commands![
    overview,
    restore_backup,
    open_shop,
    open_demo,
    select_shop,
    close_shop,
    demo_edition,
    set_demo_edition,
    pane,
    pane_go,
    set_device,
    set_picking,
    set_frozen,
    set_pointing,
    pointed_value,
    look_already,
    stop_looking,
    set_testing,
    set_test_settings,
    prove_events,
    stop_proving,
    highlight,
    check_page,
    use_new_place,
    suggest_events,
    stop_suggesting,
    find_ways,
    stop_finding,
    catalogue,
    pick_entry,
    point_suggestion,
    use_suggestion,
    accept_suggestion,
    accept_suggestions,
    add_page_rule,
    judge_page_types,
    save_page_types,
    begin_walk,
    keep_walk,
    stop_keeping,
    drop_walk,
    recording,
    walk,
    rename_walk,
    delete_walk,
    play_walk,
    stop_play,
    simulate_score,
    simulate_walk,
    draft_page_view,
    check_draft,
    change_trigger,
    choose_alike,
    change_meaning,
    sample_draft,
    stop_sampling,
    measure_devices,
    stop_measuring,
    event_devices,
    change_element,
    save_draft,
    discard_draft,
    edit_event,
    duplicate_event,
    delete_event,
    undo,
    redo,
    add_note,
    sign_as,
    event_history,
    bring_back_event,
    choose_pack,
    export_pack,
    read_pack,
    stop_pack,
    take_pack,
    picture,
    proof_picture,
    choose_folder,
    check_settings,
    save_settings,
    export_plan,
    open_folder,
    preview_format,
    choose_export_file,
    export_format,
    show_file,
    choose_container,
    open_container,
    read_container,
    take_container,
    targets,
    check_target,
    save_target,
    remove_target,
    test_target,
    review_target,
    publish,
    stop_publishing,
    serving,
    preview_themes,
    preview_on,
    discard_preview,
    take_out,
    install_guide,
    check_install,
    audits,
    start_audit,
    pause_audit,
    stop_audit,
    audit_report,
    audit_picture,
    save_audit_report,
    show_audited_page,
    accept_repairs,
    mute_finding,
    unmute_finding,
    brand,
    set_brand_name,
    choose_logo,
    set_brand_logo,
    crawler_access,
    set_crawler_access,
    drop_crawler_access,
    audit_schedule,
    set_audit_schedule,
    test_telling,
];

#[tauri::command]
async fn overview(shell: Shared<'_>) -> Answer<Overview> {
    shell.overview()
}

#[tauri::command]
async fn restore_backup(shell: Shared<'_>) -> Answer<Overview> {
    shell.restore_backup()
}

#[tauri::command]
async fn open_shop(shell: Shared<'_>, address: String) -> Answer<Overview> {
    let opening = shell.begin_opening();
    let arrival = find_shop(&shell.prober, &address).await?;
    shell.open_shop(opening, |app| app.open_shop(&arrival)).await
}

#[tauri::command]
async fn open_demo(shell: Shared<'_>) -> Answer<Overview> {
    let opening = shell.begin_opening();
    let url = shell.demo.start().await?;
    shell.open_shop(opening, |app| app.open_demo(&url)).await
}

#[tauri::command]
async fn select_shop(shell: Shared<'_>, slug: ShopSlug) -> Answer<Overview> {
    if slug.0 == DEMO {
        return open_demo(shell).await;
    }
    shell.open_shop(shell.begin_opening(), |app| app.select_shop(&slug)).await
}

#[tauri::command]
async fn close_shop(shell: Shared<'_>) -> Answer<Overview> {
    shell.close_shop().await
}

#[tauri::command]
async fn demo_edition(shell: Shared<'_>) -> Answer<Edition> {
    Ok(shell.demo.edition().await)
}

#[tauri::command]
async fn set_demo_edition(shell: Shared<'_>, edition: Edition) -> Answer<()> {
    shell.demo.show(edition).await;
    shell.forget_samples()?;
    shell.shop.go(Step::Reload);
    Ok(())
}

#[tauri::command]
async fn highlight(shell: Shared<'_>, id: Option<EventId>, reveal: bool) -> Answer<()> {
    shell.highlight(id.as_ref(), reveal)
}

#[tauri::command]
async fn check_page(shell: Shared<'_>) -> Answer<PageCheck> {
    shell.check_page().await
}

#[tauri::command]
async fn use_new_place(shell: Shared<'_>, id: EventId) -> Answer<Draft> {
    shell.use_new_place(&id)
}

#[tauri::command]
async fn draft_page_view(shell: Shared<'_>) -> Answer<Draft> {
    let page = Url::parse(&shell.shop.view().url).or_else(|_| shell.app(|app| app.home()))?;
    let draft = shell.app(|app| app.draft_page_view(&page))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
async fn check_draft(shell: Shared<'_>, draft: Draft) -> Answer<Draft> {
    let draft = shell.app(|app| app.check_draft(draft))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
async fn change_trigger(shell: Shared<'_>, draft: Draft, trigger: Trigger) -> Answer<Draft> {
    let draft = shell.app(|app| app.change_trigger(draft, trigger))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
async fn check_settings(shell: Shared<'_>, settings: PlanSettings) -> Answer<SettingsCheck> {
    shell.app(|app| app.check_settings(settings))
}

#[tauri::command]
async fn save_settings(shell: Shared<'_>, settings: PlanSettings, renames: Vec<Rename>) -> Answer<Overview> {
    let overview = shell.app(|app| app.save_settings(&settings, &renames))?;
    Ok(shell.plan_changed(overview))
}

#[tauri::command]
async fn change_element(shell: Shared<'_>, draft: Draft, pick: Draft) -> Answer<Draft> {
    let draft = shell.app(|app| app.change_element(draft, pick))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
async fn save_draft(shell: Shared<'_>, draft: Draft) -> Answer<Overview> {
    let overview = shell.app(|app| app.save_draft(draft))?;
    shell.set_draft(None);
    Ok(shell.plan_changed(overview))
}

#[tauri::command]
async fn discard_draft(shell: Shared<'_>) -> Answer<()> {
    shell.drop_draft();
    shell.app(|app| {
        app.discard_draft();
        Ok(())
    })
}

#[tauri::command]
async fn edit_event(shell: Shared<'_>, id: EventId) -> Answer<Draft> {
    let draft = shell.app(|app| app.edit_event(&id))?;
    shell.set_draft(Some(&draft));
    Ok(draft)
}

#[tauri::command]
async fn duplicate_event(shell: Shared<'_>, id: EventId) -> Answer<Overview> {
    let overview = shell.app(|app| app.duplicate_event(&id))?;
    Ok(shell.plan_changed(overview))
}

#[tauri::command]
async fn delete_event(shell: Shared<'_>, id: EventId) -> Answer<Overview> {
    let overview = shell.app(|app| app.delete_event(&id))?;
    shell.highlight(None, false)?;
    Ok(shell.plan_changed(overview))
}

#[tauri::command]
async fn picture(shell: Shared<'_>, id: EventId) -> Answer<Option<String>> {
    shell.app(|app| app.picture(&id))
}

#[tauri::command]
async fn choose_folder(shell: Shared<'_>) -> Answer<Option<String>> {
    choose(&shell, "Choose a folder for the export", FileDialogBuilder::pick_folder).await
}

/// Asks for a path in the system's own dialog; none when the person changed their mind.
async fn choose(
    shell: &Shell,
    title: &str,
    ask: impl FnOnce(FileDialogBuilder<Wry>, Box<dyn FnOnce(Option<FilePath>) + Send>),
) -> Answer<Option<String>> {
    let (sender, receiver) = tokio::sync::oneshot::channel();
    let mut dialog = shell.handle.dialog().file().set_title(title);
    if let Some(window) = shell.handle.get_window(WINDOW) {
        dialog = dialog.set_parent(&window);
    }
    ask(dialog, Box::new(move |path| drop(sender.send(path))));
    let path = receiver.await.map_err(|_| ShellError::WindowGone)?;
    Ok(path.and_then(|path| path.into_path().ok()).map(|path| path.display().to_string()))
}

#[tauri::command]
async fn export_plan(shell: Shared<'_>, folder: PathBuf) -> Answer<Exported> {
    shell.app(|app| app.export(&folder))
}

#[tauri::command]
async fn open_folder(shell: Shared<'_>, folder: PathBuf) -> Answer<()> {
    if !folder.is_dir() {
        return Err(not_opened(&folder, "The folder is not there any more."));
    }
    let opened = shell.handle.opener().open_path(folder.display().to_string(), None::<&str>);
    opened.map_err(|error| not_opened(&folder, &error.to_string()))
}

fn not_opened(path: &Path, hint: &str) -> Failure {
    Failure {
        code: Code::ReadFailed,
        message: format!("{} cannot be opened.", path.display()),
        hint: hint.to_owned(),
        retryable: true,
    }
}
