//! Who may call the commands: the panel, and nobody else. The real configuration and capabilities are built
//! in; only the window system is Tauri's mock.

use serde_json::json;
use tauri::ipc::{CallbackFn, InvokeBody};
use tauri::test::{INVOKE_KEY, MockRuntime, get_ipc_response, mock_builder};
use tauri::webview::InvokeRequest;
use tauri::{App, Url, WebviewUrl, WebviewWindow, WebviewWindowBuilder};

use crate::commands::NAMES;
use crate::notices::PANEL;

const OURS: &str = "tauri://localhost";

fn app() -> App<MockRuntime> {
    mock_builder()
        .invoke_handler(|invoke| {
            // Reached only by calls that the capabilities let through.
            invoke.resolver.resolve("answered");
            true
        })
        .build(tauri::generate_context!())
        .unwrap()
}

fn view(app: &App<MockRuntime>, label: &str) -> WebviewWindow<MockRuntime> {
    WebviewWindowBuilder::new(app, label, WebviewUrl::default()).build().unwrap()
}

fn call(from: &WebviewWindow<MockRuntime>, origin: &str, command: &str) -> Result<String, String> {
    let request = InvokeRequest {
        cmd: command.into(),
        callback: CallbackFn(0),
        error: CallbackFn(1),
        url: Url::parse(origin).unwrap(),
        body: InvokeBody::Json(json!({})),
        headers: tauri::http::HeaderMap::new(),
        invoke_key: INVOKE_KEY.into(),
    };
    get_ipc_response(from, request)
        .map(|body| body.deserialize::<String>().unwrap())
        .map_err(|refusal| refusal.to_string())
}

#[test]
fn the_panel_may_call_every_command() {
    let app = app();
    let panel = view(&app, PANEL);
    for command in NAMES {
        assert_eq!(call(&panel, OURS, command), Ok("answered".into()), "{command}");
    }
}

#[test]
fn the_shop_may_call_none_from_wherever_it_is() {
    let app = app();
    let shop = view(&app, "shop");
    for command in NAMES {
        for origin in [OURS, "https://shop.example", "http://127.0.0.1:4173", "http://tauri.localhost"] {
            let refusal = call(&shop, origin, command).unwrap_err();
            assert!(refusal.contains("not allowed"), "{command} from {origin}: {refusal}");
        }
    }
}

#[test]
fn a_web_page_in_the_panel_may_call_none() {
    let app = app();
    let panel = view(&app, PANEL);
    for command in NAMES {
        let refusal = call(&panel, "https://shop.example", command).unwrap_err();
        assert!(refusal.contains("not allowed"), "{command}: {refusal}");
    }
}

#[test]
fn nobody_may_call_what_is_not_ours() {
    let app = app();
    let (panel, shop) = (view(&app, PANEL), view(&app, "shop"));
    for command in
        ["plugin:opener|open_path", "plugin:dialog|open", "plugin:window|close", "plugin:event|emit"]
    {
        assert!(call(&panel, OURS, command).is_err(), "{command} from the panel");
        assert!(call(&shop, OURS, command).is_err(), "{command} from the shop");
    }
    assert!(call(&shop, OURS, "plugin:event|listen").is_err());
}
