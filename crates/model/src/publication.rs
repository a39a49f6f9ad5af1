//! Where a shop's configs are published: the places, without the secrets that open them. What is written there and how
//! lies in `publish`; whether what a person typed can be right is checked in [`crate::validate`].

use serde::{Deserialize, Serialize};
use ts_rs::TS;
use url::Url;

/// Identity of a publication target, made when it is added.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, TS)]
#[serde(transparent)]
#[ts(export)]
pub struct TargetId(pub String);

/// One place that a shop's configs are published to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "camelCase")]
#[ts(export)]
pub struct PublicationTarget {
    /// Identity.
    pub id: TargetId,
    /// What the person calls it; unique in the shop.
    pub name: String,
    /// What it is and how to get there.
    pub place: Place,
}

/// What a publication target is, with everything but its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum Place {
    /// A `waymark-host`. Secret: the shop's token there.
    Host {
        /// Its base address.
        url: String,
    },
    /// Any server that takes conditional `PUT`s. Secret: the token.
    Http {
        /// Base address that file names are put behind.
        url: String,
        /// Header that carries the token; absent for `Authorization: Bearer`.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        header: Option<String>,
        /// Certificate authority of its own, PEM.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        ca_pem: Option<String>,
        /// Unencrypted `http` to another computer was agreed to.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        allow_http: bool,
        /// Where browsers get the files, if elsewhere.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        public_url: Option<String>,
    },
    /// Object storage that speaks S3. Secret: the secret access key.
    S3 {
        /// Name of the bucket.
        bucket: String,
        /// Region; `auto` for Cloudflare R2.
        region: String,
        /// Public half of the key.
        access_key_id: String,
        /// Address of the service; absent for Amazon's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        endpoint: Option<String>,
        /// Folder within the bucket; empty for its top.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[ts(optional, as = "Option<String>")]
        prefix: String,
        /// Unencrypted `http` to another computer was agreed to.
        #[serde(default, skip_serializing_if = "std::ops::Not::not")]
        #[ts(optional, as = "Option<bool>")]
        allow_http: bool,
        /// Where browsers get the files.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        public_url: Option<String>,
    },
    /// Azure Blob Storage. Secret: the account's access key.
    Azure {
        /// Storage account.
        account: String,
        /// Container.
        container: String,
        /// Address of the service; absent for Microsoft's own.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        endpoint: Option<String>,
        /// Folder within the container; empty for its top.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[ts(optional, as = "Option<String>")]
        prefix: String,
        /// Where browsers get the files.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        public_url: Option<String>,
    },
    /// Google Cloud Storage. Secret: a service account's key, JSON.
    Gcs {
        /// Bucket.
        bucket: String,
        /// Folder within the bucket; empty for its top.
        #[serde(default, skip_serializing_if = "String::is_empty")]
        #[ts(optional, as = "Option<String>")]
        prefix: String,
        /// Where browsers get the files.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        public_url: Option<String>,
    },
    /// A folder on this computer. No secret.
    Folder {
        /// Absolute path.
        path: String,
        /// Where browsers get the files.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        public_url: Option<String>,
    },
    /// A theme of a Shopify shop. Secret: a token, a client secret or a Theme Access password.
    Theme {
        /// Permanent domain: `name.myshopify.com`.
        shop: String,
        /// How Waymark signs in.
        sign_in: SignIn,
        /// The theme, as Shopify's global id; absent for the live one.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        theme: Option<String>,
        /// Address to sign in at instead of Shopify's own; for rehearsals on this computer only.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        #[ts(optional)]
        endpoint: Option<String>,
    },
}

/// How Waymark signs in to a Shopify shop.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(tag = "type", rename_all = "snake_case", rename_all_fields = "camelCase")]
#[ts(export)]
pub enum SignIn {
    /// Admin API access token of a custom app.
    Token,
    /// An app of the Dev Dashboard that asks for a token of a day.
    ClientCredentials {
        /// Its client ID.
        client_id: String,
    },
    /// Password of the Theme Access app.
    ThemeAccess,
}

impl Place {
    /// Its `type` in JSON.
    #[must_use]
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Host { .. } => "host",
            Self::Http { .. } => "http",
            Self::S3 { .. } => "s3",
            Self::Azure { .. } => "azure",
            Self::Gcs { .. } => "gcs",
            Self::Folder { .. } => "folder",
            Self::Theme { .. } => "theme",
        }
    }

    /// Whether files for one lie where files for the other do, whoever signs in, and wherever browsers get them from.
    #[must_use]
    pub fn is_where(&self, other: &Self) -> bool {
        self.location() == other.location()
    }

    /// What tells places apart; a host is a server that takes PUT.
    fn location(&self) -> (&'static str, [String; 3]) {
        let none = String::new;
        let address = |address: &str| {
            let address = address.trim();
            Url::parse(address)
                .map_or_else(|_| address.to_owned(), String::from)
                .trim_end_matches('/')
                .to_owned()
        };
        let service = |endpoint: &Option<String>| endpoint.as_deref().map(address).unwrap_or_default();
        let inside = |prefix: &str| prefix.trim_matches('/').to_owned();
        match self {
            Self::Host { url } | Self::Http { url, .. } => ("server", [address(url), none(), none()]),
            Self::S3 { bucket, endpoint, prefix, .. } => {
                ("s3", [service(endpoint), bucket.clone(), inside(prefix)])
            }
            Self::Azure { account, container, endpoint, prefix, .. } => {
                let account = service(endpoint) + "/" + account;
                ("azure", [account, container.clone(), inside(prefix)])
            }
            Self::Gcs { bucket, prefix, .. } => ("gcs", [none(), bucket.clone(), inside(prefix)]),
            Self::Folder { path, .. } => {
                ("folder", [path.trim().trim_end_matches(['/', '\\']).to_owned(), none(), none()])
            }
            Self::Theme { shop, theme, .. } => {
                ("theme", [shop.clone(), theme.clone().unwrap_or_default(), none()])
            }
        }
    }

    /// Whether a secret opens it.
    #[must_use]
    pub fn has_secret(&self) -> bool {
        !matches!(self, Self::Folder { .. })
    }

    /// What its secret opens: where it is shown, and as whose. A secret is for this alone; where browsers get the files,
    /// the folder within and the theme have no part in it.
    #[must_use]
    pub fn lock(&self) -> Vec<&str> {
        let kind = self.kind();
        match self {
            Self::Host { url } | Self::Http { url, .. } => vec![kind, url.trim_end_matches('/')],
            Self::S3 { bucket, region, access_key_id, endpoint, .. } => {
                vec![kind, at(endpoint.as_deref()), bucket, region, access_key_id]
            }
            Self::Azure { account, container, endpoint, .. } => {
                vec![kind, at(endpoint.as_deref()), account, container]
            }
            Self::Gcs { bucket, .. } => vec![kind, bucket],
            Self::Folder { .. } => vec![kind],
            Self::Theme { shop, sign_in, endpoint, .. } => match sign_in {
                SignIn::Token => vec![kind, at(endpoint.as_deref()), shop, "token"],
                SignIn::ClientCredentials { client_id } => {
                    vec![kind, at(endpoint.as_deref()), shop, "client", client_id]
                }
                SignIn::ThemeAccess => vec![kind, at(endpoint.as_deref()), shop, "theme_access"],
            },
        }
    }

    /// Base address from which browsers load what is published there, without slash at its end; `None` where nobody
    /// said, and for a theme, whose files Shopify serves.
    #[must_use]
    pub fn public_url(&self) -> Option<&str> {
        let url = match self {
            Self::Host { url } => Some(url),
            Self::Http { url, public_url, .. } => public_url.as_ref().or(Some(url)),
            Self::S3 { public_url, .. }
            | Self::Azure { public_url, .. }
            | Self::Gcs { public_url, .. }
            | Self::Folder { public_url, .. } => public_url.as_ref(),
            Self::Theme { .. } => None,
        };
        url.map(|url| url.trim_end_matches('/'))
    }
}

/// An address of one's own; empty for the service's.
fn at(endpoint: Option<&str>) -> &str {
    endpoint.unwrap_or_default().trim_end_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(path: &str, public_url: Option<&str>) -> Place {
        Place::Folder { path: path.into(), public_url: public_url.map(str::to_owned) }
    }

    fn s3(bucket: &str, access_key_id: &str, prefix: &str) -> Place {
        Place::S3 {
            bucket: bucket.into(),
            region: "auto".into(),
            access_key_id: access_key_id.into(),
            endpoint: Some("https://s3.example/".into()),
            prefix: prefix.into(),
            allow_http: false,
            public_url: None,
        }
    }

    #[test]
    fn a_place_is_known_by_where_its_files_lie() {
        assert!(folder("/srv/www", None).is_where(&folder("/srv/www/", Some("https://cdn.example"))));
        assert!(!folder("/srv/www", None).is_where(&folder("/srv/www2", None)));
        assert!(s3("b", "one", "a").is_where(&s3("b", "other", "/a/")));
        assert!(!s3("b", "one", "a").is_where(&s3("b", "one", "")));
        assert!(!s3("b", "one", "a").is_where(&s3("c", "one", "a")));
        let host = |url: &str| Place::Host { url: url.into() };
        assert!(host("https://HOST.example").is_where(&host("https://host.example/")));
        assert!(!host("https://host.example").is_where(&host("https://host.example:8443")));
        assert!(!host("/srv/www").is_where(&folder("/srv/www", None)));
    }
}
