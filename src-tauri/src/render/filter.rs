//! Keeps what a page would tell its shop from leaving the browser: WebKit's content rules, which block where no script of
//! the page can see or undo it.
#![allow(unsafe_code, reason = "the bindings leave content filters out")]

use std::ffi::CString;
use std::ptr;

use gtk::gio::ffi::GAsyncResult;
use gtk::glib::translate::{ToGlibPtr, from_glib_full};
use gtk::glib::{self, ffi::gpointer, gobject_ffi::GObject};
use tokio::sync::oneshot::{Sender, channel};
use webkit2gtk::{UserContentManager, ffi};

type Saved = Result<*mut ffi::WebKitUserContentFilter, glib::Error>;

/// From now on no script of the page can send anything to this host but questions (GET).
pub async fn hold_scripts(scripts: &UserContentManager, host: &str) -> Result<(), glib::Error> {
    let folder = tempfile::tempdir()
        .map_err(|error| glib::Error::new(gtk::gio::IOErrorEnum::Failed, &error.to_string()))?;
    let filter = save(&folder.path().to_string_lossy(), &rules(host)).await?;
    // SAFETY: the manager takes a reference of its own; ours is given back.
    unsafe {
        ffi::webkit_user_content_manager_add_filter(scripts.to_glib_none().0, filter);
        ffi::webkit_user_content_filter_unref(filter);
    }
    Ok(())
}

/// The rules as WebKit reads them.
fn rules(host: &str) -> String {
    let dots = host.replace('.', "\\.");
    let rules: Vec<_> = ["post", "put", "patch", "delete"]
        .iter()
        .map(|method| {
            let filter = format!("^https?://{dots}[:/]");
            serde_json::json!({
                "trigger": { "url-filter": filter, "resource-type": ["fetch", "ping", "other"], "request-method": method },
                "action": { "type": "block" }
            })
        })
        .collect();
    serde_json::Value::Array(rules).to_string()
}

async fn save(folder: &str, rules: &str) -> Saved {
    unsafe extern "C" fn saved(store: *mut GObject, result: *mut GAsyncResult, data: gpointer) {
        // SAFETY: `data` is the sender that was given along, and WebKit calls back once, with the store it was asked of.
        unsafe {
            let sender = Box::from_raw(data.cast::<Sender<Saved>>());
            let mut error = ptr::null_mut();
            let filter =
                ffi::webkit_user_content_filter_store_save_finish(store.cast(), result, &raw mut error);
            let saved = if error.is_null() { Ok(filter) } else { Err(from_glib_full(error)) };
            drop(sender.send(saved));
        }
    }

    let (sender, receiver) = channel::<Saved>();
    let path = CString::new(folder).unwrap_or_default();
    let source = glib::Bytes::from(rules.as_bytes());
    // SAFETY: WebKit copies the path and the name, and keeps the rules and the store until it has called back.
    unsafe {
        let store = ffi::webkit_user_content_filter_store_new(path.as_ptr());
        ffi::webkit_user_content_filter_store_save(
            store,
            c"hold".as_ptr(),
            source.to_glib_none().0,
            ptr::null_mut(),
            Some(saved),
            Box::into_raw(Box::new(sender)).cast(),
        );
        glib::gobject_ffi::g_object_unref(store.cast());
    }
    let gone = || Err(glib::Error::new(gtk::gio::IOErrorEnum::Cancelled, "WebKit gave no answer"));
    receiver.await.unwrap_or_else(|_| gone())
}
