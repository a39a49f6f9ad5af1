//! Carries operations out by the schema: whatever it does not know is refused, as Shopify would.

use std::cell::RefCell;
use std::sync::LazyLock;

use apollo_compiler::resolvers::{Execution, FieldError, ObjectValue, ResolveInfo, ResolvedValue};
use apollo_compiler::response::{JsonMap, JsonValue};
use apollo_compiler::validation::Valid;
use apollo_compiler::{ExecutableDocument, Schema};
use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use super::state::{Body, FakeTheme, State, checksum};

static SCHEMA: LazyLock<Valid<Schema>> = LazyLock::new(|| {
    let text = include_str!("../admin_2026-10.themes.graphql");
    Schema::parse_and_validate(text, "admin_2026-10.themes.graphql").unwrap()
});

pub fn schema() -> &'static Valid<Schema> {
    &SCHEMA
}

/// A request that is valid against the schema.
pub struct Request {
    document: Valid<ExecutableDocument>,
    variables: JsonMap,
    /// Name of its only root field.
    pub field: String,
}

impl Request {
    pub fn parse(body: &Value) -> Result<Self, String> {
        let text = body["query"].as_str().unwrap_or_default();
        let document = ExecutableDocument::parse_and_validate(schema(), text, "request.graphql")
            .map_err(|error| error.to_string())?;
        let operation =
            document.operations.get(body["operationName"].as_str()).map_err(|error| format!("{error:?}"))?;
        let fields: Vec<_> = operation.root_fields(&document).map(|field| field.name.to_string()).collect();
        let [field] = fields.as_slice() else { return Err("not one root field".to_owned()) };
        let field = field.clone();
        let variables: JsonMap = serde_json::from_value(match &body["variables"] {
            Value::Null => json!({}),
            given => given.clone(),
        })
        .map_err(|error| error.to_string())?;
        apollo_compiler::request::coerce_variable_values(schema(), operation, &variables)
            .map_err(|error| error.message().to_string())?;
        Ok(Self { document, variables, field })
    }

    /// The answer, without costs.
    pub fn execute(&self, state: &mut State, address: &str, how: How) -> Value {
        let state = RefCell::new(state);
        let shop = Shop { state: &state, address, how };
        let operation = self.document.operations.iter().next().unwrap();
        let root = if operation.is_mutation() { Object::Mutation(shop) } else { Object::Query(shop) };
        let answer = Execution::new(schema(), &self.document)
            .raw_variable_values(&self.variables)
            .execute_sync(&root)
            .map_err(|error| error.message().to_string())
            .unwrap();
        serde_json::to_value(answer).unwrap()
    }
}

/// How an upsert goes.
#[derive(Clone, Debug)]
pub enum How {
    Well,
    /// The first file is done and yet refused; none of the others is done.
    Midway(&'static str),
    Refuse(&'static str, String),
}

#[derive(Clone)]
struct Shop<'a> {
    state: &'a RefCell<&'a mut State>,
    address: &'a str,
    how: How,
}

enum Object<'a> {
    Query(Shop<'a>),
    Mutation(Shop<'a>),
    Theme(Shop<'a>, u64),
    Plain(Value),
}

impl ObjectValue for Object<'_> {
    fn type_name(&self) -> &str {
        match self {
            Self::Query(_) => "QueryRoot",
            Self::Mutation(_) => "Mutation",
            Self::Theme(..) => "OnlineStoreTheme",
            Self::Plain(value) => value["__typename"].as_str().unwrap(),
        }
    }

    fn resolve_field<'a>(&'a self, info: &'a ResolveInfo<'a>) -> Result<ResolvedValue<'a>, FieldError> {
        let arguments = serde_json::to_value(info.arguments()).unwrap();
        let value = match self {
            Self::Query(shop) => shop.query(info.field_name(), &arguments),
            Self::Mutation(shop) => shop.mutate(info.field_name(), &arguments),
            Self::Theme(shop, id) => shop.of_theme(*id, info.field_name(), &arguments),
            Self::Plain(value) => value.get(info.field_name()).cloned(),
        };
        let value = value.ok_or_else(|| self.unknown_field_error(info))?;
        let shop = match self {
            Self::Query(shop) | Self::Mutation(shop) | Self::Theme(shop, _) => Some(shop.clone()),
            Self::Plain(_) => None,
        };
        Ok(resolved(value, shop.as_ref()))
    }
}

/// `{"theme": 1}` stands for the theme itself.
fn resolved<'a, 's: 'a>(value: Value, shop: Option<&Shop<'s>>) -> ResolvedValue<'a> {
    match value {
        Value::Array(values) => {
            let resolved: Vec<_> = values.into_iter().map(|value| Ok(resolved(value, shop))).collect();
            ResolvedValue::List(Box::new(resolved.into_iter()))
        }
        Value::Object(fields) => match (fields.get("theme").and_then(Value::as_u64), shop) {
            (Some(id), Some(shop)) => ResolvedValue::Object(Box::new(Object::Theme(shop.clone(), id))),
            _ => ResolvedValue::Object(Box::new(Object::Plain(Value::Object(fields)))),
        },
        leaf => ResolvedValue::Leaf(JsonValue::from(leaf)),
    }
}

fn gid(id: u64) -> String {
    format!("gid://shopify/OnlineStoreTheme/{id}")
}

fn id_in(arguments: &Value, name: &str) -> u64 {
    let id = arguments[name].as_str().unwrap_or_default();
    id.rsplit('/').next().and_then(|number| number.parse().ok()).unwrap_or_default()
}

fn user_error(kind: &str, code: &str, filename: Option<&str>, message: &str) -> Value {
    json!({"__typename": kind, "code": code, "field": null, "filename": filename, "message": message})
}

const FILE_ERROR: &str = "OnlineStoreThemeFilesUserErrors";
const PAGE: usize = 2;

impl Shop<'_> {
    fn query(&self, field: &str, arguments: &Value) -> Option<Value> {
        let mut state = self.state.borrow_mut();
        Some(match field {
            "themes" => {
                let roles = arguments["roles"].as_array();
                let wanted = |theme: &&FakeTheme| {
                    roles.is_none_or(|roles| roles.iter().any(|role| role == theme.role))
                };
                let all: Vec<_> = state.themes.iter().filter(wanted).map(|theme| theme.id).collect();
                // Small pages, whatever is asked for, so that paging is really done.
                let from = arguments["after"].as_str().map_or(0, |cursor| cursor.parse().unwrap());
                let to = all.len().min(from + PAGE);
                // By their plain values: the objects below have no way back to the shop.
                let nodes: Vec<_> = all[from..to].iter().map(|id| plain(state.theme(*id).unwrap())).collect();
                json!({"__typename": "OnlineStoreThemeConnection", "nodes": nodes, "pageInfo": {
                    "__typename": "PageInfo", "hasNextPage": to < all.len(), "hasPreviousPage": from > 0,
                    "endCursor": to.to_string(), "startCursor": from.to_string()}})
            }
            "theme" => {
                let id = id_in(arguments, "id");
                match state.theme_mut(id) {
                    Some(theme) => {
                        theme.looks_left = theme.looks_left.saturating_sub(1);
                        json!({"theme": id})
                    }
                    None => Value::Null,
                }
            }
            "job" => {
                let left = state.jobs.unwrap_or_default().saturating_sub(1);
                state.jobs = Some(left);
                json!({"__typename": "Job", "id": "gid://shopify/Job/1", "done": left == 0})
            }
            "currentAppInstallation" => json!({"__typename": "AppInstallation", "id": "gid://shopify/App/1",
                "accessScopes": [
                    {"__typename": "AccessScope", "handle": "read_themes", "description": ""},
                    {"__typename": "AccessScope", "handle": "write_themes", "description": ""}]}),
            _ => return None,
        })
    }

    fn of_theme(&self, id: u64, field: &str, arguments: &Value) -> Option<Value> {
        let mut state = self.state.borrow_mut();
        if field != "files" {
            return plain(state.theme(id)?).get(field).cloned();
        }
        let mut nodes = Vec::new();
        let mut missing = Vec::new();
        for name in arguments["filenames"].as_array().into_iter().flatten().filter_map(Value::as_str) {
            let found = state.theme(id)?.files.get(name).cloned();
            let Some(text) = found else {
                missing.push(json!({"__typename": "OnlineStoreThemeFileReadResult", "code": "NOT_FOUND",
                    "filename": name}));
                continue;
            };
            let is_live = state.theme(id).is_some_and(|theme| theme.role == "MAIN");
            if is_live && state.foreign.as_ref() == Some(&text) {
                state.foreign_read = Some(text.clone());
            }
            let body = match state.body {
                Body::Text => json!({"__typename": "OnlineStoreThemeFileBodyText", "content": text}),
                Body::Base64 => json!({"__typename": "OnlineStoreThemeFileBodyBase64",
                    "contentBase64": BASE64_STANDARD.encode(&text)}),
                Body::Url => json!({"__typename": "OnlineStoreThemeFileBodyUrl",
                    "url": format!("{}files/{id}/{name}?signature=s", self.address)}),
            };
            nodes.push(json!({"__typename": "OnlineStoreThemeFile", "filename": name, "size": text.len(),
                "checksumMd5": self.said_checksum(&state, &text), "contentType": "text/plain",
                "createdAt": "2026-11-01T00:00:00Z", "updatedAt": "2026-11-02T00:00:00Z", "body": body}));
        }
        Some(json!({"__typename": "OnlineStoreThemeFileConnection", "nodes": nodes, "userErrors": missing}))
    }

    #[expect(clippy::unused_self, reason = "reads as what the shop says")]
    fn said_checksum(&self, state: &State, text: &str) -> Value {
        if state.lies { json!("0123456789abcdef0123456789abcdef") } else { json!(checksum(text)) }
    }

    fn mutate(&self, field: &str, arguments: &Value) -> Option<Value> {
        let mut state = self.state.borrow_mut();
        Some(match field {
            "themeFilesUpsert" => self.upsert(&mut state, arguments),
            "themeFilesDelete" => self.delete_files(&mut state, arguments),
            "themeDuplicate" => {
                let name = arguments["name"].as_str().unwrap_or("Copy");
                match state.copy(id_in(arguments, "id"), name) {
                    Some(id) => json!({"__typename": "ThemeDuplicatePayload", "userErrors": [],
                        "newTheme": plain(state.theme(id).unwrap())}),
                    None => json!({"__typename": "ThemeDuplicatePayload", "newTheme": null,
                        "userErrors": [user_error("ThemeDuplicateUserError", "NOT_FOUND", None, "no theme")]}),
                }
            }
            "themeDelete" => {
                let id = id_in(arguments, "id");
                if state.theme(id).is_some_and(|theme| !theme.name.starts_with("Waymark preview ")) {
                    state.violations.push(format!("theme {id} of the merchant was deleted"));
                }
                let before = state.themes.len();
                state.themes.retain(|theme| theme.id != id);
                let errors = if state.themes.len() < before {
                    vec![]
                } else {
                    vec![user_error("ThemeDeleteUserError", "NOT_FOUND", None, "no theme")]
                };
                json!({"__typename": "ThemeDeletePayload", "deletedThemeId": gid(id), "userErrors": errors})
            }
            _ => return None,
        })
    }

    fn upsert(&self, state: &mut State, arguments: &Value) -> Value {
        let id = id_in(arguments, "themeId");
        let files = arguments["files"].as_array().unwrap();
        let mut done = Vec::new();
        let mut errors = Vec::new();
        if state.theme(id).is_none() {
            errors.push(user_error(FILE_ERROR, "NOT_FOUND", None, "no theme"));
        } else if let Some(code) = state.refuses {
            errors.push(user_error(FILE_ERROR, code, None, "not here"));
        } else if state.theme(id).is_some_and(|theme| theme.looks_left > 0) {
            errors.push(user_error(FILE_ERROR, "ERROR", None, "the theme is being copied"));
        } else if let How::Refuse(code, message) = &self.how {
            let filename = files[0]["filename"].as_str();
            errors.push(user_error(FILE_ERROR, code, filename, message));
        } else {
            for file in files {
                let name = file["filename"].as_str().unwrap();
                match put(state, id, name, file["body"]["value"].as_str().unwrap()) {
                    Ok(()) => {
                        let text = file["body"]["value"].as_str().unwrap();
                        done.push(json!({"__typename": "OnlineStoreThemeFileOperationResult",
                            "filename": name, "size": text.len(), "checksumMd5": self.said_checksum(state, text),
                            "createdAt": "2026-11-02T00:00:00Z", "updatedAt": "2026-11-02T00:00:00Z"}));
                    }
                    Err(message) => {
                        errors.push(user_error(FILE_ERROR, "FILE_VALIDATION_ERROR", Some(name), message));
                    }
                }
            }
        }
        if let How::Midway(code) = self.how {
            errors.push(user_error(FILE_ERROR, code, files[0]["filename"].as_str(), "not this one"));
        }
        let job = state
            .jobs
            .map(|left| json!({"__typename": "Job", "id": "gid://shopify/Job/1", "done": left == 0}));
        if job.is_some() {
            done.clear();
        }
        json!({"__typename": "ThemeFilesUpsertPayload", "job": job, "upsertedThemeFiles": done, "userErrors": errors})
    }

    fn delete_files(&self, state: &mut State, arguments: &Value) -> Value {
        let id = id_in(arguments, "themeId");
        let names: Vec<_> = arguments["files"].as_array().unwrap().iter().filter_map(Value::as_str).collect();
        let mut errors = Vec::new();
        if let Some(code) = state.refuses {
            errors.push(user_error(FILE_ERROR, code, None, "not here"));
        } else if let How::Refuse(code, message) = &self.how {
            errors.push(user_error(FILE_ERROR, code, names.first().copied(), message));
        } else {
            for (number, name) in names.iter().enumerate() {
                if let How::Midway(code) = self.how
                    && number > 0
                {
                    errors.push(user_error(FILE_ERROR, code, Some(name), "not this one"));
                    break;
                }
                if !name.contains("waymark") {
                    state.violations.push(format!("{name} of the merchant was deleted"));
                }
                let renders = |theme: &FakeTheme| {
                    theme
                        .files
                        .get("layout/theme.liquid")
                        .is_some_and(|text| text.contains("render 'waymark'"))
                };
                let theme = state.theme_mut(id).unwrap();
                if name.starts_with("snippets/") && renders(theme) {
                    let words = "the snippet went before the line that renders it".to_owned();
                    state.violations.push(words);
                }
                if state.theme_mut(id).unwrap().files.remove(*name).is_none() {
                    errors.push(user_error(FILE_ERROR, "NOT_FOUND", Some(name), "no such file"));
                }
            }
        }
        json!({"__typename": "ThemeFilesDeletePayload", "deletedThemeFiles": [], "userErrors": errors})
    }
}

/// Stores a file, by Shopify's rules for it.
fn put(state: &mut State, id: u64, name: &str, text: &str) -> Result<(), &'static str> {
    let folders = ["assets/", "snippets/", "layout/"];
    if !folders.iter().any(|folder| name.starts_with(folder)) {
        return Err("no such folder");
    }
    if !name.starts_with("assets/") && text.len() > 256 * 1024 {
        return Err("larger than 256 KB");
    }
    if name == "layout/theme.liquid" {
        if !text.contains("content_for_header") || !text.contains("content_for_layout") {
            return Err("content_for_header or content_for_layout is missing");
        }
        let has_snippet = state.theme(id).unwrap().files.contains_key("snippets/waymark.liquid");
        if text.contains("render 'waymark'") && !has_snippet {
            state.violations.push("the line went in before the snippet that it renders".to_owned());
        }
    }
    let before = state.theme(id).unwrap().files.get(name).cloned();
    let is_live = state.theme(id).is_some_and(|theme| theme.role == "MAIN");
    if is_live && before.is_some() && before == state.foreign_read && before.as_deref() != Some(text) {
        state.violations.push(format!("{name} of somebody else was read and written over"));
    }
    if !state.forgets {
        state.theme_mut(id).unwrap().files.insert(name.to_owned(), text.to_owned());
    }
    Ok(())
}

fn plain(theme: &FakeTheme) -> Value {
    json!({"__typename": "OnlineStoreTheme", "id": gid(theme.id), "name": theme.name, "role": theme.role,
        "processing": theme.looks_left > 0, "processingFailed": theme.failed && theme.looks_left == 0,
        "updatedAt": "2026-11-02T00:00:00Z"})
}
