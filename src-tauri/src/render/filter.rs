//! Keeps what a page would tell its shop, and the tools that count visitors, from leaving the browser: WebKit's content
//! rules, which block where no script of the page can see or undo it. What is blocked is not told by WebKit; `sending` is.
#![allow(unsafe_code, reason = "the bindings leave content filters out")]

use std::cell::OnceCell;
use std::ffi::{CStr, CString};
use std::ptr;
use std::rc::Rc;

use gtk::gio::ffi::GAsyncResult;
use gtk::glib::translate::{ToGlibPtr, from_glib_full};
use gtk::glib::{self, ffi::gpointer, gobject_ffi::GObject};
use serde_json::{Value, json};
use tokio::sync::oneshot::{Sender, channel};
use waymark_audit::requests::{CART_AT_CHECKOUT, carts, checkouts, collecting};
use webkit2gtk::{UserContentManager, ffi};

type Saved = Result<*mut ffi::WebKitUserContentFilter, glib::Error>;

/// From now on no script of the page can send anything to this host, nor anything that speaks of a cart to another one,
/// nor a beacon to anybody.
pub async fn hold_shop(scripts: &UserContentManager, host: &str) -> Result<(), glib::Error> {
    let site = host.strip_prefix("www.").unwrap_or(host).replace('.', "\\.");
    let own = format!("^https?://([^/:]+\\.)?{site}[:/]");
    // WebKit's `request-method` lets all through, and some shops fill a cart by GET: what looks like a question is held too.
    let rules = std::iter::once(block(&own, Some(&SCRIPTED)))
        .chain(carts().iter().map(|address| block(address, Some(&SCRIPTED))))
        .chain([block(".*", Some(&["ping"]))]);
    Filter::compiled(c"shop", rules.collect()).await?.hold(scripts);
    Ok(())
}

/// From now on nothing of the page reaches a checkout or whoever takes payments, whatever it does.
pub async fn hold_checkout(scripts: &UserContentManager) -> Result<(), glib::Error> {
    let cart = json!({ "trigger": { "url-filter": CART_AT_CHECKOUT }, "action": { "type": "ignore-previous-rules" } });
    let rules = checkouts().iter().map(|address| block(address, None)).chain([cart]);
    Filter::compiled(c"checkout", rules.collect()).await?.hold(scripts);
    Ok(())
}

/// From now on nothing of the page reaches the tools that count visitors.
pub async fn hold_tools(scripts: &UserContentManager) -> Result<(), glib::Error> {
    thread_local! {
        static TOOLS: OnceCell<Rc<Filter>> = const { OnceCell::new() };
    }
    // The same for every page, so it is compiled once.
    let known = TOOLS.with(|tools| tools.get().cloned());
    let filter = if let Some(filter) = known {
        filter
    } else {
        let rules = collecting().iter().map(|address| block(address, None)).collect();
        let filter = Rc::new(Filter::compiled(c"tools", rules).await?);
        TOOLS.with(|tools| tools.get_or_init(|| filter).clone())
    };
    filter.hold(scripts);
    Ok(())
}

/// What scripts ask for that is no part of a page.
const SCRIPTED: [&str; 4] = ["fetch", "ping", "websocket", "other"];

fn block(address: &str, kinds: Option<&[&str]>) -> Value {
    let mut trigger = json!({ "url-filter": address });
    if let Some(kinds) = kinds {
        trigger["resource-type"] = json!(kinds);
    }
    json!({ "trigger": trigger, "action": { "type": "block" } })
}

/// Rules as WebKit keeps them.
struct Filter(*mut ffi::WebKitUserContentFilter);

impl Filter {
    async fn compiled(name: &'static CStr, rules: Vec<Value>) -> Result<Self, glib::Error> {
        let folder = tempfile::tempdir()
            .map_err(|error| glib::Error::new(gtk::gio::IOErrorEnum::Failed, &error.to_string()))?;
        let rules = Value::Array(rules).to_string();
        save(&folder.path().to_string_lossy(), name, &rules).await.map(Self)
    }

    fn hold(&self, scripts: &UserContentManager) {
        // SAFETY: the filter lives as long as this value, and the manager takes a reference of its own.
        unsafe { ffi::webkit_user_content_manager_add_filter(scripts.to_glib_none().0, self.0) }
    }
}

impl Drop for Filter {
    fn drop(&mut self) {
        // SAFETY: the reference that WebKit gave along is given back once.
        unsafe { ffi::webkit_user_content_filter_unref(self.0) }
    }
}

async fn save(folder: &str, name: &'static CStr, rules: &str) -> Saved {
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
            name.as_ptr(),
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
