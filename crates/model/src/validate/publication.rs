//! Checks of what a person typed of a publication target. Whether it is there and lets us in only asking it tells.

use url::Url;

use super::{Finding, Severity, about_plan};
use crate::web_address::is_loopback;
use crate::{Place, PublicationTarget, SignIn};

/// Most characters of a place's name: it stands in lists, in buttons and in the name of an environment variable.
const LONGEST_NAME: usize = 60;

/// Everything wrong with a publication target, beside the shop's other ones. Fields are named as in the target's JSON.
#[must_use]
pub fn validate_target(target: &PublicationTarget, all: &[PublicationTarget]) -> Vec<Finding> {
    let mut findings = Findings(Vec::new());
    let name = target.name.trim();
    if name.is_empty() {
        findings.add("target_name_missing", "name", "Give it a name, such as \"Live shop\".");
    }
    let letters = name.chars().count();
    if letters > LONGEST_NAME {
        let message = format!("Make the name shorter: at most {LONGEST_NAME} characters. It has {letters}.");
        findings.add("target_name_long", "name", message);
    }
    // A tab or a line break would fall apart in lists, and nobody types one on purpose.
    if name.contains(char::is_control) {
        findings.add("target_name_invalid", "name", "Leave tabs and line breaks out of the name.");
    }
    if all.iter().any(|other| other.id != target.id && other.name.trim().eq_ignore_ascii_case(name)) {
        findings.add("target_name_taken", "name", "Another place has this name. Give it another.");
    }
    match &target.place {
        Place::Host { url } => findings.address("url", url, false),
        Place::Http { url, header, ca_pem, allow_http, public_url } => {
            findings.address("url", url, *allow_http);
            if let Some(header) = header {
                findings.header(header);
            }
            if ca_pem.as_ref().is_some_and(|pem| !pem.contains("-----BEGIN CERTIFICATE-----")) {
                findings.add(
                    "certificate_invalid",
                    "caPem",
                    "This is no certificate. Paste the text that begins with -----BEGIN CERTIFICATE-----.",
                );
            }
            findings.public(public_url.as_deref());
        }
        Place::S3 { bucket, prefix, region, access_key_id, endpoint, allow_http, public_url } => {
            findings.given("bucket", bucket, "Give the name of the bucket.");
            findings.given(
                "region",
                region,
                "Give the region, such as eu-central-1; auto for Cloudflare R2.",
            );
            findings.given("accessKeyId", access_key_id, "Give the access key ID; the secret is separate.");
            findings.name("bucket", "bucket’s name", bucket, "._-");
            findings.name("region", "region", region, "-");
            findings.key_id(access_key_id);
            findings.prefix(prefix);
            if let Some(endpoint) = endpoint {
                findings.address("endpoint", endpoint, *allow_http);
            }
            findings.public(public_url.as_deref());
        }
        Place::Azure { account, container, prefix, endpoint, public_url, .. } => {
            findings.given("account", account, "Give the name of the storage account.");
            findings.given("container", container, "Give the name of the container.");
            findings.name("account", "account’s name", account, "-");
            findings.name("container", "container’s name", container, "$-");
            findings.prefix(prefix);
            if let Some(endpoint) = endpoint {
                findings.address("endpoint", endpoint, false);
            }
            findings.public(public_url.as_deref());
        }
        Place::Gcs { bucket, prefix, public_url } => {
            findings.given("bucket", bucket, "Give the name of the bucket.");
            findings.name("bucket", "bucket’s name", bucket, "._-");
            findings.prefix(prefix);
            findings.public(public_url.as_deref());
        }
        Place::Folder { path, public_url } => {
            if !is_absolute(path.trim()) {
                findings.add("folder_invalid", "path", "Choose a folder.");
            }
            findings.public(public_url.as_deref());
        }
        Place::Theme { shop, sign_in, endpoint, .. } => {
            if !is_myshopify(shop) {
                findings.add(
                    "shop_invalid",
                    "shop",
                    "Give the shop's permanent domain: name.myshopify.com. It stands in the admin under Settings > Domains.",
                );
            }
            if let SignIn::ClientCredentials { client_id } = sign_in {
                findings.given("clientId", client_id, "Give the app's client ID; the secret is separate.");
            }
            if endpoint
                .as_deref()
                .is_some_and(|endpoint| !Url::parse(endpoint).is_ok_and(|url| is_loopback(&url)))
            {
                findings.add(
                    "endpoint_invalid",
                    "endpoint",
                    "Only an address of this computer can stand in for Shopify.",
                );
            }
        }
    }
    findings.0
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, code: &'static str, field: &'static str, message: impl Into<String>) {
        self.0.push(about_plan(code, Severity::Error, field, None, message.into()));
    }

    fn given(&mut self, field: &'static str, value: &str, message: &'static str) {
        if value.trim().is_empty() {
            self.add("value_missing", field, message);
        }
    }

    /// A name that becomes part of an address: nothing may stand in it that means something there.
    fn name(&mut self, field: &'static str, what: &str, name: &str, besides: &str) {
        let may_stand = |letter: char| letter.is_ascii_alphanumeric() || besides.contains(letter);
        if !name.chars().all(may_stand) && !name.trim().is_empty() {
            let signs: Vec<String> = besides.chars().map(String::from).collect();
            let message = format!(
                "The {what} has only letters, digits and {} in it, and no blank. Look it up where it was made.",
                signs.join(" ")
            );
            self.add("name_invalid", field, message);
        }
    }

    /// What names a key stands in a header.
    fn key_id(&mut self, id: &str) {
        if !id.chars().all(|letter| letter.is_ascii_graphic()) && !id.trim().is_empty() {
            self.add(
                "name_invalid",
                "accessKeyId",
                "The access key ID has no blank and no line break in it. Copy it once more.",
            );
        }
    }

    /// A folder in a bucket, from its root.
    fn prefix(&mut self, prefix: &str) {
        let prefix = prefix.trim_matches('/');
        if prefix.is_empty() {
            return;
        }
        let is_odd = |part: &str| part.is_empty() || matches!(part, "." | "..");
        let has_sign = prefix.chars().any(|letter| letter.is_control() || "\\?#%*\"<>|".contains(letter));
        if has_sign || prefix.split('/').any(is_odd) {
            self.add(
                "prefix_invalid",
                "prefix",
                "Give the folder's name from the root of the bucket: files/waymark.",
            );
        }
    }

    /// An address that secrets are sent to.
    fn address(&mut self, field: &'static str, address: &str, allow_http: bool) {
        let Ok(url) = Url::parse(address.trim()) else {
            self.add("address_invalid", field, "Give the whole address: https://files.example.com.");
            return;
        };
        if !matches!(url.scheme(), "http" | "https") || url.host().is_none() {
            self.add("address_invalid", field, "The address has to begin with https://.");
        } else if url.scheme() == "http" && !is_loopback(&url) && !allow_http {
            self.add(
                "address_unencrypted",
                field,
                "Without encryption anybody on the way can read the token. Use https://.",
            );
        }
        self.bare(field, &url, "Leave out what follows ? and # in the address.");
    }

    /// An address without what may be secret, or would be lost where names of files are put behind it.
    fn bare(&mut self, field: &'static str, url: &Url, without_query: &'static str) {
        if !url.username().is_empty() || url.password().is_some() {
            self.add("address_has_secret", field, "Leave user name and password out of the address.");
        }
        if url.query().is_some() || url.fragment().is_some() {
            self.add("address_invalid", field, without_query);
        }
    }

    /// The address that stands in the shop's pages for everybody to read.
    fn public(&mut self, address: Option<&str>) {
        let Some(address) = address else { return };
        let url = Url::parse(address.trim()).ok();
        match url.filter(|url| matches!(url.scheme(), "http" | "https") && url.host().is_some()) {
            None => self.add(
                "address_invalid",
                "publicUrl",
                "Give the address at which browsers find the files: https://cdn.example.com.",
            ),
            Some(url) => self.bare(
                "publicUrl",
                &url,
                "Leave out what follows ? and # in the address: everybody who opens the shop could read a signature there. The files have to be readable without one.",
            ),
        }
    }

    fn header(&mut self, header: &str) {
        const TAKEN: [&str; 8] = [
            "host",
            "content-length",
            "content-type",
            "transfer-encoding",
            "connection",
            "if-match",
            "if-none-match",
            "cache-control",
        ];
        let is_name = !header.is_empty()
            && header.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte));
        if !is_name {
            self.add("header_invalid", "header", "This is no name of a header. An example is X-Api-Key.");
        } else if TAKEN.iter().any(|taken| header.eq_ignore_ascii_case(taken)) {
            self.add(
                "header_invalid",
                "header",
                "This header is used for something else. An example is X-Api-Key.",
            );
        }
    }
}

/// By the text alone, for the paths of every system.
fn is_absolute(path: &str) -> bool {
    let bytes = path.as_bytes();
    path.starts_with('/')
        || path.starts_with("\\\\")
        || (bytes.len() > 2
            && bytes[0].is_ascii_alphabetic()
            && bytes[1] == b':'
            && b"/\\".contains(&bytes[2]))
}

fn is_myshopify(domain: &str) -> bool {
    domain.strip_suffix(".myshopify.com").is_some_and(|name| {
        !name.is_empty()
            && !name.starts_with('-')
            && name.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

#[cfg(test)]
mod tests;
